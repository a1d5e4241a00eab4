import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import { fingerprint } from '../../support/state.js';
import { statementsOf } from '../../support/statements.js';
import { adorn } from './adorn.js';

const world = useApp();

interface Tasks {
  features: { geometry: { type: string } | null; properties: Record<string, unknown> }[];
}
type Body = Record<string, unknown> & { tasks: Tasks };

const SQUARE = {
  type: 'Polygon',
  coordinates: [
    [
      [85.31, 27.68],
      [85.32, 27.68],
      [85.32, 27.69],
      [85.31, 27.68],
    ],
  ],
};

describe('GET projects/{id}/', () => {
  it('returns the project as a mapper needs it', async () => {
    const { lea, ann } = await world.make.users('lea', 'ann');
    const team = await world.make.team();
    const organisation = await world.make.organisation();
    const project = await world.make.project({
      organisation,
      allowed: [lea],
      teams: [{ team, role: 'VALIDATOR' }],
      mappingPermission: 'TEAMS',
      mappingLevel: 'INTERMEDIATE',
      tasks: [
        'READY',
        { state: 'MAPPED', mapper: ann },
        'VALIDATED',
        'BADIMAGERY',
        { state: 'LOCKED_FOR_MAPPING', holder: ann },
      ],
    });
    const { interests } = await adorn(world.database, project, {
      priority: 0,
      difficulty: 3,
      mappingTypes: [2, 99, 1],
      country: ['Nepal'],
      imagery: 'Bing',
      dueDate: '2027-01-02 03:04:05.000006',
      lastUpdated: '2026-02-20 12:34:56.789',
      campaigns: ['Monsoon'],
      interests: ['Floods'],
      customEditor: { name: 'Mine', url: 'https://editor.example/' },
      priorityAreas: [SQUARE],
    });
    const answer = await world.get(`projects/${project.id}/`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      projectId: project.id,
      status: 'PUBLISHED',
      projectPriority: 'URGENT',
      difficulty: 'CHALLENGING',
      aoiBBOX: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
      areaOfInterest: { type: 'MultiPolygon' },
      defaultLocale: 'en',
      mappingPermission: 'TEAMS',
      mappingPermissionLevelId: 2,
      validationPermission: 'ANY',
      mappingTypes: ['BUILDINGS', 'ROADS'],
      campaigns: [{ id: expect.any(Number) as number, name: 'Monsoon' }],
      interests: [{ id: interests[0], name: 'Floods', userSelected: null, countProjects: null, countUsers: null }],
      organisation,
      organisationName: `Organisation ${organisation}`,
      organisationSlug: `organisation-${organisation}`,
      countryTag: ['Nepal'],
      allowedUsernames: [lea.username],
      priorityAreas: [SQUARE],
      created: '2026-01-01T00:00:00.000000Z',
      dueDate: '2027-01-02T03:04:05.000006Z',
      lastUpdated: '2026-02-20T12:34:56.789000Z',
      author: project.author.username,
      imagery: 'Bing',
      activeMappers: 1,
      percentMapped: 50,
      percentValidated: 25,
      percentBadImagery: 20,
      taskCreationMode: 'GRID',
      teams: [{ teamId: team.id, role: 'VALIDATOR' }],
      mappingEditors: ['ID', 'JOSM', 'POTLATCH_2', 'FIELD_PAPERS'],
      customEditor: { name: 'Mine', description: null, url: 'https://editor.example/' },
    });
    const { tasks } = answer.body as Body;
    expect(tasks.features.map(({ geometry }) => geometry?.type)).toEqual(Array(5).fill('MultiPolygon'));
    expect(tasks.features.map(({ properties }) => properties)).toMatchObject([
      { taskId: 1, taskStatus: 'READY', lockedBy: null, mappedBy: null },
      { taskId: 2, taskStatus: 'MAPPED', mappedBy: ann.id },
      { taskId: 3, taskStatus: 'VALIDATED' },
      { taskId: 4, taskStatus: 'BADIMAGERY' },
      { taskId: 5, taskStatus: 'LOCKED_FOR_MAPPING', lockedBy: ann.id },
    ]);
  });

  it('omits boundaries and users on request, and with nogeometries', async () => {
    const project = await world.make.project({ tasks: ['READY', 'MAPPED'] });
    for (const path of [`projects/${project.id}/?abbreviated=true`, `projects/${project.id}/queries/nogeometries/`]) {
      const { tasks, areaOfInterest } = (await world.get(path)).body as Body;
      expect(areaOfInterest).toMatchObject({ type: 'MultiPolygon' });
      expect(tasks.features.map(({ geometry }) => geometry)).toEqual([null, null]);
      expect(Object.keys(tasks.features[1]?.properties ?? {})).toEqual([
        'taskId',
        'taskX',
        'taskY',
        'taskZoom',
        'taskIsSquare',
        'taskStatus',
      ]);
    }
    const whole = (await world.get(`projects/${project.id}/?abbreviated=false`)).body as Body;
    expect(whole.tasks.features[0]?.geometry).not.toBeNull();
  });

  it('returns a task with an expired lock as free, and writes nothing', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({
      tasks: [
        { state: 'LOCKED_FOR_MAPPING', holder: ann, lockedFor: 121 },
        { state: 'LOCKED_FOR_VALIDATION', holder: ben, lockedFor: 1 },
      ],
    });
    const before = await fingerprint(world.database);
    for (const query of ['', '?abbreviated=true']) {
      const body = (await world.get(`projects/${project.id}/${query}`)).body as Body;
      expect(body.activeMappers).toBe(1);
      expect(body.tasks.features.map(({ properties }) => properties.taskStatus)).toEqual([
        'READY',
        'LOCKED_FOR_VALIDATION',
      ]);
    }
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('returns a file with keys in snake case on request', async () => {
    const project = await world.make.project({ tasks: ['READY'] });
    for (const path of [
      `projects/${project.id}/?as_file=true`,
      `projects/${project.id}/queries/nogeometries/?as_file=1`,
    ]) {
      const answer = await world.get(path);
      expect(answer.headers['content-disposition']).toBe('attachment; filename=project.json');
      expect(answer.headers['content-type']).toBe('application/json');
      expect(answer.headers['content-type']).toBe('application/json');
      expect(answer.body).toMatchObject({
        project_id: project.id,
        project_status: 'PUBLISHED',
        aoi_bbox: expect.any(Array) as number[],
        area_of_interest: { type: 'MultiPolygon' },
        project_teams: [],
        project_info: { short_description: '' },
        tasks: { features: [{ properties: { taskId: 1 } }] },
      });
    }
  });

  it('returns a project with bad imagery only, without texts and without tasks', async () => {
    const bad = await world.make.project({ tasks: ['BADIMAGERY'] });
    expect((await world.get(`projects/${bad.id}/`)).body).toMatchObject({ percentMapped: 0, percentBadImagery: 100 });
    const empty = await world.make.project({ tasks: [] });
    await adorn(world.database, empty, { texts: {} });
    expect((await world.get(`projects/${empty.id}/`)).body).toMatchObject({
      projectInfo: null,
      projectInfoLocales: [],
      percentMapped: 0,
      percentBadImagery: 0,
      tasks: { features: [] },
    });
    expect((await world.get(`projects/${empty.id}/queries/summary/`)).body).toMatchObject({ projectInfo: null });
  });

  it('sends the same number of statements for ten tasks as for one', async () => {
    const few = await world.make.project({ tasks: ['READY'] });
    const many = await world.make.project({ tasks: Array(10).fill('MAPPED') });
    const counts = await Promise.all([few, many].map(({ id }) => statementsOf(world.database, `projects/${id}/`)));
    expect(counts).toEqual([3, 3]);
    expect(await statementsOf(world.database, `projects/${many.id}/?abbreviated=true`)).toBe(3);
    for (const path of ['summary', 'aoi', 'priority-areas'])
      expect(await statementsOf(world.database, `projects/${many.id}/queries/${path}/`)).toBe(2);
  });
});

describe('GET projects/{id}/queries/summary/', () => {
  it('counts the tasks by state and includes campaigns', async () => {
    const project = await world.make.project({
      tasks: ['MAPPED', 'LOCKED_FOR_VALIDATION', 'VALIDATED', 'READY', 'BADIMAGERY'],
    });
    await adorn(world.database, project, { campaigns: ['Relief'] });
    const { body } = await world.get(`projects/${project.id}/queries/summary/`);
    expect(body).toMatchObject({
      projectId: project.id,
      percentMapped: 50,
      percentValidated: 25,
      percentBadImagery: 20,
      aoiCentroid: { type: 'Point' },
      shortDescription: null,
      campaigns: [{ name: 'Relief', logo: null, url: null, description: null, organisations: null }],
    });
    expect(body).not.toHaveProperty('tasks');
    expect(body).not.toHaveProperty('areaOfInterest');
  });
});

describe('GET projects/{id}/queries/aoi/ and priority-areas/', () => {
  it('return the areas as GeoJSON, the first as a file too', async () => {
    const project = await world.make.project();
    await adorn(world.database, project, { priorityAreas: [SQUARE, SQUARE] });
    const area = await world.get(`projects/${project.id}/queries/aoi/`);
    expect(area.headers['content-type']).toMatch(/^application\/json/);
    expect(area.body).toMatchObject({ type: 'MultiPolygon' });
    const file = await world.get(`projects/${project.id}/queries/aoi/?as_file=true`);
    expect(file.headers['content-type']).toMatch(/^application\/geo\+json/);
    expect(file.headers['content-disposition']).toBe(`attachment; filename="${project.id}-aoi.geojson"`);
    expect(file.body).toEqual(area.body);
    expect((await world.get(`projects/${project.id}/queries/priority-areas/`)).body).toEqual([SQUARE, SQUARE]);
    const other = await world.make.project();
    expect((await world.get(`projects/${other.id}/queries/priority-areas`)).body).toEqual([]);
  });
});

it('return 400 for invalid flags', async () => {
  const project = await world.make.project();
  for (const path of ['?abbreviated=maybe', '?as_file=2', 'queries/nogeometries/?as_file=x', 'queries/aoi/?as_file=x'])
    expect(await world.get(`projects/${project.id}/${path}`)).toMatchObject({
      status: 400,
      body: { SubCode: 'InvalidData' },
    });
});
