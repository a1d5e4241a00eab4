import { describe, expect, it } from 'vitest';
import { recordExpiredLocks } from '../../../src/modules/tasks/expired-locks/expired-locks.service.js';
import { createContext } from '../../../src/context.js';
import { SECRET, testConfig, useApp } from '../../support/app.js';
import type { TaskSpec } from '../../support/factory-tasks.js';
import { actingIn } from './acting.js';

const world = useApp();
const { act, done } = actingIn(world);

const HOUR = 3600;

const recordLocks = (): Promise<number> =>
  recordExpiredLocks(createContext({ database: world.database, config: testConfig(), secret: SECRET }));

describe('a lock without a lock row in the history', () => {
  const changedBefore = ({ id }: { id: number }, hours: number) => world.database.prisma.$executeRaw`
    UPDATE projects SET last_updated = (now() AT TIME ZONE 'UTC') - make_interval(hours => ${hours}::int) WHERE id = ${id}::int`;
  const lockedTask = async (spec: Partial<TaskSpec>) => {
    const { mapper, other } = await world.make.users('mapper', 'other');
    const task: TaskSpec = { state: 'LOCKED_FOR_MAPPING', holder: mapper, history: [], ...spec };
    const project = await world.make.project({ tasks: [task, 'READY'] });
    const statusOf = async () => {
      const { body } = await world.get(`projects/${project.id}/tasks/1/`);
      return (body as { taskStatus: string; lockHolder: string | null }).taskStatus;
    };
    return { project, other, holder: mapper, statusOf };
  };

  it('is valid when the task has no history and the project changed less than two hours ago', async () => {
    const { project, other, holder, statusOf } = await lockedTask({});
    await changedBefore(project, 0);
    expect(await statusOf()).toBe('LOCKED_FOR_MAPPING');
    for (const action of ['unlock-after-mapping/1', 'stop-mapping/1'])
      expect(await act(project, action, { as: other, body: { status: 'MAPPED' } })).toMatchObject({
        status: 403,
        body: { SubCode: 'TaskNotOwned' },
      });
    expect(await act(project, 'split/1', { as: other })).toMatchObject({ body: { SubCode: 'SplitOtherUserTask' } });
    expect(await act(project, 'lock-for-mapping/2', { as: holder })).toMatchObject({
      body: { SubCode: 'UserAlreadyHasTaskLocked' },
    });
    const { body } = await done(project, 'unlock-after-mapping/1', { as: holder, body: { status: 'MAPPED' } });
    expect(body).toMatchObject({ taskStatus: 'MAPPED', lockHolder: null });
  });

  it('has expired when the task has no history and the project changed more than two hours ago', async () => {
    const { project, other, statusOf } = await lockedTask({});
    await changedBefore(project, 3);
    expect(await statusOf()).toBe('READY');
    await done(project, 'lock-for-mapping/1', { as: other });
  });

  it('expires two hours after the last action on the task', async () => {
    const { mapper } = await world.make.users('mapper');
    const recent = await lockedTask({ history: [{ action: 'COMMENT', text: 'hm', by: mapper, ago: HOUR }] });
    expect(await recent.statusOf()).toBe('LOCKED_FOR_MAPPING');
    expect((await act(recent.project, 'lock-for-mapping/1', { as: recent.other })).status).toBe(403);
    const old = await lockedTask({ history: [{ action: 'COMMENT', text: 'hm', by: mapper, ago: 3 * HOUR }] });
    expect(await old.statusOf()).toBe('READY');
    await done(old.project, 'lock-for-mapping/1', { as: old.other });
  });

  it('is recorded as ended by the job, with and without a holder', async () => {
    const withHolder = await lockedTask({});
    const without = await lockedTask({});
    for (const { project } of [withHolder, without]) await changedBefore(project, 0);
    await world.database.prisma
      .$executeRaw`UPDATE tasks SET locked_by = NULL WHERE project_id = ${without.project.id}::int`;
    await recordLocks();
    for (const { project } of [withHolder, without]) {
      const rows = await world.database.prisma.$queryRaw<{ status: number; holder: number | null }[]>`
        SELECT task_status AS status, locked_by::float8 AS holder FROM tasks WHERE project_id = ${project.id}::int AND id = 1`;
      expect(rows).toEqual([{ status: 0, holder: null }]);
    }
  });
});

describe('a lock of a task without a holder', () => {
  it('is recorded as an auto-unlock of the user who opened it', async () => {
    const { mapper } = await world.make.users('mapper');
    const project = await world.make.project({
      tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: mapper, lockedFor: 180 }],
    });
    await world.database.prisma.$executeRaw`UPDATE tasks SET locked_by = NULL WHERE project_id = ${project.id}::int`;
    await recordLocks();
    const { body } = await world.get(`projects/${project.id}/tasks/1/`);
    expect(body).toMatchObject({
      taskStatus: 'READY',
      taskHistory: [{ action: 'AUTO_UNLOCKED_FOR_MAPPING', actionBy: mapper.username }],
    });
  });
});
