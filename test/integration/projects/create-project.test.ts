import type { FeatureCollection, Polygon } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp, type Answer } from '../../support/app.js';
import type { User } from '../../support/factory.js';
import { ringAround, squareAt } from '../../support/areas.js';

const world = useApp({ TM_MAX_AOI_AREA: '5000', TM_MAX_TASKS: '1000' });

/** About 4.5 by 5.5 km, as an area with an uneven shore. */
const SHORE: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [14.48, 35.86],
      [14.53, 35.861],
      [14.527, 35.89],
      [14.5301234567890123, 35.91],
      [14.481, 35.9087],
      [14.48, 35.86],
    ],
  ],
};
const AREA: FeatureCollection = {
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties: {}, geometry: SHORE }],
};

interface Stored {
  status: number;
  organisation: number | null;
  tasks: number;
  total: number;
  mode: number;
  same: boolean;
  comment: string;
  private: boolean;
}

async function stored(projectId: number): Promise<Stored> {
  const [row] = await world.database.prisma.$queryRaw<Stored[]>`
    SELECT p.status, p.organisation_id AS organisation, (SELECT count(*)::int FROM tasks t WHERE t.project_id = p.id) AS tasks,
      p.total_tasks AS total, p.task_creation_mode AS mode, p.changeset_comment AS comment, p.private,
      abs(1 - (SELECT sum(ST_Area(t.geometry)) FROM tasks t WHERE t.project_id = p.id) / ST_Area(p.geometry)) < 1e-12 AS same
    FROM projects p WHERE p.id = ${projectId}::int`;
  if (!row) throw new Error('no such project');
  return row;
}

const idOf = (answer: Answer): number => (answer.body as { projectId: number }).projectId;

const countProjects = async (): Promise<number> => {
  const [row] = await world.database.prisma.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM projects`;
  return row?.n ?? -1;
};

describe('creating a project from an area', () => {
  let manager: User;
  let admin: User;
  let mapper: User;
  let organisation: number;

  beforeAll(async () => {
    manager = await world.make.user({ name: 'manager' });
    admin = await world.make.user({ name: 'admin', role: 'ADMIN' });
    mapper = await world.make.user();
    organisation = await world.make.organisation({ managers: [manager] });
  });

  const create = (as: User | undefined, body: object): Promise<Answer> =>
    world.post('projects/', { as, body: { projectName: 'Shore', organisation, areaOfInterest: AREA, ...body } });

  it('cuts the area into tiles and stores a draft of the manager’s organisation', async () => {
    const answer = await create(manager, { grid: { zoom: 15, clip: true } });
    expect(answer.status).toBe(201);
    const id = idOf(answer);
    const { tasks, ...project } = await stored(id);
    expect(tasks).toBeGreaterThan(20);
    expect(project).toEqual({
      status: 2,
      organisation,
      total: tasks,
      mode: 0,
      same: true,
      comment: `#tm-project-${id}`,
      private: false,
    });
  });

  it('keeps every double of the boundary unchanged', async () => {
    const id = idOf(await create(admin, { grid: { zoom: 12, clip: false } }));
    const [row] = await world.database.prisma.$queryRaw<{ x: number }[]>`
      SELECT ST_XMax(geometry) AS x FROM projects WHERE id = ${id}::int`;
    expect(row?.x).toBe(14.5301234567890123);
  });

  it('numbers the tasks from 1 and lists them to the author, who may lock them', async () => {
    const id = idOf(await create(manager, { grid: { zoom: 13 } }));
    const list = await world.get(`projects/${id}/tasks/`, { as: manager });
    const { features } = list.body as FeatureCollection;
    expect(features.map(({ properties }) => properties?.taskId as number)).toEqual(
      features.map((_, index) => index + 1),
    );
    expect((await world.post(`projects/${id}/tasks/actions/lock-for-mapping/1/`, { as: manager })).status).toBe(200);
  });

  it('stores tasks of the request with their properties', async () => {
    const tasks = {
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: { block: 'A"1', note: { n: 1 } }, geometry: squareAt(14.49, 35.87) },
        { type: 'Feature', properties: null, geometry: squareAt(14.5, 35.87) },
      ],
    };
    const id = idOf(await create(manager, { tasks }));
    expect(await stored(id)).toMatchObject({ tasks: 2, total: 2, mode: 1 });
    const rows = await world.database.prisma.$queryRaw<{ extra: string | null; x: number | null }[]>`
      SELECT extra_properties AS extra, x FROM tasks WHERE project_id = ${id}::int ORDER BY id`;
    expect(rows).toEqual([
      { extra: '{"block":"A\\"1","note":{"n":1}}', x: null },
      { extra: null, x: null },
    ]);
  });

  it('makes a task of each feature of the area on request', async () => {
    const features = [squareAt(14.49, 35.87), squareAt(14.52, 35.89)].map((geometry) => ({
      type: 'Feature',
      properties: {},
      geometry,
    }));
    const areaOfInterest = { type: 'FeatureCollection', features };
    const id = idOf(await create(manager, { areaOfInterest, arbitraryTasks: true }));
    expect(await stored(id)).toMatchObject({ tasks: 2, mode: 1, same: true });
  });

  it('makes a task of each square of a drawn grid, and stores their union as the area', async () => {
    const degrees = (value: number): number => Number(value.toFixed(6));
    const features = Array.from({ length: 30 * 30 }, (_, index) => {
      const [west, south] = [30 + Math.floor(index / 30) * 0.002, -2 + (index % 30) * 0.002];
      const ring = ringAround(degrees(west), degrees(south), degrees(west + 0.002), degrees(south + 0.002));
      return { type: 'Feature', properties: { id: index }, geometry: { type: 'Polygon', coordinates: [ring] } };
    });
    const areaOfInterest = { type: 'FeatureCollection', features };
    const id = idOf(await create(manager, { areaOfInterest, arbitraryTasks: true }));
    expect(await stored(id)).toMatchObject({ tasks: 900, mode: 1 });
    const [row] = await world.database.prisma.$queryRaw<{ area: number }[]>`
      SELECT ST_Area(geometry) AS area FROM projects WHERE id = ${id}`;
    expect(row?.area).toBeCloseTo(0.0036, 9);
  });

  it("keeps tile-like values of the area's features as task properties", async () => {
    const properties = { x: 17_700, y: 20_000, zoom: 15, isSquare: true };
    const areaOfInterest = {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties, geometry: squareAt(14.49, 35.87) }],
    };
    const id = idOf(await create(manager, { areaOfInterest, arbitraryTasks: true }));
    expect(await stored(id)).toMatchObject({ tasks: 1, mode: 1 });
    const tasks = await world.database.prisma.task.findMany({ where: { projectId: id } });
    expect(tasks).toMatchObject([{ x: null, y: null, zoom: null, isSquare: false }]);
    expect(JSON.parse(tasks[0]?.extraProperties ?? '')).toEqual(properties);
  });

  it('clones settings, texts and teams of another project under the new name', async () => {
    const team = await world.make.team({ organisation });
    const source = await world.make.project({
      author: manager,
      organisation,
      private: true,
      teams: [{ team, role: 'MAPPER' }],
      mappingPermission: 'TEAMS',
      instructions: { en: 'Trace {x}', fr: 'Tracez {x}' },
    });
    const answer = await create(manager, { cloneFromProjectId: source.id, grid: { zoom: 13 }, organisation: null });
    expect(answer.status).toBe(201);
    const id = idOf(answer);
    expect(await stored(id)).toMatchObject({ organisation, private: true, status: 2 });
    const texts = await world.database.prisma.$queryRaw<object[]>`
      SELECT locale, per_task_instructions AS text, project_id_str AS id FROM project_info
      WHERE project_id = ${id}::int ORDER BY locale`;
    expect(texts).toEqual([
      { locale: 'en', text: 'Trace {x}', id: String(id) },
      { locale: 'fr', text: 'Tracez {x}', id: String(id) },
    ]);
    const [copied] = await world.database.prisma.$queryRaw<object[]>`
      SELECT i.name, p.mapping_permission AS permission, t.role FROM projects p
      JOIN project_info i ON i.project_id = p.id AND i.locale = 'en' JOIN project_teams t ON t.project_id = p.id
      WHERE p.id = ${id}::int`;
    expect(copied).toEqual({ name: 'Shore', permission: 2, role: 0 });
  });

  it('returns 404 for an unknown project to clone', async () => {
    const answer = await create(manager, { cloneFromProjectId: 2_000_000_000, grid: { zoom: 13 } });
    expectNotFound(answer, 'PROJECT_NOT_FOUND', { project_id: 2_000_000_000 });
  });

  it('returns 403 to others than admins and managers of the organisation', async () => {
    const others = await world.make.organisation({ managers: [mapper] });
    const before = await countProjects();
    const grid = { zoom: 13 };
    expectRefusal(await create(undefined, { grid }), 'InvalidToken');
    const refused = (user: User): string => `User ${user.username} is not permitted to create project`;
    expectRefusal(await create(mapper, { grid }), 'NotPermittedToCreate', refused(mapper));
    expectRefusal(await create(manager, { grid, organisation: others }), 'NotPermittedToCreate', refused(manager));
    const blocked = await world.make.user({ role: 'BLOCKED' });
    const ofBlocked = await world.make.organisation({ managers: [blocked] });
    expectRefusal(await create(blocked, { grid, organisation: ofBlocked }), 'NotPermittedToCreate', refused(blocked));
    const nobody = await world.make.user();
    expectRefusal(await create(nobody, { grid, organisation: 2_000_000_000 }), 'NotPermittedToCreate', refused(nobody));
    expectNotFound(await create(admin, { grid, organisation: 2_000_000_000 }), 'ORGANISATION_NOT_FOUND');
    expectNotFound(
      await world.post('projects/', { as: 1_999_999_999, body: { projectName: 'a', areaOfInterest: AREA, grid } }),
      'USER_NOT_FOUND',
    );
    expect(await countProjects()).toBe(before);
  });

  it.each([
    ['no area', { areaOfInterest: null }],
    ['neither grid nor tasks', {}],
    ['grid and tasks', { grid: { zoom: 13 }, tasks: AREA }],
    ['a zoom out of range', { grid: { zoom: 25 } }],
    ['no name', { projectName: ' ', grid: { zoom: 13 } }],
    ['an organisation that is no id', { organisation: 99_999_999_999, grid: { zoom: 13 } }],
  ])('returns InvalidData for %s', async (_, body) => {
    const answer = await create(manager, body);
    expect(answer).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
  });

  it('returns the message of v5 for a request without a body', async () => {
    expectRefusal(await world.post('projects/', { as: manager }), 'InvalidData', 'Unable to create project');
  });

  const bowTie = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [0.1, 0.1],
        [0.1, 0],
        [0, 0.1],
        [0, 0],
      ],
    ],
  };
  it.each([
    ['SelfIntersectingAOI', bowTie],
    ['MustHaveFeatures', { type: 'FeatureCollection', features: [] }],
    ['MustBeMultiPolygon', { type: 'Point', coordinates: [1, 2] }],
    ['MustBeFeatureCollection', { type: 'Nonsense' }],
    ['AreaTooLarge', squareAt(10, 10, 5)],
    ['TooManyTasks', squareAt(14, 35, 0.5)],
    ['ProjectedCoordinates', squareAt(500_000, 4_000_000, 100)],
  ])('refuses an area with %s and writes nothing', async (subCode, areaOfInterest) => {
    const before = await countProjects();
    const answer = await create(manager, { areaOfInterest, grid: { zoom: 17, clip: true } });
    expect(answer).toMatchObject({ status: 400, body: { SubCode: subCode } });
    expect((answer.body as { Error: string }).Error.length).toBeGreaterThan(20);
    expect(await countProjects()).toBe(before);
  });
});
