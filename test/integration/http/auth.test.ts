import { describe, expect, it } from 'vitest';
import { authorizationFor, SESSION_SECONDS, signSession } from '../../../src/access/tokens/session-token.js';
import { expectNotFound, expectRefusal, SECRET, tokenOf, useApp } from '../../support/app.js';
import { fingerprint } from '../../support/state.js';

const world = useApp();

const now = (): number => Math.floor(Date.now() / 1000);
const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');

const LOCK = (project: { id: number }): string => `projects/${project.id}/tasks/actions/lock-for-mapping/1/`;

/** Headers that are no session of user 5. */
const BAD: [string, string][] = [
  ['an expired one', authorizationFor(5, SECRET, now() - SESSION_SECONDS - 60)],
  ['one of the future', authorizationFor(5, SECRET, now() + 3600)],
  ['one signed by another secret', authorizationFor(5, 'another secret that is long enough')],
  ['one that is not wrapped in base64', `Token ${signSession(5, SECRET)}`],
  ['one under another scheme', tokenOf(5).replace('Token', 'Bearer')],
  ['one without a scheme', tokenOf(5).replace('Token ', '')],
  ['one with something behind it', `${tokenOf(5)} x`],
  ['one cut short', tokenOf(5).slice(0, -6)],
  ['one of user 0', authorizationFor(0, SECRET)],
  ['one of user -1', authorizationFor(-1, SECRET)],
  ['one of half a user', authorizationFor(5.5, SECRET)],
  ['one of a number that is too large', authorizationFor(2 ** 60, SECRET)],
  ['one of a name', `Token ${base64(signSession('5', SECRET))}`],
  ['one of an object', `Token ${base64(signSession({ id: 5 }, SECRET))}`],
  ['the word null', 'Token null'],
  ['the word undefined', 'Token undefined'],
  ['the word null in base64', `Token ${base64('null')}`],
  ['nothing behind the scheme', 'Token'],
  ['blanks behind the scheme', 'Token   '],
  ['nothing at all', ''],
  ['no base64', 'Token ****'],
  ['20,000 characters', `Token ${'A'.repeat(12_000)}`],
  ['a password', 'Basic dXNlcjpwYXNz'],
];

describe('session', () => {
  it.each(['Token', 'token', 'TOKEN'])('is accepted under the scheme %s', async (scheme) => {
    const ann = await world.make.user();
    const project = await world.make.project();
    const headers = { authorization: tokenOf(ann).replace('Token', scheme) };
    expect((await world.post(LOCK(project), { headers })).body).toMatchObject({ lockHolder: ann.username });
  });

  it('is valid for seven days', async () => {
    const ann = await world.make.user();
    const project = await world.make.project();
    const headers = { authorization: authorizationFor(ann.id, SECRET, now() - SESSION_SECONDS + 60) };
    expect((await world.post(LOCK(project), { headers })).status).toBe(200);
  });

  it('is accepted for user ids beyond 32 bits', async () => {
    const big = await world.make.user({ idOffset: 5_000_000_000 });
    const project = await world.make.project();
    expect((await world.post(LOCK(project), { as: big })).body).toMatchObject({ lockHolder: big.username });
  });

  it.each(BAD)('returns 401 when it is invalid and required: %s', async (_what, authorization) => {
    const project = await world.make.project();
    const before = await fingerprint(world.database);
    const answer = await world.post(LOCK(project), { headers: { authorization } });
    expectRefusal(answer, 'InvalidToken');
    expect(answer.headers['www-authenticate']).toBe('Token');
    expect(await fingerprint(world.database)).toBe(before);
  });

  it.each(BAD)('counts as nobody when it is invalid and optional: %s', async (_what, authorization) => {
    const open = await world.make.project();
    const hidden = await world.make.project({ private: true });
    expect((await world.get(`projects/${open.id}/tasks/?tasks=1`, { headers: { authorization } })).status).toBe(200);
    expectRefusal(await world.get(`projects/${hidden.id}/tasks/`, { headers: { authorization } }), 'PrivateProject');
  });

  it('is checked before body, path and existence of the task', async () => {
    const project = await world.make.project();
    const actions = `projects/${project.id}/tasks/actions`;
    for (const path of [
      `${actions}/unlock-after-mapping/1/`,
      `${actions}/unlock-after-mapping/none/`,
      `${actions}/stop-mapping/99/`,
    ])
      expectRefusal(await world.post(path, { raw: '{"half' }), 'InvalidToken');
  });

  it('names the user in the error when the database has no such user', async () => {
    const project = await world.make.project();
    expectNotFound(await world.post(LOCK(project), { as: 1_888_888_888 }), 'USER_NOT_FOUND', {
      user_id: 1_888_888_888,
    });
  });

  it('is ignored by operations that need no session', async () => {
    expect((await world.get('system/heartbeat/', { headers: { authorization: 'Token ****' } })).status).toBe(200);
    expect((await world.get('system/heartbeat/', { as: 1_888_888_888 })).status).toBe(200);
  });
});
