import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import { squareOf, tileAt } from '../../support/factory-tasks.js';
import type { User } from '../../support/factory.js';
import { adorn, unique } from './adorn.js';

const world = useApp();

const RING = [
  [44, 41],
  [44.01, 41],
  [44.01, 41.01],
  [44, 41.01],
  [44, 41],
];
const PRIORITY_AREA = { type: 'Polygon', coordinates: [RING] };
const AREA = {
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [RING] } }],
};

/** The row of a project, by the names of its columns. */
async function rowOf(projectId: number): Promise<Record<string, unknown>> {
  const [row] = await world.database.prisma.$queryRaw<{ project: Record<string, unknown> }[]>`
    SELECT to_jsonb(p) AS project FROM projects p WHERE p.id = ${projectId}::int`;
  if (!row) throw new Error('no such project');
  return row.project;
}

describe('the settings of a created project', () => {
  let manager: User;
  let organisation: number;

  beforeAll(async () => {
    manager = await world.make.user();
    organisation = await world.make.organisation({ managers: [manager] });
  });

  const create = async (body: object): Promise<number> => {
    const all = { projectName: 'One', organisation, areaOfInterest: AREA, tasks: null, arbitraryTasks: true, ...body };
    const answer = await world.post('projects/', { as: manager, body: all });
    expect(answer.status, answer.text).toBe(201);
    return (answer.body as { projectId: number }).projectId;
  };

  it('allow everybody to map after the project is published', async () => {
    const id = await create({ database: 'PDMAP', sandbox: true, projectName: '  Ponds & "lakes" ' });
    expect(await rowOf(id)).toMatchObject({
      status: 2,
      author_id: manager.id,
      organisation_id: organisation,
      priority: 2,
      difficulty: 2,
      mapping_editors: [0, 1, 4],
      validation_editors: [0, 1, 4],
      mapping_permission: 0,
      validation_permission: 0,
      mapping_permission_level_id: 1,
      validation_permission_level_id: 2,
      default_locale: 'en',
      mapping_types: null,
      private: false,
      featured: false,
      license_id: null,
      database: 'PDMAP',
      sandbox: true,
      total_tasks: 1,
      tasks_mapped: 0,
      tasks_validated: 0,
      tasks_bad_imagery: 0,
    });
    const { body } = await world.get(`projects/${id}/`, { as: manager });
    expect(body).toMatchObject({
      projectInfoLocales: [{ locale: 'en', name: 'Ponds & "lakes"', description: '' }],
      mappingTypes: [],
      tasks: { features: [{ properties: { taskId: 1, taskStatus: 'READY' } }] },
    });
  });

  it.each([undefined, null, ''])('name OSM where the database is %o', async (database) => {
    expect(await rowOf(await create({ database }))).toMatchObject({ database: 'OSM', sandbox: false });
  });

  it('keep the order and the numbers of tiles', async () => {
    const tiles = [tileAt(3), tileAt(1), tileAt(2)];
    const features = tiles.map((tile) => ({
      type: 'Feature',
      properties: { ...tile, isSquare: true },
      geometry: { type: 'MultiPolygon', coordinates: squareOf(tile).coordinates },
    }));
    const collection = { type: 'FeatureCollection', features };
    const id = await create({ areaOfInterest: collection, tasks: collection, arbitraryTasks: false });
    const tasks = await world.database.prisma.task.findMany({ where: { projectId: id }, orderBy: { id: 'asc' } });
    expect(tasks).toMatchObject(tiles.map((tile, index) => ({ ...tile, id: index + 1, isSquare: true })));
    expect(await rowOf(id)).toMatchObject({ task_creation_mode: 0, total_tasks: 3 });
  });

  it('of a copy are those of its source, without status, dates and counters', async () => {
    const { allowed } = await world.make.users('allowed');
    const licence = await world.make.licence();
    const source = await world.make.project({
      author: manager,
      organisation,
      private: true,
      defaultLocale: 'sw',
      mappingPermission: 'TEAMS',
      validationPermission: 'TEAMS',
      mappingLevel: 'INTERMEDIATE',
      validationLevel: 'ADVANCED',
      licence,
      allowed: [allowed],
      teams: [{ team: await world.make.team(), role: 'VALIDATOR' }],
      tasks: ['MAPPED'],
    });
    await adorn(world.database, source, {
      priority: 0,
      difficulty: 3,
      mappingTypes: [1, 4],
      imagery: 'Bing',
      dueDate: '2027-01-02 03:04:05',
      featured: true,
      sandbox: true,
      database: 'PDMAP',
      texts: { sw: { name: 'Ramani', short: 'Fupi' }, fr: { name: 'Carte', instructions: 'Tracez' } },
      campaigns: [unique('campaign')],
      interests: [unique('interest')],
      customEditor: { name: 'Mine', url: 'https://editor.example/' },
      favouriteOf: [allowed],
      priorityAreas: [PRIORITY_AREA],
      partners: [{ name: unique('partner'), from: '2026-01-01' }],
    });
    await world.database.prisma.$executeRaw`
      UPDATE projects SET josm_preset = '<p/>', id_presets = ARRAY['building'], extra_id_params = 'a=1',
        osmcha_filter_id = 'abc', enforce_random_task_selection = true, mapping_editors = '{1,5}',
        validation_editors = '{0}', rapid_power_user = true WHERE id = ${source.id}::int`;
    await world.post(`projects/${source.id}/comments/`, { as: manager, body: { message: 'hello' } });

    const id = await create({ cloneFromProjectId: source.id, projectName: '', organisation: undefined });
    const read = async (projectId: number) =>
      (await world.get(`projects/${projectId}/?abbreviated=true`, { as: manager })).body as Record<string, unknown>;
    const [from, to] = [await read(source.id), await read(id)];
    for (const key of [
      'projectPriority',
      'difficulty',
      'defaultLocale',
      'projectInfoLocales',
      'dueDate',
      'imagery',
      'josmPreset',
      'idPresets',
      'extraIdParams',
      'mappingTypes',
      'licenseId',
      'mappingEditors',
      'validationEditors',
      'customEditor',
      'osmchaFilterId',
      'enforceRandomTaskSelection',
      'private',
      'mappingPermission',
      'mappingPermissionLevelId',
      'validationPermission',
      'validationPermissionLevelId',
      'teams',
      'campaigns',
      'interests',
      'organisation',
    ])
      expect(to[key], key).toEqual(from[key]);
    expect(to).toMatchObject({
      projectInfoLocales: [{ locale: 'fr', instructions: 'Tracez' }, { name: 'Ramani' }],
      customEditor: { name: 'Mine' },
      campaigns: [{}],
      interests: [{}],
      status: 'DRAFT',
      author: manager.username,
      allowedUsernames: [],
      priorityAreas: null,
      database: 'OSM',
      sandbox: false,
      percentMapped: 0,
    });
    expect(await rowOf(id)).toMatchObject({ featured: false, tasks_mapped: 0, total_tasks: 1 });
    const [rest] = await world.database.prisma.$queryRaw<object[]>`
      SELECT (SELECT count(*)::int FROM project_chat WHERE project_id = ${id}::int) AS chat,
        (SELECT count(*)::int FROM project_favorites WHERE project_id = ${id}::int) AS favourites,
        (SELECT count(*)::int FROM project_partnerships WHERE project_id = ${id}::int) AS partnerships,
        (SELECT count(*)::int FROM task_history WHERE project_id = ${id}::int) AS history`;
    expect(rest).toEqual({ chat: 0, favourites: 0, partnerships: 0, history: 0 });
  });

  it('of a copy return 404 when the caller may not see the source', async () => {
    const hidden = await world.make.project({ private: true });
    const body = { projectName: 'One', organisation, areaOfInterest: AREA, tasks: null, arbitraryTasks: true };
    expect(
      await world.post('projects/', { as: manager, body: { ...body, cloneFromProjectId: hidden.id } }),
    ).toMatchObject({ status: 403, body: { SubCode: 'PrivateProject' } });
    const foreign = await world.make.project({ organisation: await world.make.organisation() });
    expect(
      await world.post('projects/', {
        as: manager,
        body: { ...body, organisation: undefined, cloneFromProjectId: foreign.id },
      }),
    ).toMatchObject({ status: 403, body: { SubCode: 'NotPermittedToCreate' } });
  });
});
