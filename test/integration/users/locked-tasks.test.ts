import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

const world = useApp();
const global = useApp({ LOCK_SCOPE: 'global' });

const LOCKED = 'users/queries/tasks/locked/';
const DETAILS = `${LOCKED}details/`;
const NONE = { lockedTasks: [], projectId: null, taskStatus: null };

describe('locked tasks of the caller', () => {
  it('are those with a running lock of the caller', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({
      tasks: [
        { state: 'LOCKED_FOR_VALIDATION', holder: ann },
        { state: 'LOCKED_FOR_VALIDATION', holder: ann, lockedFor: 119 },
        { state: 'LOCKED_FOR_VALIDATION', holder: ann, lockedFor: 121 },
        { state: 'LOCKED_FOR_MAPPING', holder: ben },
      ],
    });
    expect((await world.get(LOCKED, { as: ann })).body).toEqual({
      lockedTasks: [1, 2],
      projectId: project.id,
      taskStatus: 'LOCKED_FOR_VALIDATION',
    });
    expect((await world.get(LOCKED, { as: ben })).body).toMatchObject({
      lockedTasks: [4],
      taskStatus: 'LOCKED_FOR_MAPPING',
    });
    expect((await world.get(LOCKED, { as: project.author })).body).toEqual(NONE);
  });

  it('are empty after the hand-in', async () => {
    const ann = await world.make.user();
    const project = await world.make.project();
    const at = `projects/${project.id}/tasks/actions`;
    await world.post(`${at}/lock-for-mapping/2/`, { as: ann });
    expect((await world.get(LOCKED, { as: ann })).body).toMatchObject({ lockedTasks: [2], projectId: project.id });
    await world.post(`${at}/stop-mapping/2/`, { as: ann, body: {} });
    expect((await world.get(LOCKED, { as: ann })).body).toEqual(NONE);
    expectNotFound(await world.get(DETAILS, { as: ann }), 'TASK_NOT_FOUND', { user_id: ann.id });
  });

  it("include all task data, with instructions in the caller's language", async () => {
    const ann = await world.make.user();
    const instructions = { en: 'Tile {x}/{y}', fr: 'Tuile {x}/{y}' };
    const lock = { state: 'LOCKED_FOR_MAPPING' as const, holder: ann };
    const project = await world.make.project({ instructions, tasks: [lock, 'READY', lock] });
    const other = await world.make.project({ tasks: [lock] });
    const answer = await world.get(DETAILS, { as: ann, headers: { 'accept-language': 'fr-FR,fr;q=0.9' } });
    expect(answer.status).toBe(200);
    const single = await world.get(`projects/${project.id}/tasks/1/`, {
      as: ann,
      headers: { 'accept-language': 'fr' },
    });
    const { tasks } = answer.body as { tasks: { taskId: number; projectId: number; perTaskInstructions: string }[] };
    expect(tasks[0]).toEqual(single.body);
    expect(tasks[0]?.perTaskInstructions).toMatch(/^Tuile \d+\/\d+$/);
    expect(tasks.map(({ projectId, taskId }) => [projectId, taskId])).toEqual([
      [project.id, 1],
      [project.id, 3],
      [other.id, 1],
    ]);
  });

  it('with one lock for all projects are those of the project that was locked last', async () => {
    const ann = await world.make.user();
    const lock = (minutes: number) => ({ state: 'LOCKED_FOR_VALIDATION' as const, holder: ann, lockedFor: minutes });
    const older = await world.make.project({ tasks: [lock(20)] });
    const newer = await world.make.project({ tasks: [lock(30), lock(10)] });
    await world.make.project({ tasks: [lock(15)] });
    const both = (await world.get(LOCKED, { as: ann })).body as { lockedTasks: number[] };
    expect(both.lockedTasks).toEqual([1, 1, 2, 1]);
    expect((await global.get(LOCKED, { as: ann })).body).toEqual({
      lockedTasks: [1, 2],
      projectId: newer.id,
      taskStatus: 'LOCKED_FOR_VALIDATION',
    });
    const { tasks } = (await global.get(DETAILS, { as: ann })).body as { tasks: object[] };
    expect(tasks).toMatchObject([
      { projectId: newer.id, taskId: 1 },
      { projectId: newer.id, taskId: 2 },
    ]);
    await global.post(`projects/${newer.id}/tasks/actions/stop-validation/`, {
      as: ann,
      body: { resetTasks: [{ taskId: 1 }, { taskId: 2 }] },
    });
    expect((await global.get(LOCKED, { as: ann })).body).not.toMatchObject({ projectId: newer.id });
    expect((await global.get(LOCKED, { as: older.author })).body).toEqual(NONE);
  });

  it('with one lock for all projects include those whose lock has no history', async () => {
    const ann = await world.make.user();
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ann, history: [] }] });
    await world.database.prisma.$executeRaw`
      UPDATE projects SET last_updated = now() AT TIME ZONE 'UTC' WHERE id = ${project.id}::int`;
    for (const server of [world, global])
      expect((await server.get(LOCKED, { as: ann })).body).toMatchObject({ lockedTasks: [1], projectId: project.id });
  });

  it.each([LOCKED, DETAILS])('need a session with a user: %s', async (path) => {
    expectRefusal(await world.get(path), 'InvalidToken');
    expectNotFound(await world.get(path, { as: 1_999_999_999 }), 'USER_NOT_FOUND', { user_id: 1_999_999_999 });
  });
});
