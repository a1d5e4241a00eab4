import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp, type Call } from '../../support/app.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';

const world = useApp();

const stop = (project: { id: number }, taskId: number, call: Call) =>
  world.post(`projects/${project.id}/tasks/actions/stop-mapping/${taskId}/`, call);

describe('stop-mapping', () => {
  it.each(['READY', 'INVALIDATED'] as const)('restores the state before the lock: %s', async (before) => {
    const people = await world.make.users('ann');
    const { ann } = people;
    const project = await world.make.project({
      tasks: [{ state: 'LOCKED_FOR_MAPPING', before, holder: ann, lockedFor: 10 }],
    });
    const answer = await stop(project, 1, { as: ann, body: {} });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ taskStatus: before, lockHolder: null });
    const state = await readState(world.database, project, people);
    expect(state.tasks[1]).toBe(before);
    expect(state.history[1]?.at(-1)).toBe('LOCKED_FOR_MAPPING ended, ann');
    expect(state.users.ann).toEqual({ mapped: 0, validated: 0, invalidated: 0, workedHere: false });
    expect(state.project).toEqual({ total: 1, mapped: 0, validated: 0, badImagery: 0 });
    await checkInvariants(world.database, project);
  });

  it('stores the comment, and writes the duration of the lock', async () => {
    const people = await world.make.users('ann', 'ben');
    const { ann, ben } = people;
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ann }] });
    const comment = `@[${ben.username}] no time <left>`;
    expect((await stop(project, 1, { as: ann, body: { comment } })).status).toBe(200);
    expect((await readState(world.database, project, people)).history[1]).toEqual([
      'LOCKED_FOR_MAPPING ended, ann',
      `COMMENT @[${ben.username}] no time &lt;left&gt;, ann`,
    ]);
    const messages = await world.database.prisma.$queryRaw`
      SELECT to_user_id::float8 AS receiver FROM messages WHERE project_id = ${project.id}::int`;
    expect(messages).toEqual([{ receiver: ben.id }]);
    await checkInvariants(world.database, project);
  });

  it.each([
    ['no body', {}],
    ['an empty body that calls itself JSON', { raw: '', headers: { 'content-type': 'application/json' } }],
    ['null', { raw: 'null' }],
    ['a comment of null', { body: { comment: null } }],
    ['an empty comment', { body: { comment: '' } }],
  ])('accepts %s', async (_what, call) => {
    const people = await world.make.users('ann');
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: people.ann }] });
    expect((await stop(project, 1, { as: people.ann, ...call })).status).toBe(200);
    expect((await readState(world.database, project, people)).history[1]).toEqual(['LOCKED_FOR_MAPPING ended, ann']);
  });

  it('allows the user to lock another task', async () => {
    const ann = await world.make.user();
    const project = await world.make.project();
    const lock = (taskId: number) =>
      world.post(`projects/${project.id}/tasks/actions/lock-for-mapping/${taskId}/`, { as: ann });
    await lock(1);
    expectRefusal(await lock(2), 'UserAlreadyHasTaskLocked');
    await stop(project, 1, { as: ann });
    expect((await lock(2)).status).toBe(200);
    await checkInvariants(world.database, project);
  });

  it('writes the duration of an extended lock from its last extension', async () => {
    const people = await world.make.users('ann');
    const { ann } = people;
    const project = await world.make.project({
      tasks: [
        {
          state: 'LOCKED_FOR_MAPPING',
          holder: ann,
          history: [
            { action: 'LOCKED_FOR_MAPPING', text: '01:30:00.000000', by: ann, ago: 6000 },
            { action: 'EXTENDED_FOR_MAPPING', text: null, by: ann, ago: 600 },
          ],
        },
      ],
    });
    const answer = await stop(project, 1, { as: ann });
    expect(answer.body).toMatchObject({
      taskStatus: 'READY',
      taskHistory: [
        { action: 'EXTENDED_FOR_MAPPING', actionText: expect.stringMatching(/^00:10:0\d\.\d{6}$/) as unknown },
        { action: 'LOCKED_FOR_MAPPING', actionText: '01:30:00.000000' },
      ],
    });
    await checkInvariants(world.database, project);
  });
});

describe('stop-mapping is refused', () => {
  it('to a caller who does not hold the task', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ann }] });
    const before = await fingerprint(world.database);
    expectRefusal(await stop(project, 1, { as: ben, body: {} }), 'TaskNotOwned');
    expect(await fingerprint(world.database)).toBe(before);
  });

  it.each(['READY', 'MAPPED', 'LOCKED_FOR_VALIDATION'] as const)('for a task that is %s', async (state) => {
    const ann = await world.make.user();
    const project = await world.make.project({ tasks: [{ state, holder: ann }] });
    expectRefusal(await stop(project, 1, { as: ann, body: {} }), 'LockBeforeUnlocking');
  });

  it.each([
    ['a comment that is a number', { body: { comment: 7 } }],
    ['a comment with NUL', { body: { comment: '\0' } }],
    ['a list', { body: [] }],
    ['a text', { body: 'stop' }],
    ['no JSON', { raw: '{"comment"' }],
  ])('with %s', async (_what, call) => {
    const ann = await world.make.user();
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ann }] });
    expectRefusal(await stop(project, 1, { as: ann, ...call }), 'InvalidData', 'Task unlock failed');
  });

  it('with 401 without a session', async () => {
    const project = await world.make.project({ tasks: ['LOCKED_FOR_MAPPING'] });
    expectRefusal(await stop(project, 1, {}), 'InvalidToken');
  });

  it('with 404 for an unknown project, task or user', async () => {
    const ann = await world.make.user();
    const project = await world.make.project();
    expectNotFound(await stop({ id: 2_000_000_000 }, 1, { as: ann }), 'PROJECT_NOT_FOUND', {
      project_id: 2_000_000_000,
    });
    expectNotFound(await stop(project, 99, { as: ann }), 'TASK_NOT_FOUND', { project_id: project.id, task_id: 99 });
    expectNotFound(await stop(project, 1, { as: 1_999_999_994 }), 'USER_NOT_FOUND', { user_id: 1_999_999_994 });
  });
});
