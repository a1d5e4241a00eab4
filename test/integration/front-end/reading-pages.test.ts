import { beforeAll, describe, expect, it } from 'vitest';
import { useOsm } from '../../support/osm-server.js';
import { useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { eachHas, hasKeys, openBrowser } from './browser.js';

/** The pages that the stock front-end reads: the same requests in the same order, and the fields that the pages use. */

const osm = useOsm();
const world = useApp(osm.env);

let author: User;
let member: User;
let open: Project;
let hidden: Project;
let draft: Project;
let organisation: number;

beforeAll(async () => {
  author = await world.make.user({ name: 'author', level: 'ADVANCED' });
  member = await world.make.user({ name: 'member' });
  for (const user of [author, member]) osm.users.set(user.id, { name: user.username, changesets: 3 });
  organisation = await world.make.organisation({ managers: [author] });
  const team = await world.make.team({ members: [member], organisation });
  const tasks = [{ state: 'MAPPED', mapper: member }, 'READY', 'READY'] as const;
  const teams = [{ team, role: 'MAPPER' as const }];
  const common = { author, organisation, instructions: { en: 'Trace it' } };
  open = await world.make.project({ ...common, tasks: [...tasks], teams });
  hidden = await world.make.project({ ...common, tasks: [...tasks], teams, private: true });
  draft = await world.make.project({ ...common, status: 'DRAFT', tasks: ['READY'] });
});

const CARD = [
  'projectId',
  'name',
  'shortDescription',
  'organisationName',
  'organisationLogo',
  'lastUpdated',
  'dueDate',
  'priority',
  'status',
  'difficulty',
  'sandbox',
  'percentMapped',
  'percentValidated',
  'totalContributors',
  'author',
  'country',
  'campaigns',
];

describe('home page', () => {
  it('opens for a visitor', async () => {
    const page = openBrowser(world, null);
    await page.boot();
    hasKeys(await page.json('system/statistics/'), 'totalMappers', 'tasksMapped', 'totalProjects', 'mappersOnline');
    const { results } = await page.json('projects/queries/featured/');
    expect(Array.isArray(results)).toBe(true);
  });
});

describe('page of all projects', () => {
  it.each(['en', 'pt-BR', 'zh-TW', 'xx'])('shows cards and the lists of its filters in %s', async (language) => {
    const page = openBrowser(world, member, language);
    await page.boot();
    for (const query of ['action=any&omitMapResults=true', 'action=any']) {
      const { results, pagination } = await page.axios(`projects/?${query}`);
      eachHas(results, ...CARD);
      hasKeys(pagination, 'total', 'page', 'pages', 'hasNext', 'hasPrev');
    }
    const keyOf = async (path: string): Promise<string | undefined> => Object.keys(await page.json(path))[0];
    expect(await keyOf('campaigns/')).toBe('campaigns');
    expect(await keyOf('organisations/?omitManagerList=true')).toBe('organisations');
    expect(await keyOf('countries/')).toBe('tags');
    expect(await keyOf('interests/')).toBe('interests');
  });

  it('accepts all filters at once and returns an empty result', async () => {
    const page = openBrowser(world, member);
    const filters =
      'difficulty=EASY&campaign=none&interests=1,2&page=1&orderBy=priority&orderByType=ASC&action=map&omitMapResults=true' +
      '&organisationName=none&teamId=1&country=none&mappingTypes=ROADS,BUILDINGS&mappingTypesExact=true&textSearch=none' +
      '&projectStatuses=PUBLISHED&lastUpdatedTo=2026-05-27&createdFrom=2020-01-01&basedOnMyInterests=true&view=list';
    expect((await page.axios(`projects/?${filters}`)).results).toEqual([]);
    for (const own of ['createdByMe', 'managedByMe', 'favoritedByMe', 'mappedByMe'])
      hasKeys(await page.axios(`projects/?action=any&${own}=true`), 'results');
  });

  it('downloads the result as CSV', async () => {
    const answer = await openBrowser(world, member).send('axios', 'projects/?action=any&downloadAsCSV=true');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/csv/);
    expect(answer.text).toMatch(/^projectId,name,/);
  });
});

const DETAIL = [
  'projectId',
  'projectInfo',
  'status',
  'private',
  'projectPriority',
  'sandbox',
  'author',
  'organisation',
  'organisationName',
  'organisationSlug',
  'organisationLogo',
  'campaigns',
  'interests',
  'countryTag',
  'mappingTypes',
  'imagery',
  'difficulty',
  'dueDate',
  'lastUpdated',
  'created',
  'changesetComment',
  'mappingPermission',
  'validationPermission',
  'mappingPermissionLevelId',
  'validationPermissionLevelId',
  'teams',
  'areaOfInterest',
  'priorityAreas',
  'aoiBBOX',
  'tasks',
  'percentMapped',
  'percentValidated',
  'percentBadImagery',
];

/** The page of a project, as a user or a visitor opens it. */
async function openProject(id: number, user: User | null): Promise<void> {
  const page = openBrowser(world, user);
  await page.boot();
  const project = await page.axios(`projects/${id}/`);
  hasKeys(project, ...DETAIL);
  hasKeys(project.projectInfo, 'locale', 'name', 'shortDescription', 'description');
  eachHas((project.tasks as { features: unknown[] }).features, 'geometry', 'properties');
  const { userContributions } = await page.axios(`projects/${id}/contributions/`);
  eachHas(
    userContributions,
    'username',
    'mappingLevel',
    'pictureUrl',
    'mapped',
    'validated',
    'badImagery',
    'total',
    'name',
  );
  hasKeys(await page.axios(`projects/${id}/contributions/queries/day/`, { anonymous: true }), 'stats');
  eachHas((await page.json('levels/')).levels, 'id', 'name');
  hasKeys(await page.axios(`projects/${id}/comments/?perPage=5&page=1`), 'chat', 'pagination');
  if (!project.private) hasKeys(await page.json(`projects/queries/${id}/similar-projects/?limit=4`), 'results');
  if (user) expect(await page.axios(`projects/${id}/favorite/`)).toEqual({ favorited: false });
}

describe('page of a project', () => {
  it('opens for a visitor and for a user', async () => {
    await openProject(open.id, null);
    await openProject(open.id, member);
  });

  it('opens for a member of a private project', async () => {
    await openProject(hidden.id, member);
  });

  it('returns the code of private projects to other users', async () => {
    for (const user of [null, await world.make.user()]) {
      const answer = await openBrowser(world, user).send('axios', `projects/${hidden.id}/`);
      expect(answer).toMatchObject({ status: 403, body: { SubCode: 'PrivateProject' } });
    }
  });

  it('opens a draft for its author and refuses others', async () => {
    const project = await openBrowser(world, author).axios(`projects/${draft.id}/`);
    expect(project).toMatchObject({ projectId: draft.id, status: 'DRAFT' });
    expect(await openBrowser(world, member).send('axios', `projects/${draft.id}/`)).toMatchObject({ status: 403 });
  });

  it('stores favourites and comments, and downloads the area and the tasks', async () => {
    const page = openBrowser(world, member);
    const favourite = `projects/${open.id}/favorite/`;
    expect(await page.axios(favourite, { method: 'POST' })).toEqual({ project_id: open.id });
    expect(await page.axios(favourite)).toEqual({ favorited: true });
    expect(await page.axios(favourite, { method: 'DELETE' })).toEqual({ project_id: open.id });
    expect(await page.json(`users/queries/filter/${author.username.slice(0, 5)}/`)).toHaveProperty('usernames');
    const body = { message: `Hello @[${author.username}]` };
    const { chat } = await page.json(`projects/${open.id}/comments/`, { method: 'POST', body });
    eachHas(chat, 'id', 'message', 'pictureUrl', 'timestamp', 'username');
    const [{ id }] = chat as [{ id: number }];
    await page.json(`projects/${open.id}/comments/${id}/`, { method: 'DELETE' });
    for (const path of ['queries/aoi/?as_file=true', 'tasks/?as_file=true']) {
      const file = await page.send('json', `projects/${open.id}/${path}`);
      expect(file.headers['content-disposition'], path).toMatch(/^attachment/);
    }
  });

  it('shows its statistics', async () => {
    const page = openBrowser(world, member);
    hasKeys(await page.axios(`projects/${open.id}/queries/summary/`), 'projectId', 'projectInfo', 'percentMapped');
    hasKeys(await page.axios(`projects/${open.id}/statistics/`, { anonymous: true }), 'timeToFinishMapping');
  });
});
