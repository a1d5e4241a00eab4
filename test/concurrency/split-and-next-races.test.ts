import { expect, it } from 'vitest';
import { kinds, manyUsers, taskIdsOf, tally, upTo, useServers } from '../support/callers.js';
import type { Project, User } from '../support/factory.js';
import { checkInvariants } from '../support/invariants.js';
import { onServerOnly } from '../support/server-only.js';
import { readState } from '../support/state.js';

const SPLITS = Number(process.env.TEST_SPLITS ?? 40);
const CALLERS = Number(process.env.TEST_NEXT_CALLERS ?? 200);
const FREE = Math.floor(CALLERS * 0.75);

onServerOnly('splitting at once', () => {
  const callers = useServers();

  const land = async (project: Project): Promise<{ ids: number[]; area: number; overlap: number }> => {
    const { prisma } = callers.database;
    const [row] = await prisma.$queryRaw<{ ids: number[]; area: number; overlap: number }[]>`
      SELECT array_agg(t.id ORDER BY t.id) AS ids, sum(ST_Area(t.geometry)) AS area, (
        SELECT coalesce(sum(ST_Area(ST_Intersection(a.geometry, b.geometry))), 0)
        FROM tasks a JOIN tasks b ON b.project_id = a.project_id AND b.id > a.id AND ST_Intersects(a.geometry, b.geometry)
        WHERE a.project_id = ${project.id}::int) AS overlap
      FROM tasks t WHERE t.project_id = ${project.id}::int`;
    if (!row) throw new Error('no row');
    return row;
  };

  it(`keeps ids unique, all tasks and the whole area when ${SPLITS} tasks of one project are split`, async () => {
    const users = await manyUsers(callers.make, SPLITS);
    const project = await callers.make.project({
      tasks: users.map((holder, i) => (i % 2 ? 'READY' : { state: 'LOCKED_FOR_MAPPING', holder })),
    });
    const before = await land(project);
    const outcomes = await Promise.all(users.map((user, i) => callers.act(user, project, `split/${i + 1}`)));
    expect(tally(outcomes)).toEqual({ '200': SPLITS });
    const told = outcomes.flatMap(taskIdsOf).sort((a, b) => a - b);
    const after = await land(project);
    expect(after.ids).toEqual(told);
    expect(new Set(told).size).toBe(SPLITS * 4);
    expect(Math.min(...told)).toBeGreaterThan(SPLITS);
    expect(Math.abs(after.area / before.area - 1)).toBeLessThan(1e-9);
    expect(after.overlap / before.area).toBeLessThan(1e-9);
    const state = await readState(callers.database, project);
    expect(state.project.total).toBe(SPLITS * 4);
    await checkInvariants(callers.database, project);
  }, 120_000);

  it('splits a task once when ten users send the request at once, and returns 404 to the others', async () => {
    const users = await manyUsers(callers.make, 10);
    const project = await callers.make.project({ tasks: ['READY'] });
    const outcomes = await Promise.all(users.map((user) => callers.act(user, project, 'split/1')));
    expect(tally(outcomes)).toEqual({ '200': 1, '404 TASK_NOT_FOUND': 9 });
    await checkInvariants(callers.database, project);
  });

  it('leaves every task consistent when users split, lock and map all at once', async () => {
    const users = await manyUsers(callers.make, 40);
    const project = await callers.make.project({ tasks: upTo(20).map(() => 'READY' as const) });
    const outcomes = await Promise.all([
      ...users.map((user, i) => callers.act(user, project, `${i % 2 ? 'split' : 'lock-for-mapping'}/${1 + (i >> 1)}`)),
      callers.act(project.author, project, 'map-all'),
      callers.act(project.author, project, 'reset-all'),
    ]);
    const allowed = ['200', '403 InvalidTaskState', '403 LockToSplit', '403 SplitOtherUserTask', '404 TASK_NOT_FOUND'];
    for (const kind of kinds(outcomes)) expect(allowed).toContain(kind);
    await checkInvariants(callers.database, project);
  });
});

onServerOnly('asking for the next task at once', () => {
  const callers = useServers();

  it(`gives each of ${CALLERS} mappers another one of ${FREE} tasks and returns 404 to the others`, async () => {
    const users = await manyUsers(callers.make, CALLERS);
    const project = await callers.make.project({
      tasks: upTo(FREE).map((n) => (n % 5 === 0 ? 'INVALIDATED' : n % 7 === 0 ? expired(users[0] as User) : 'READY')),
    });
    const orders = ['priority', 'random', 'nearest'] as const;
    const outcomes = await Promise.all(
      users.map((user, i) =>
        callers.act(user, project, 'lock-next', { for: 'mapping', order: orders[i % 3], near: [85.3, 27.7] }),
      ),
    );
    expect(tally(outcomes)).toEqual({ '200': FREE, '404 NoTaskAvailable': CALLERS - FREE });
    const given = outcomes.flatMap((outcome) => (outcome.status === 200 ? taskIdsOf(outcome) : []));
    expect(given.sort((a, b) => a - b)).toEqual(upTo(FREE));
    await checkInvariants(callers.database, project);
  }, 120_000);

  it('gives no task to two validators and no validator their own tasks', async () => {
    const users = await manyUsers(callers.make, 40);
    const mapperOf = (taskId: number): User => users[taskId % users.length] as User;
    const project = await callers.make.project({
      tasks: upTo(150).map((taskId) => ({ state: 'MAPPED', mapper: mapperOf(taskId) })),
    });
    const outcomes = await Promise.all(
      users.map((user) => callers.act(user, project, 'lock-next', { for: 'validation', count: 5 })),
    );
    for (const kind of kinds(outcomes)) expect(['200', '404 NoTaskAvailable']).toContain(kind);
    const given = outcomes.flatMap((outcome) => taskIdsOf(outcome));
    expect(new Set(given).size).toBe(given.length);
    outcomes.forEach((outcome, i) => {
      for (const taskId of taskIdsOf(outcome)) expect(mapperOf(taskId)).not.toBe(users[i]);
      if (outcome.status === 200) expect(taskIdsOf(outcome).length).toBeGreaterThan(0);
    });
    await checkInvariants(callers.database, project);
  });

  it('locks one task for a mapper who sends five requests at once', async () => {
    for (let round = 0; round < 10; round++) {
      const { ann } = await callers.make.users('ann');
      const project = await callers.make.project();
      const outcomes = await Promise.all(upTo(5).map(() => callers.act(ann, project, 'lock-next', { for: 'mapping' })));
      expect(tally(outcomes)).toEqual({ '200': 1, '403 UserAlreadyHasTaskLocked': 4 });
      await checkInvariants(callers.database, project);
    }
  });
});

const expired = (holder: User) => ({ state: 'LOCKED_FOR_MAPPING' as const, holder, lockedFor: 180 });
