import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import { ringAround, squareAt } from '../../support/areas.js';
import { eachHas, hasKeys, openBrowser, patch, post, useManager } from './browser.js';

/** The pages on which managers make and edit projects with the stock front-end. */

const world = useApp({ LOCK_SCOPE: 'global' });

const cast = useManager(world);

/** The area as the wizard sends it after a file was read: with a foreign key and a third coordinate. */
const AREA = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      id: 'drawn',
      properties: { name: 'from a file' },
      geometry: {
        type: 'Polygon',
        coordinates: [ringAround(85.3, 27.7, 85.32, 27.72).map((point) => [...point, 1300])],
      },
    },
  ],
};

const GRID = {
  type: 'FeatureCollection',
  features: [
    { x: 48300, y: 37990, west: 85.3 },
    { x: 48301, y: 37990, west: 85.31 },
  ].map(({ x, y, west }) => ({
    type: 'Feature',
    properties: { x, y, zoom: 16, isSquare: true },
    geometry: { type: 'MultiPolygon', coordinates: [squareAt(west, 27.7).coordinates] },
  })),
};

/** Goes through the wizard. @returns the id of the draft */
async function createProject(changes: Record<string, unknown> = {}): Promise<number> {
  hasKeys(await cast.page.json('projects/', { anonymous: true }), 'mapResults');
  const bbox = await cast.page.json('projects/queries/bbox/?bbox=85.2,27.6,85.4,27.8&srid=4326');
  expect(bbox.type).toBe('FeatureCollection');
  const body = { areaOfInterest: AREA, clipToAoi: true, grid: GRID };
  const tiles = await cast.page.json('projects/actions/intersecting-tiles/', post(body));
  eachHas(tiles.features, 'geometry', 'properties');
  const list = `organisations/?omitManagerList=true&manager_user_id=${cast.manager.id}`;
  eachHas((await cast.page.json(list)).organisations, 'organisationId', 'name');
  const wish = {
    areaOfInterest: AREA,
    projectName: 'Wizard',
    organisation: cast.organisation,
    tasks: tiles,
    arbitraryTasks: false,
  };
  const made = await cast.page.json('projects/', post({ ...wish, database: 'OSM', sandbox: false, ...changes }));
  return made.projectId as number;
}

/** The form as the page reads it and sends it back. */
const openForm = (id: number): Promise<Record<string, unknown>> => cast.page.json(`projects/${id}/`);

const TEXTS = { name: 'Published', shortDescription: 'short', description: 'long', instructions: 'trace' };

async function publish(id: number): Promise<void> {
  const form = await openForm(id);
  const texts = (form.projectInfoLocales as object[]).map((locale) => ({
    ...locale,
    ...TEXTS,
    perTaskInstructions: '',
  }));
  await cast.page.json(`projects/${id}/`, patch({ ...form, status: 'PUBLISHED', projectInfoLocales: texts }));
}

describe('project wizard', () => {
  it('creates a draft from a grid that is clipped to the area', async () => {
    const id = await createProject();
    const form = await openForm(id);
    expect(form).toMatchObject({
      status: 'DRAFT',
      organisation: cast.organisation,
      author: cast.manager.username,
      taskCreationMode: 'GRID',
    });
    expect((form.tasks as { features: unknown[] }).features.length).toBeGreaterThan(0);
    expect(form.projectInfoLocales).toEqual([expect.objectContaining({ locale: 'en', name: 'Wizard' })]);
  });

  it('creates tasks from the features of the area, with unknown keys in the request', async () => {
    const id = await createProject({ arbitraryTasks: true, tasks: null, unknownKey: { is: 'ignored' } });
    const form = await openForm(id);
    expect(form.taskCreationMode).toBe('ARBITRARY');
    expect((form.tasks as { features: unknown[] }).features).toHaveLength(1);
  });

  it('clones a project with an empty name', async () => {
    const source = await createProject();
    await publish(source);
    const id = await createProject({ cloneFromProjectId: source, projectName: '' });
    expect(await openForm(id)).toMatchObject({
      status: 'DRAFT',
      projectInfoLocales: [expect.objectContaining({ name: 'Published' })],
    });
  });

  it.each([
    [
      'an area that crosses itself',
      [
        [85, 27],
        [86, 28],
        [86, 27],
        [85, 28],
        [85, 27],
      ],
      'SelfIntersectingAOI',
    ],
    ['an area that is no polygon', null, 'MustBeMultiPolygon'],
  ])('returns a code and a readable sentence for %s', async (_what, ring, code) => {
    const geometry = ring ? { type: 'Polygon', coordinates: [ring] } : { type: 'Point', coordinates: [85, 27] };
    const areaOfInterest = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
    const wish = {
      areaOfInterest,
      projectName: 'Refused',
      organisation: cast.organisation,
      tasks: null,
      arbitraryTasks: true,
    };
    const answer = await cast.page.send('json', 'projects/', post({ ...wish, database: 'OSM', sandbox: false }));
    expect(answer).toMatchObject({ status: 400, body: { SubCode: code } });
    expect((answer.body as { Error: string }).Error.length).toBeGreaterThan(15);
  });
});

describe('project form', () => {
  it('loads its lists, saves the project unchanged and publishes it', async () => {
    const id = await createProject();
    await cast.page.json('system/languages/');
    for (const path of ['campaigns/', 'interests/', 'licenses/', 'levels/', 'teams/?omitMemberList=true'])
      await cast.page.json(path);
    hasKeys(await cast.page.json(`projects/${id}/partners/`), 'partnerships');
    const before = await openForm(id);
    expect(await cast.page.json(`projects/${id}/`, patch(before))).toEqual({ Status: 'Updated' });
    const changing = { lastUpdated: expect.any(String) as unknown };
    expect(await openForm(id)).toEqual({ ...before, ...changing });
    await publish(id);
    expect(await openBrowser(world, null).axios(`projects/${id}/`)).toMatchObject({ status: 'PUBLISHED' });
  });

  it('acts on all tasks, messages contributors, transfers the project and deletes it', async () => {
    const id = await createProject();
    await publish(id);
    const act = (action: string) => cast.page.json(`projects/${id}/tasks/actions/${action}`, post());
    for (const action of ['map-all/', 'validate-all/', 'invalidate-all/', 'reset-all-badimagery/']) await act(action);
    await act(`reset-by-user/?username=${cast.manager.username}&action=VALIDATED`);
    await cast.page.json(
      `projects/${id}/actions/message-contributors/`,
      post({ subject: 'Hello', message: '**all**' }),
    );
    const refused = await cast.page.send('json', `projects/${id}/`, { method: 'DELETE' });
    expect(refused).toMatchObject({ status: 403, body: { SubCode: 'HasMappedTasks' } });
    await act('reset-all/');
    eachHas((await cast.page.json(`organisations/${cast.organisation}/?omitManagerList=false`)).managers, 'username');
    eachHas((await cast.page.json('users/?pagination=false&role=ADMIN')).users, 'username');
    await cast.page.json(`projects/${id}/actions/transfer-ownership/`, post({ username: cast.admin.username }));
    expect(await openForm(id)).toMatchObject({ author: cast.admin.username });
    await cast.page.json(`projects/${id}/`, { method: 'DELETE' });
    expect((await cast.page.send('json', `projects/${id}/`)).status).toBe(404);
  });

  it('returns an error code to strangers', async () => {
    const id = await createProject();
    const stranger = openBrowser(world, await world.make.user());
    const form = await openForm(id);
    expect(await stranger.send('json', `projects/${id}/`, patch(form))).toMatchObject({
      status: 403,
      body: { SubCode: 'UserPermissionError' },
    });
  });
});
