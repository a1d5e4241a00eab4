import { describe, expect, it } from 'vitest';
import { signSession } from '../../../src/access/tokens/session-token.js';
import { expectNotFound, expectRefusal, SECRET, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';

const world = useApp();

const PATH = 'system/authentication/applications/';

const newKey = async (as: User): Promise<string> => {
  const answer = await world.post(PATH, { as });
  expect(answer.status).toBe(200);
  return (answer.body as { applicationkey: string }).applicationkey;
};

describe('application keys', () => {
  it('are listed for their owner only', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const key = await newKey(ann);
    expect((await world.get(PATH, { as: ann })).body).toMatchObject({
      applications: [{ userId: ann.id, applicationkey: key }],
    });
    expect((await world.get(PATH, { as: ben })).body).toEqual({ applications: [] });
    expectRefusal(await world.get(PATH), 'InvalidToken');
  });

  it('are all different, also when they are made at once', async () => {
    const ann = await world.make.user();
    const keys = await Promise.all(Array.from({ length: 6 }, () => newKey(ann)));
    expect(new Set(keys).size).toBe(6);
  });

  it('are valid for any caller until they are deleted', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const key = await newKey(ann);
    expect((await world.send('PATCH', `${PATH}${key}/`)).status).toBe(200);
    expect((await world.send('DELETE', `${PATH}${key}/`, { as: ben })).status).toBe(302);
    expect((await world.send('PATCH', `${PATH}${key}/`)).status).toBe(200);
    expect((await world.send('DELETE', `${PATH}${key}/`, { as: ann })).status).toBe(200);
    expectNotFound(await world.send('PATCH', `${PATH}${key}/`), 'APPLICATION_NOT_FOUND');
    expectNotFound(await world.send('DELETE', `${PATH}${key}/`, { as: ann }), 'APPLICATION_NOT_FOUND');
  });

  it('expire after 30 days', async () => {
    const ann = await world.make.user();
    const keyOf = (days: number): string => signSession(ann.id, SECRET, Math.floor(Date.now() / 1000) - days * 86_400);
    for (const [days, status] of [
      [29, 200],
      [31, 302],
    ] as const) {
      await world.database.prisma.applicationKey.create({ data: { userId: BigInt(ann.id), appKey: keyOf(days) } });
      expect((await world.send('PATCH', `${PATH}${keyOf(days)}/`)).status).toBe(status);
    }
  });
});
