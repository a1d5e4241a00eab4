import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { authorizationFor } from '../../../src/access/tokens/session-token.js';
import { buildApp } from '../../../src/app.js';
import { createContext } from '../../../src/context.js';
import type { Db } from '../../../src/db/transaction.js';
import { expectNotFound, expectRefusal, SECRET, testConfig, useApp, type Answer } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { squareOf, tileAt } from '../../support/factory-tasks.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';
import { actingIn } from './acting.js';

const world = useApp();
const { act, done } = actingIn(world);

const next = (project: { id: number }, as: User | undefined, body: unknown) => act(project, 'lock-next', { as, body });
const idsOf = ({ body }: Answer): number[] =>
  (body as { tasks: { taskId: number }[] }).tasks.map(({ taskId }) => taskId);

const MAPPING = { for: 'mapping' };
const VALIDATION = { for: 'validation' };

/** A priority area over the n-th tasks of a project. */
async function prioritise(project: Project, ...tasks: number[]): Promise<void> {
  for (const task of tasks) {
    const polygon: Polygon = { type: 'Polygon', coordinates: squareOf(tileAt(task - 1)).coordinates[0] ?? [] };
    await world.database.prisma.$executeRaw`
      WITH area AS (INSERT INTO priority_areas (geometry) VALUES (
        ST_Buffer(ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(polygon)}::text), 4326), -0.0005)) RETURNING id)
      INSERT INTO project_priority_areas (project_id, priority_area_id) SELECT ${project.id}::int, id FROM area`;
  }
}

const centreOf = (task: number): number[] => {
  const corners = squareOf(tileAt(task - 1)).coordinates[0]?.[0] ?? [];
  return [0, 1].map((axis) => ((corners[0]?.[axis] ?? 0) + (corners[2]?.[axis] ?? 0)) / 2);
};

const ready = (count: number) => Array.from({ length: count }, () => 'READY' as const);

/** The names of the statements that one request for the next task sends. */
async function statementsOf(project: Project, as: User, body: object): Promise<string[]> {
  const sent: string[] = [];
  const { db } = world.database;
  const note =
    <T extends (...parts: never[]) => unknown>(run: T) =>
    (...parts: Parameters<T>) => {
      sent.push(
        /\/\* (\w+) \*\//.exec(String((parts[0] as unknown as { sql?: string }).sql ?? parts[0]))?.[1] ?? 'unnamed',
      );
      return run(...parts);
    };
  const counted = { $queryRaw: note(db.$queryRaw.bind(db)), $executeRaw: note(db.$executeRaw.bind(db)) } as Db;
  const database = { ...world.database, db: counted };
  const app = await buildApp(createContext({ database, config: testConfig(), secret: SECRET }));
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v2/projects/${project.id}/tasks/actions/lock-next/`,
    headers: { authorization: authorizationFor(as.id, SECRET) },
    payload: { ...MAPPING, ...body },
  });
  expect(answer.statusCode, answer.payload).toBe(200);
  return sent;
}

describe('the number of statements', () => {
  it.each(['priority', 'nearest', 'random'])('is two for the next task by the order %s', async (order) => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project({ tasks: ready(3) });
    const sent = await statementsOf(project, ann, { order, near: centreOf(1) });
    expect(sent).toHaveLength(2);
  });

  it('is three when the whole project must be read: priority areas, expired locks', async () => {
    const { ann, ben, cat } = await world.make.users('ann', 'ben', 'cat');
    const prioritised = await world.make.project({ tasks: ready(3) });
    await prioritise(prioritised, 2);
    expect(await statementsOf(prioritised, ann, {})).toHaveLength(3);
    const expired = { state: 'LOCKED_FOR_MAPPING', holder: ben, lockedFor: 121 } as const;
    expect(await statementsOf(await world.make.project({ tasks: ['MAPPED', expired] }), cat, {})).toHaveLength(3);
  });
});

describe('the next task to map', () => {
  it('is chosen and locked in one step, as by lock-for-mapping', async () => {
    const people = await world.make.users('ann');
    const project = await world.make.project({ tasks: ['MAPPED', 'VALIDATED', 'BADIMAGERY', 'INVALIDATED', 'READY'] });
    const answer = await next(project, people.ann, MAPPING);
    expect(answer.body).toMatchObject({
      tasks: [{ taskId: 4, taskStatus: 'LOCKED_FOR_MAPPING', lockHolder: people.ann.username }],
    });
    const state = await readState(world.database, project, people);
    expect(state.tasks[4]).toBe('LOCKED_FOR_MAPPING, locked by ann');
    expect(state.history[4]?.at(-1)).toBe('LOCKED_FOR_MAPPING running, ann');
    await checkInvariants(world.database, project);
  });

  it('is in a priority area while a task there is free', async () => {
    const { ann, ben, cat } = await world.make.users('ann', 'ben', 'cat');
    const project = await world.make.project({ tasks: ready(8) });
    await prioritise(project, 5, 7);
    const order = 'priority';
    expect(idsOf(await next(project, ann, { ...MAPPING, order }))).toEqual([5]);
    expect(idsOf(await next(project, ben, { ...MAPPING, order: 'nearest', near: centreOf(1) }))).toEqual([7]);
    expect(idsOf(await next(project, cat, MAPPING))).toEqual([1]);
  });

  it('is the nearest task with order=nearest', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({ tasks: ready(10) });
    const near = centreOf(6);
    expect(idsOf(await next(project, ann, { ...MAPPING, order: 'nearest', near }))).toEqual([6]);
    const [x = 0, y = 0] = near;
    expect(idsOf(await next(project, ben, { ...MAPPING, order: 'nearest', near: [x + 0.001, y] }))).toEqual([7]);
  });

  it('is a random task in a project that enforces random selection', async () => {
    const project = await world.make.project({ tasks: ready(60) });
    await world.database.prisma.$executeRaw`
      UPDATE projects SET enforce_random_task_selection = true WHERE id = ${project.id}::int`;
    const given: number[] = [];
    for (let turn = 0; turn < 6; turn++) {
      const { ann } = await world.make.users('ann');
      given.push(...idsOf(await next(project, ann, { ...MAPPING, order: 'nearest', near: centreOf(1) })));
    }
    // Six tasks of sixty, in order and from the first on: one in a billion.
    expect(given).not.toEqual([...given].sort((a, b) => a - b).map((_, index) => index + 1));
    expect(new Set(given).size).toBe(6);
  });

  it('can be a task with an expired lock', async () => {
    const people = await world.make.users('ann', 'ben');
    const project = await world.make.project({
      tasks: ['MAPPED', { state: 'LOCKED_FOR_MAPPING', holder: people.ann, lockedFor: 121 }],
    });
    expect(idsOf(await next(project, people.ben, MAPPING))).toEqual([2]);
    expect((await readState(world.database, project, people)).history[2]).toEqual([
      'AUTO_UNLOCKED_FOR_MAPPING ended, ann',
      'LOCKED_FOR_MAPPING running, ben',
    ]);
    await checkInvariants(world.database, project);
  });

  it('is a task with an expired lock when no other task is free', async () => {
    const { ann, ben, cat, dan } = await world.make.users('ann', 'ben', 'cat', 'dan');
    const project = await world.make.project({
      tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ann, lockedFor: 121 }, 'INVALIDATED', 'READY'],
    });
    expect(idsOf(await next(project, ben, MAPPING))).toEqual([2]);
    expect(idsOf(await next(project, cat, MAPPING))).toEqual([3]);
    expect(idsOf(await next(project, dan, MAPPING))).toEqual([1]);
    await checkInvariants(world.database, project);
  });

  it('may have no state, which means READY', async () => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project({ tasks: ['MAPPED', 'READY'] });
    await world.database.prisma.$executeRaw`
      UPDATE tasks SET task_status = NULL WHERE project_id = ${project.id}::int AND id = 2`;
    expect(idsOf(await next(project, ann, MAPPING))).toEqual([2]);
  });

  it('returns 404 when no task is left', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({ tasks: ['MAPPED', { state: 'LOCKED_FOR_MAPPING', holder: ben }] });
    const before = await fingerprint(world.database);
    expectRefusal(await next(project, ann, MAPPING), 'NoTaskAvailable');
    expect(await fingerprint(world.database)).toBe(before);
    expectRefusal(await next(await world.make.project({ tasks: [] }), ann, MAPPING), 'NoTaskAvailable');
  });
});

describe('the next tasks to validate', () => {
  it('are as many mapped tasks as requested', async () => {
    const people = await world.make.users('ann', 'zoe');
    const { ann: mapper, zoe } = people;
    const mapped = { state: 'MAPPED', mapper } as const;
    const project = await world.make.project({ tasks: ['READY', mapped, 'INVALIDATED', mapped, 'BADIMAGERY', mapped] });
    const answer = await next(project, zoe, { ...VALIDATION, count: 2 });
    expect(idsOf(answer)).toEqual([2, 4]);
    expect(answer.body).toMatchObject({
      tasks: [{ taskStatus: 'LOCKED_FOR_VALIDATION', lockHolder: zoe.username }, {}],
    });
    await checkInvariants(world.database, project);
    await done(project, 'stop-validation', { as: zoe, body: { resetTasks: [{ taskId: 2 }, { taskId: 4 }] } });
    expect(idsOf(await next(project, zoe, { ...VALIDATION, count: 100 }))).toEqual([2, 4, 6]);
    await checkInvariants(world.database, project);
  });

  it('are also tasks with an expired lock when too few others are free', async () => {
    const { ann, zoe, yan } = await world.make.users('ann', 'zoe', 'yan');
    const mapped = { state: 'MAPPED', mapper: ann } as const;
    const expired = { state: 'LOCKED_FOR_VALIDATION', mapper: ann, holder: zoe, lockedFor: 121 } as const;
    const project = await world.make.project({ tasks: [mapped, expired, mapped] });
    expect(idsOf(await next(project, yan, { ...VALIDATION, count: 3 }))).toEqual([1, 2, 3]);
    await checkInvariants(world.database, project);
  });

  it('are never mapped by the validator, except for admins', async () => {
    const { zoe } = await world.make.users('zoe');
    const admin = await world.make.user({ role: 'ADMIN' });
    const own = await world.make.project({ tasks: [{ state: 'MAPPED', mapper: zoe }] });
    expectRefusal(await next(own, zoe, VALIDATION), 'NoTaskAvailable');
    const admins = await world.make.project({ tasks: [{ state: 'MAPPED', mapper: admin }] });
    expect(idsOf(await next(admins, admin, VALIDATION))).toEqual([1]);
  });

  it('are not random when the project enforces random selection for mappers', async () => {
    const { zoe } = await world.make.users('zoe');
    const project = await world.make.project({ tasks: Array.from({ length: 30 }, () => 'MAPPED' as const) });
    await world.database.prisma.$executeRaw`
      UPDATE projects SET enforce_random_task_selection = true WHERE id = ${project.id}::int`;
    expect(idsOf(await next(project, zoe, { ...VALIDATION, count: 4 }))).toEqual([1, 2, 3, 4]);
  });
});

describe('lock-next is refused', () => {
  it('to a caller who holds a lock, may not map, or may not validate', async () => {
    const { ann } = await world.make.users('ann');
    const holds = { state: 'LOCKED_FOR_MAPPING', holder: ann } as const;
    const project = await world.make.project({ tasks: ['READY', 'MAPPED', holds] });
    expectRefusal(await next(project, ann, MAPPING), 'UserAlreadyHasTaskLocked');
    expectRefusal(await next(project, ann, VALIDATION), 'UserAlreadyHasTaskLocked', 'User already has a task locked');
    const closed = await world.make.project({
      tasks: ['READY', 'MAPPED'],
      mappingPermission: 'TEAMS',
      validationLevel: 'ADVANCED',
    });
    expectRefusal(await next(closed, ann, MAPPING), 'MappingNotAllowed.USER_NOT_TEAM_MEMBER');
    expect((await next(closed, ann, VALIDATION)).body).toMatchObject({ SubCode: 'ValidtionNotAllowed' });
  });

  it.each([
    ['no purpose', {}],
    ['another purpose', { for: 'fun' }],
    ['another order', { ...MAPPING, order: 'best' }],
    ['nearest to nothing', { ...MAPPING, order: 'nearest' }],
    ['nearest to half a place', { ...MAPPING, order: 'nearest', near: [85] }],
    ['nearest to a place off the map', { ...MAPPING, order: 'nearest', near: [85, 91] }],
    ['two to map', { ...MAPPING, count: 2 }],
    ['none', { ...VALIDATION, count: 0 }],
    ['more than a hundred', { ...VALIDATION, count: 101 }],
    ['no body', undefined],
  ])('with %s', async (_what, body) => {
    const { ann } = await world.make.users('ann');
    const answer = await next(await world.make.project(), ann, body);
    expect(answer).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
  });

  it('with 401 without a session, and with 404 for an unknown user or project', async () => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project();
    expectRefusal(await next(project, undefined, MAPPING), 'InvalidToken');
    expectNotFound(await next(project, { id: 1_999_999_995, username: '' }, MAPPING), 'USER_NOT_FOUND');
    expectNotFound(await next({ id: 2_000_000_000 }, ann, MAPPING), 'PROJECT_NOT_FOUND');
  });
});
