import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';

const world = useApp();

const lock = (project: { id: number }, taskId: number | string, call: Parameters<typeof world.post>[1] = {}) =>
  world.post(`projects/${project.id}/tasks/actions/lock-for-mapping/${taskId}/`, call);

describe('locking a task for mapping', () => {
  it('gives the task to the caller', async () => {
    const people = await world.make.users('ann');
    const { ann } = people;
    const project = await world.make.project({ instructions: { en: 'Map {x}' } });
    const answer = await lock(project, 2, { as: ann });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      taskId: 2,
      projectId: project.id,
      taskStatus: 'LOCKED_FOR_MAPPING',
      lockHolder: ann.username,
      perTaskInstructions: 'Map 48301',
      taskHistory: [
        { action: 'LOCKED_FOR_MAPPING', actionText: null, actionBy: ann.username, issues: null, taskId: null },
      ],
      geometry: { type: 'MultiPolygon' },
    });
    const { lastUpdated } = answer.body as { lastUpdated: string };
    expect(Math.abs(Date.now() - Date.parse(lastUpdated))).toBeLessThan(60_000);
    expect(await readState(world.database, project, people)).toMatchObject({
      tasks: { 1: 'READY', 2: 'LOCKED_FOR_MAPPING, locked by ann' },
      history: { 1: [], 2: ['LOCKED_FOR_MAPPING running, ann'] },
      project: { total: 4, mapped: 0, validated: 0, badImagery: 0 },
      users: { ann: { mapped: 0, validated: 0, invalidated: 0, workedHere: false } },
    });
    await checkInvariants(world.database, project);
  });

  it('accepts an invalidated task', async () => {
    const people = await world.make.users('ann', 'ben', 'zoe');
    const { ann, ben, zoe } = people;
    const project = await world.make.project({ tasks: [{ state: 'INVALIDATED', mapper: ben, validator: zoe }] });
    expect((await lock(project, 1, { as: ann })).status).toBe(200);
    const { tasks, history } = await readState(world.database, project, people);
    expect(tasks[1]).toBe('LOCKED_FOR_MAPPING, locked by ann');
    expect(history[1]?.slice(-2)).toEqual(['STATE_CHANGE INVALIDATED, zoe', 'LOCKED_FOR_MAPPING running, ann']);
    await checkInvariants(world.database, project);
  });

  it('publishes an event', async () => {
    const ann = await world.make.user();
    const project = await world.make.project({ tasks: ['INVALIDATED'] });
    await lock(project, 1, { as: ann });
    expect(world.events).toEqual([
      {
        action: 'lockForMapping',
        projectId: project.id,
        actorId: ann.id,
        tasks: [{ taskId: 1, from: 'INVALIDATED', to: 'LOCKED_FOR_MAPPING' }],
      },
    ]);
  });

  it('changes nothing when the holder repeats the lock', async () => {
    const ann = await world.make.user();
    const project = await world.make.project();
    const first = await lock(project, 1, { as: ann });
    const before = await fingerprint(world.database);
    const again = await lock(project, 1, { as: ann });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(await fingerprint(world.database)).toBe(before);
    expect(world.events).toHaveLength(1);
  });

  it('answers in the requested language', async () => {
    const ann = await world.make.user();
    const project = await world.make.project({ instructions: { en: 'English', fr: 'Français' } });
    const answer = await lock(project, 1, { as: ann, headers: { 'accept-language': 'fr-CA,fr;q=0.9' } });
    expect(answer.body).toMatchObject({ perTaskInstructions: 'Français' });
  });

  it.each([
    ['an empty body that calls itself JSON', { raw: '', headers: { 'content-type': 'application/json' } }],
    ['the text of a stringified object', { raw: '[object Object]' }],
    ['JSON that nobody asked for', { body: { status: 'MAPPED', extra: [1, 2] } }],
    ['a form', { raw: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['text of a type that is none', { raw: 'x', headers: { 'content-type': 'garbage' } }],
    ['bytes of no type', { raw: '\u0000\u0001', headers: { 'content-type': 'application/octet-stream' } }],
  ])('accepts %s as a body', async (_what, call) => {
    const ann = await world.make.user();
    const project = await world.make.project();
    expect((await lock(project, 1, { as: ann, ...call })).status).toBe(200);
  });

  it('works without the final slash', async () => {
    const ann = await world.make.user();
    const project = await world.make.project();
    const answer = await world.post(`projects/${project.id}/tasks/actions/lock-for-mapping/3`, { as: ann });
    expect(answer.body).toMatchObject({ taskId: 3, taskStatus: 'LOCKED_FOR_MAPPING' });
  });

  it('succeeds when the other lock of the user has expired or is in another project', async () => {
    const ann = await world.make.user();
    await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ann }] });
    const project = await world.make.project({
      tasks: ['READY', { state: 'LOCKED_FOR_MAPPING', holder: ann, lockedFor: 121 }],
    });
    expect((await lock(project, 1, { as: ann })).status).toBe(200);
    await checkInvariants(world.database, project);
  });
});

describe('a lock is refused', () => {
  it.each(['MAPPED', 'VALIDATED', 'BADIMAGERY', 'LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION', 'SPLIT'] as const)(
    'for a task that is %s',
    async (state) => {
      const [holder, ann] = [await world.make.user(), await world.make.user()];
      const project = await world.make.project({
        tasks: [
          {
            state,
            holder,
            ...(state === 'SPLIT' && { history: [{ action: 'STATE_CHANGE', text: 'SPLIT', by: holder, ago: 9 }] }),
          },
        ],
      });
      const before = await fingerprint(world.database);
      expectRefusal(await lock(project, 1, { as: ann }), 'InvalidTaskState');
      expectRefusal(await lock(project, 1, { as: project.author }), 'InvalidTaskState');
      expect(await fingerprint(world.database)).toBe(before);
      await checkInvariants(world.database, project);
    },
  );

  it('for a task that the same user holds for validation', async () => {
    const zoe = await world.make.user();
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_VALIDATION', holder: zoe }] });
    expectRefusal(await lock(project, 1, { as: zoe }), 'InvalidTaskState');
  });

  it('while the user holds another task of the project, for mapping or validation', async () => {
    const { ann, zoe } = await world.make.users('ann', 'zoe');
    const project = await world.make.project({
      tasks: ['READY', { state: 'LOCKED_FOR_MAPPING', holder: ann }, { state: 'LOCKED_FOR_VALIDATION', holder: zoe }],
    });
    expectRefusal(await lock(project, 1, { as: ann }), 'UserAlreadyHasTaskLocked');
    expectRefusal(await lock(project, 1, { as: zoe }), 'UserAlreadyHasTaskLocked');
  });

  it('with 401 without a session, also when body and task are invalid', async () => {
    const project = await world.make.project({ tasks: ['MAPPED'] });
    for (const taskId of [1, 99]) {
      const answer = await lock(project, taskId);
      expectRefusal(answer, 'InvalidToken');
      expect(answer.headers['www-authenticate']).toBe('Token');
    }
  });

  it('with 404 for an unknown project, task or user', async () => {
    const ann = await world.make.user();
    const project = await world.make.project();
    expectNotFound(await lock({ id: 2_000_000_000 }, 1, { as: ann }), 'PROJECT_NOT_FOUND', {
      project_id: 2_000_000_000,
    });
    expectNotFound(await lock(project, 99, { as: ann }), 'TASK_NOT_FOUND', { project_id: project.id, task_id: 99 });
    expectNotFound(await lock(project, 1, { as: 1_999_999_996 }), 'USER_NOT_FOUND', { user_id: 1_999_999_996 });
  });
});

describe('with LOCK_SCOPE=global', () => {
  const global = useApp({ LOCK_SCOPE: 'global' });

  it('refuses a lock in any other project', async () => {
    const ann = await global.make.user();
    const [here, there] = [await global.make.project(), await global.make.project()];
    const path = (project: { id: number }): string => `projects/${project.id}/tasks/actions/lock-for-mapping/1/`;
    expect((await global.post(path(here), { as: ann })).status).toBe(200);
    expectRefusal(await global.post(path(there), { as: ann }), 'UserAlreadyHasTaskLocked');
    expect((await world.post(path(there), { as: ann })).status).toBe(200);
  });
});
