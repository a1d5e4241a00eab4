import type { MultiPolygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { Project, TaskSpec, User } from '../../support/factory.js';
import { squareOf } from '../../support/factory-tasks.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';
import { actingIn } from './acting.js';

const world = useApp();
const { act, done } = actingIn(world);

const split = (project: { id: number }, as: User, taskId = 1) => act(project, `split/${taskId}`, { as });

interface Piece {
  id: number;
  x: number | null;
  y: number | null;
  zoom: number | null;
  square: boolean;
  valid: boolean;
  type: string;
}

/** The tasks of a project from an id on, and what they are together compared with a boundary. */
async function pieces(project: Project, parent: MultiPolygon) {
  const { prisma } = world.database;
  const rows = await prisma.$queryRaw<Piece[]>`
    SELECT id, x, y, zoom, is_square AS square, ST_IsValid(geometry) AS valid, ST_GeometryType(geometry) AS type
    FROM tasks WHERE project_id = ${project.id}::int ORDER BY id`;
  const [sum] = await prisma.$queryRaw<{ lost: number; overlap: number }[]>`
    WITH parent AS (SELECT ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(parent)}::text), 4326) AS g)
    SELECT ST_Area(ST_SymDifference((SELECT g FROM parent), ST_Union(t.geometry))) / (SELECT ST_Area(g) FROM parent) AS lost,
      (sum(ST_Area(t.geometry)) - ST_Area(ST_Union(t.geometry))) / (SELECT ST_Area(g) FROM parent) AS overlap
    FROM tasks t WHERE t.project_id = ${project.id}::int`;
  return { rows, lost: sum?.lost ?? 1, overlap: Math.abs(sum?.overlap ?? 1) };
}

function expectWhole({ rows, lost, overlap }: Awaited<ReturnType<typeof pieces>>): void {
  expect(lost).toBeLessThan(1e-9);
  expect(overlap).toBeLessThan(1e-9);
  for (const row of rows) expect(row).toMatchObject({ valid: true, type: 'ST_MultiPolygon' });
}

const TILE = { x: 48_300, y: 38_020, zoom: 16 };
const ring = (x: number, y: number, size: number): number[][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
/** About a square kilometre, with a hole off its middle, and a small part beside it. */
const ODD: MultiPolygon = {
  type: 'MultiPolygon',
  coordinates: [[ring(85.3, 27.7, 0.01), ring(85.302, 27.703, 0.002).reverse()], [ring(85.312, 27.704, 0.001)]],
};

describe('split', () => {
  it('replaces a tile by its four tiles of the next zoom, ready and with new ids', async () => {
    const people = await world.make.users('ann');
    const project = await world.make.project({ tasks: ['READY'] });
    const answer = await split(project, people.ann);
    expect(answer.body).toMatchObject({
      tasks: [2, 3, 4, 5].map((taskId) => ({ taskId, taskStatus: 'READY', lockHolder: null, projectId: project.id })),
    });
    const found = await pieces(project, squareOf(TILE));
    expectWhole(found);
    const { x, y } = TILE;
    const tiles = [
      [2 * x, 2 * y],
      [2 * x, 2 * y + 1],
      [2 * x + 1, 2 * y],
      [2 * x + 1, 2 * y + 1],
    ];
    expect(found.rows.map((row) => [row.id, row.x, row.y, row.zoom, row.square])).toEqual(
      tiles.map(([cx, cy], index) => [index + 2, cx, cy, 17, true]),
    );
    const state = await readState(world.database, project, people);
    expect(state.project).toEqual({ total: 4, mapped: 0, validated: 0, badImagery: 0 });
    expect(state.history[2]).toEqual(['STATE_CHANGE SPLIT, ann', 'STATE_CHANGE READY, ann']);
    expect(state.users.ann).toEqual({ mapped: 0, validated: 0, invalidated: 0, workedHere: false });
    expectNotFound(await world.get(`projects/${project.id}/tasks/1/`), 'TASK_NOT_FOUND');
    await checkInvariants(world.database, project);
  });

  it('never reuses ids when it is repeated', async () => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project({ tasks: ['READY', 'READY'] });
    await done(project, 'split/1', { as: ann });
    await done(project, 'split/6', { as: ann });
    const { tasks } = await readState(world.database, project);
    expect(Object.keys(tasks)).toEqual(['2', '3', '4', '5', '7', '8', '9', '10']);
    await checkInvariants(world.database, project);
  });

  it('covers a polygon with a hole and two parts exactly', async () => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project({ tasks: [{ state: 'READY', geometry: ODD, tile: null }] });
    await done(project, 'split/1', { as: ann });
    const found = await pieces(project, ODD);
    expectWhole(found);
    expect(found.rows.map((row) => [row.x, row.zoom, row.square])).toEqual(found.rows.map(() => [null, null, false]));
    await checkInvariants(world.database, project);
  });

  it('replaces a clipped tile by children that are not tiles', async () => {
    const { ann } = await world.make.users('ann');
    const [west, south] = squareOf(TILE).coordinates[0]?.[0]?.[0] ?? [];
    const [east, north] = squareOf(TILE).coordinates[0]?.[0]?.[2] ?? [];
    const triangle = [
      [west, south],
      [east, south],
      [east, north],
      [west, south],
    ] as number[][];
    const geometry: MultiPolygon = { type: 'MultiPolygon', coordinates: [[triangle]] };
    const project = await world.make.project({ tasks: [{ state: 'READY', geometry }] });
    await world.database.prisma.$executeRaw`UPDATE tasks SET is_square = false WHERE project_id = ${project.id}::int`;
    await done(project, 'split/1', { as: ann });
    const found = await pieces(project, geometry);
    expectWhole(found);
    expect(found.rows.length).toBeGreaterThan(2);
    for (const row of found.rows) expect(row.square).toBe(false);
  });

  it('ends the lock of the holder and locks no child', async () => {
    const people = await world.make.users('ann');
    const { ann: holder } = people;
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder }, 'READY'] });
    await done(project, 'split/1', { as: holder });
    const state = await readState(world.database, project, people);
    expect(Object.values(state.tasks)).toEqual(['READY', 'READY', 'READY', 'READY', 'READY']);
    expect(state.history[3]).toEqual(['STATE_CHANGE SPLIT, ann', 'STATE_CHANGE READY, ann']);
    expect((await act(project, 'lock-for-mapping/3', { as: holder })).status).toBe(200);
    await checkInvariants(world.database, project);
  });

  it('copies history, issues, annotations and properties to each child', async () => {
    const people = await world.make.users('ann', 'zoe');
    const { ann, zoe } = people;
    const project = await world.make.project({ tasks: [{ state: 'READY', extra: { name: 'Lalitpur' } }] });
    await done(project, 'lock-for-mapping/1', { as: ann });
    await done(project, 'unlock-after-mapping/1', { as: ann, body: { status: 'MAPPED', comment: 'all of it' } });
    await done(project, 'lock-for-validation', { as: zoe, body: { taskIds: [1] } });
    const validationIssues = [{ mappingIssueCategoryId: 1, issue: 'Missed Feature(s)', count: 4 }];
    const validatedTasks = [{ taskId: 1, status: 'INVALIDATED', validationIssues }];
    await done(project, 'unlock-after-validation', { as: zoe, body: { validatedTasks } });
    await world.database.prisma.$executeRaw`
      INSERT INTO task_annotations (project_id, task_id, annotation_type, annotation_source, updated_timestamp, properties)
      VALUES (${project.id}::int, 1, 'buildings', 'a model', now()::timestamp, '{"count":7}')`;
    await done(project, 'lock-for-mapping/1', { as: ann });
    const before = (await readState(world.database, project, people)).history[1]?.slice(0, -1) ?? [];
    const answer = await done(project, 'split/1', { as: ann });
    const state = await readState(world.database, project, people);
    for (const taskId of [2, 3, 4, 5])
      expect(state.history[taskId]).toEqual([...before, 'STATE_CHANGE SPLIT, ann', 'STATE_CHANGE READY, ann']);
    interface Told {
      taskHistory: { actionText: string; issues: unknown }[];
      taskAnnotation: object[];
    }
    for (const task of (answer.body as { tasks: Told[] }).tasks) {
      expect(task.taskHistory.find(({ actionText }) => actionText === 'INVALIDATED')?.issues).toEqual([
        { categoryId: 1, name: 'Missed Feature(s)', count: 4 },
      ]);
      expect(task.taskAnnotation).toMatchObject([{ annotationType: 'buildings', properties: { count: 7 } }]);
    }
    const extra = await world.database.prisma.$queryRaw<{ extra: string }[]>`
      SELECT DISTINCT extra_properties AS extra FROM tasks WHERE project_id = ${project.id}::int`;
    expect(extra).toEqual([{ extra: '{"name":"Lalitpur"}' }]);
    await checkInvariants(world.database, project);
  });

  it('keeps messages about the task as messages about the project', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({ tasks: ['READY'] });
    await world.post(`projects/${project.id}/comments/tasks/1/`, {
      as: ann,
      body: { comment: `@[${ben.username}] look` },
    });
    await done(project, 'split/1', { as: ann });
    const rows = await world.database.prisma.$queryRaw`
      SELECT to_user_id::float8 AS to, task_id AS task FROM messages WHERE project_id = ${project.id}::int`;
    expect(rows).toEqual([{ to: ben.id, task: null }]);
  });

  it.each(['ann', 'ben'] as const)('treats a task with an expired lock as a ready task (%s)', async (who) => {
    const people = await world.make.users('ann', 'ben');
    const lock = { state: 'LOCKED_FOR_MAPPING', holder: people.ann, lockedFor: 121 } as const;
    const project = await world.make.project({ tasks: [lock] });
    expect((await split(project, people[who])).status).toBe(200);
    const { history } = await readState(world.database, project, people);
    for (const taskId of [2, 3, 4, 5])
      expect(history[taskId]).toEqual([
        expect.stringMatching(/^AUTO_UNLOCKED_FOR_MAPPING .*, ann$/),
        `STATE_CHANGE SPLIT, ${who}`,
        `STATE_CHANGE READY, ${who}`,
      ]);
    await checkInvariants(world.database, project);
  });

  it('does not count the copied history again in statistics', async () => {
    const { ann } = await world.make.users('ann');
    const mapped = { action: 'STATE_CHANGE', text: 'MAPPED', by: ann, ago: 300 } as const;
    const undone = { action: 'STATE_CHANGE', text: 'READY', by: ann, ago: 200 } as const;
    const project = await world.make.project({ tasks: [{ state: 'READY', history: [mapped, undone] }] });
    await done(project, 'split/1', { as: ann });
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const { body } = await world.get(`tasks/statistics/?startDate=${day}&projectId=${project.id}`, { as: ann });
    const { taskStats } = body as { taskStats: { mapped: number }[] };
    expect(taskStats.reduce((sum, { mapped: n }) => sum + n, 0)).toBe(1);
  });
});

describe('split is refused', () => {
  it.each([
    ['of zoom 18', { state: 'READY', tile: { x: 193_200, y: 152_080, zoom: 18 } }],
    [
      'below 25,000 square metres',
      { state: 'READY', tile: null, geometry: squareOf({ x: 193_200, y: 152_080, zoom: 18 }) },
    ],
    ['that is small, whatever its state', { state: 'VALIDATED', tile: { x: 193_200, y: 152_080, zoom: 18 } }],
  ] satisfies [string, TaskSpec][])('for a task %s', async (_what, task) => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project({ tasks: [task] });
    const before = await fingerprint(world.database);
    expectRefusal(await split(project, ann), 'SmallToSplit');
    expect(await fingerprint(world.database)).toBe(before);
  });

  it.each(['MAPPED', 'VALIDATED', 'INVALIDATED', 'BADIMAGERY', 'LOCKED_FOR_VALIDATION'] as const)(
    'for a task that is %s',
    async (state) => {
      const { ann } = await world.make.users('ann');
      const project = await world.make.project({ tasks: [{ state, holder: ann }] });
      expectRefusal(await split(project, ann), 'LockToSplit');
    },
  );

  it('for a task that another user holds, also to managers', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ben }] });
    for (const as of [ann, project.author]) expectRefusal(await split(project, as), 'SplitOtherUserTask');
  });

  it('of a ready task, to a caller who may not map, for the same reasons', async () => {
    const { ann } = await world.make.users('ann');
    const blocked = await world.make.user({ role: 'BLOCKED' });
    const holds = { state: 'LOCKED_FOR_MAPPING', holder: ann } as const;
    const teams = 'MappingNotAllowed.USER_NOT_TEAM_MEMBER';
    const level = 'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL';
    expectRefusal(await split(await world.make.project(), blocked), 'UserNotAllowed');
    expectRefusal(
      await split(await world.make.project({ licence: await world.make.licence() }), ann),
      'UserLicenseError',
    );
    expectRefusal(await split(await world.make.project({ status: 'DRAFT' }), ann), 'ProjectNotPublished');
    expectRefusal(await split(await world.make.project({ mappingPermission: 'TEAMS' }), ann), teams);
    expectRefusal(await split(await world.make.project({ mappingLevel: 'ADVANCED' }), ann), level);
    expectRefusal(await split(await world.make.project({ tasks: ['READY', holds] }), ann), 'UserAlreadyHasTaskLocked');
    expectRefusal(await split(await world.make.project({ private: true }), ann), 'UserNotAllowed');
  });

  it('without a session, and for an unknown user, project or task', async () => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project();
    expectRefusal(await act(project, 'split/1'), 'InvalidToken');
    expectNotFound(await split(project, { id: 1_999_999_995, username: '' }), 'USER_NOT_FOUND');
    expectNotFound(await split({ id: 2_000_000_000 }, ann), 'PROJECT_NOT_FOUND');
    expectNotFound(await split(project, ann, 99), 'TASK_NOT_FOUND');
    expectNotFound(await act(project, 'split/x', { as: ann }), 'TASK_NOT_FOUND');
  });
});
