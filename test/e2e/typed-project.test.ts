import type { AddressInfo } from 'node:net';
import createClient, { type Client } from 'openapi-fetch';
import { beforeAll, describe, expect, it } from 'vitest';
import type { components, paths } from '../../openapi/generated/tessera.js';
import { overHttp, tokenOf, useApp } from '../support/app.js';
import { squareAt } from '../support/areas.js';
import type { User } from '../support/factory.js';

/** The life of a project, with a client whose types are made from our own document. */

const world = useApp();

/** Every field that an edit can write. The compiler refuses a form that leaves one out. */
type WholeForm = Required<components['schemas']['ProjectEdit']>;

let manager: User;
let mapper: User;
let validator: User;
let organisation: number;

const clientFor = (user?: User): Client<paths> =>
  createClient<paths>({
    baseUrl: `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`,
    headers: user ? { Authorization: tokenOf(user) } : {},
  });

beforeAll(async () => {
  await overHttp(world.app);
  manager = await world.make.user({ name: 'manager', level: 'ADVANCED' });
  mapper = await world.make.user({ name: 'mapper' });
  validator = await world.make.user({ name: 'validator', level: 'ADVANCED' });
  organisation = await world.make.organisation({ managers: [manager] });
});

const square = (west: number, south: number) => ({ type: 'Feature', properties: {}, geometry: squareAt(west, south) });

/** Two squares with a gap, each of them a task. */
const AREA = { type: 'FeatureCollection', features: [square(85.3, 27.7), square(85.33, 27.7)] };

async function makeDraft(name: string): Promise<number> {
  const { data, response } = await clientFor(manager).POST('/api/v2/projects/', {
    body: { projectName: name, organisation, areaOfInterest: AREA, tasks: null, arbitraryTasks: true },
  });
  expect(response.status).toBe(201);
  return data?.projectId ?? 0;
}

/** Makes what a project can name: a team, a campaign, an interest, a licence. */
async function makeReferences(unique: number) {
  const asManager = clientFor(manager);
  const team = await world.make.team({ members: [validator], organisation });
  const campaign = await asManager.POST('/api/v2/campaigns/', {
    body: { name: `campaign ${unique}`, organisations: [organisation] },
  });
  const interest = await asManager.POST('/api/v2/interests/', { body: { name: `interest ${unique}` } });
  return {
    teamId: team.id,
    campaignId: campaign.data?.campaignId ?? 0,
    interestId: interest.data?.id ?? 0,
    licenseId: await world.make.licence({ acceptedBy: [mapper, validator] }),
  };
}

type References = Awaited<ReturnType<typeof makeReferences>>;

const formOf = ({ teamId, campaignId, interestId, licenseId }: References): WholeForm => ({
  status: 'PUBLISHED',
  projectPriority: 'URGENT',
  defaultLocale: 'fr',
  difficulty: 'CHALLENGING',
  mappingPermission: 'ANY',
  mappingPermissionLevelId: 1,
  validationPermission: 'TEAMS',
  validationPermissionLevelId: 3,
  private: false,
  taskCreationMode: 'ARBITRARY',
  mappingEditors: ['ID', 'CUSTOM'],
  validationEditors: ['JOSM', 'RAPID'],
  projectInfoLocales: [
    {
      locale: 'fr',
      name: 'Bâtiments de Katmandou',
      shortDescription: 'Tracer les bâtiments',
      description: 'Après le **séisme**',
      instructions: 'Tracez chaque bâtiment',
      perTaskInstructions: 'Commencez au nord',
    },
  ],
  enforceRandomTaskSelection: true,
  rapidPowerUser: true,
  changesetComment: '#tessera-typed',
  osmchaFilterId: '2f0a5d5e-0f0f-4c59-9d3c-0123456789ab',
  dueDate: '2027-03-01T12:00:00.000000Z',
  imagery: 'tms[22]:https://tiles.example.org/{zoom}/{x}/{y}.png',
  josmPreset: '<presets/>',
  idPresets: ['building', 'highway'],
  extraIdParams: 'disable_features=boundaries',
  mappingTypes: ['BUILDINGS', 'ROADS'],
  countryTag: ['Nepal'],
  licenseId,
  organisation,
  teams: [{ teamId, role: 'VALIDATOR' }],
  campaigns: [{ id: campaignId }],
  interests: [{ id: interestId }],
  allowedUsernames: [mapper.username],
  priorityAreas: [squareAt(85.3, 27.7)],
  customEditor: { name: 'Own editor', description: 'For tests', url: 'https://editor.example.org/' },
});

/** What the answer says about a form: lists of ids come back with names, Markdown as HTML. */
const expectedOf = (form: WholeForm) => ({
  ...form,
  projectInfoLocales: expect.arrayContaining([
    expect.objectContaining({
      locale: 'fr',
      name: 'Bâtiments de Katmandou',
      shortDescription: '<p>Tracer les bâtiments</p>',
      description: '<p>Après le <strong>séisme</strong></p>',
      instructions: '<p>Tracez chaque bâtiment</p>',
      perTaskInstructions: '<p>Commencez au nord</p>',
    }),
  ]) as unknown,
  teams: [expect.objectContaining(form.teams?.[0] ?? {})] as unknown,
  campaigns: [expect.objectContaining(form.campaigns?.[0] ?? {})] as unknown,
  interests: [expect.objectContaining(form.interests?.[0] ?? {})] as unknown,
});

async function mapAndValidate(projectId: number): Promise<void> {
  const path = { projectId, taskId: 1 };
  const asMapper = clientFor(mapper);
  const asValidator = clientFor(validator);
  const tasks = '/api/v2/projects/{projectId}/tasks/actions' as const;
  const locked = await asMapper.POST(`${tasks}/lock-for-mapping/{taskId}/`, { params: { path } });
  expect(locked.data?.taskStatus).toBe('LOCKED_FOR_MAPPING');
  const mapped = await asMapper.POST(`${tasks}/unlock-after-mapping/{taskId}/`, {
    params: { path },
    body: { status: 'MAPPED', comment: 'Tout est tracé' },
  });
  expect(mapped.data?.taskStatus).toBe('MAPPED');
  const checked = await asValidator.POST(`${tasks}/lock-for-validation/`, {
    params: { path: { projectId } },
    body: { taskIds: [1] },
  });
  expect(checked.data?.tasks[0]?.taskStatus).toBe('LOCKED_FOR_VALIDATION');
  const validated = await asValidator.POST(`${tasks}/unlock-after-validation/`, {
    params: { path: { projectId } },
    body: { validatedTasks: [{ taskId: 1, status: 'VALIDATED' }] },
  });
  expect(validated.data?.tasks[0]?.taskStatus).toBe('VALIDATED');
}

describe('a project in a client that is generated from the document', () => {
  it('creates a draft that other users cannot see', async () => {
    const projectId = await makeDraft('Kathmandu');
    const params = { path: { projectId } };
    const own = await clientFor(manager).GET('/api/v2/projects/{projectId}/', { params });
    expect(own.data).toMatchObject({ status: 'DRAFT', author: manager.username, organisation });
    expect(own.data?.tasks?.features).toHaveLength(2);
    const others = await clientFor(mapper).GET('/api/v2/projects/{projectId}/', { params });
    expect(others.response.status).toBe(403);
    expect(others.data).toBeUndefined();
  });

  it('edits every field, publishes the project and reads the same values', async () => {
    const projectId = await makeDraft('Kathmandu');
    const params = { path: { projectId } };
    const form = formOf(await makeReferences(projectId));
    const edited = await clientFor(manager).PATCH('/api/v2/projects/{projectId}/', { params, body: form });
    expect(edited.data).toEqual({ Status: 'Updated' });
    const read = await clientFor(manager).GET('/api/v2/projects/{projectId}/queries/notasks/', { params });
    expect(read.data).toMatchObject(expectedOf(form));
    const seen = await clientFor().GET('/api/v2/projects/{projectId}/', {
      params: { ...params, header: { 'accept-language': 'de' } },
    });
    expect(seen.data?.projectInfo).toMatchObject({ locale: 'fr', name: 'Bâtiments de Katmandou' });
  });

  it('changes nothing when a project is sent back as it was read', async () => {
    const projectId = await makeDraft('Kathmandu');
    const params = { path: { projectId } };
    const asManager = clientFor(manager);
    await asManager.PATCH('/api/v2/projects/{projectId}/', { params, body: formOf(await makeReferences(projectId)) });
    const read = async () => (await asManager.GET('/api/v2/projects/{projectId}/queries/notasks/', { params })).data;
    const before = await read();
    if (!before) throw new Error('the project was not read');
    const { defaultLocale, ...rest } = before;
    const body = { ...rest, defaultLocale: defaultLocale ?? 'en' } as WholeForm;
    expect((await asManager.PATCH('/api/v2/projects/{projectId}/', { params, body })).response.status).toBe(200);
    expect(await read()).toEqual({ ...before, lastUpdated: expect.any(String) as unknown });
  });

  it('maps, validates, exports and deletes the project', async () => {
    const projectId = await makeDraft('Kathmandu');
    const params = { path: { projectId } };
    const asManager = clientFor(manager);
    const form = formOf(await makeReferences(projectId));
    await asManager.PATCH('/api/v2/projects/{projectId}/', {
      params,
      body: { ...form, enforceRandomTaskSelection: false },
    });
    await mapAndValidate(projectId);

    const statistics = await clientFor().GET('/api/v2/projects/{projectId}/contributions/', { params });
    expect(statistics.data?.userContributions.map(({ username }) => username).sort()).toEqual(
      [mapper.username, validator.username].sort(),
    );
    const asText = { params, parseAs: 'text' } as const;
    const gpx = await clientFor().GET('/api/v2/projects/{projectId}/tasks/queries/gpx/', asText);
    expect(gpx.data?.match(/<trkseg>/g)).toHaveLength(2);
    const osm = await clientFor().GET('/api/v2/projects/{projectId}/tasks/queries/xml/', asText);
    expect(osm.data).toMatch(/<osm version="0\.6"/);
    const area = await clientFor().GET('/api/v2/projects/{projectId}/queries/aoi/', { params });
    expect(area.data?.coordinates).toHaveLength(2);
    const tasks = await clientFor().GET('/api/v2/projects/{projectId}/tasks/', { params });
    expect(tasks.data?.features.map(({ properties }) => properties.taskStatus).sort()).toEqual(['READY', 'VALIDATED']);

    const early = await asManager.DELETE('/api/v2/projects/{projectId}/', { params });
    expect(early.error).toMatchObject({ SubCode: 'HasMappedTasks' });
    const reset = await asManager.POST('/api/v2/projects/{projectId}/tasks/actions/reset-all/', { params });
    expect(reset.response.status).toBe(200);
    const deleted = await asManager.DELETE('/api/v2/projects/{projectId}/', { params });
    expect(deleted.data).toEqual({ Success: 'Project deleted' });
    const gone = await clientFor().GET('/api/v2/projects/{projectId}/', { params });
    expect(gone.response.status).toBe(404);
  });
});
