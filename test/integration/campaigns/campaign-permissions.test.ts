import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import {
  ANYBODY,
  GROUP_CALLERS,
  describeTables,
  groupCast,
  outcomeOf,
  projectManager,
  tableOf,
  uniqueName,
  type GroupCast,
  type GroupTable,
  type TabledOperation,
} from '../../support/group-cast.js';

const world = useApp();

type Thing = GroupCast & { campaign: number };

async function castOf(project?: { private: boolean }): Promise<Thing> {
  const cast = await groupCast(world, project);
  const { id } = await world.database.prisma.campaign.create({ data: { name: uniqueName('Campaign') } });
  return { ...cast, campaign: id };
}

const ADMIN = tableOf('403 UNKNOWN_ERROR', { nobody: '401 InvalidToken', admin: '200' });
const anyOrganisation = (allowed: string): GroupTable =>
  tableOf('403 UserNotPermitted', {
    nobody: '401 InvalidToken',
    'wrong manager': allowed,
    'organisation manager': allowed,
    blocked: '403 ReadOnly',
    admin: allowed,
  });
const thisOrganisation = (allowed: string): GroupTable => ({
  ...anyOrganisation(allowed),
  'wrong manager': '403 UserNotPermitted',
});

const OPERATIONS: TabledOperation<Thing>[] = [
  { title: 'GET campaigns/', table: ANYBODY, call: () => ['GET', 'campaigns/'] },
  { title: 'GET campaigns/{c}/', table: ANYBODY, call: ({ campaign }) => ['GET', `campaigns/${campaign}/`] },
  {
    title: 'POST campaigns/',
    table: anyOrganisation('201'),
    call: ({ organisation }) => ['POST', 'campaigns/', { name: uniqueName('New'), organisations: [organisation] }],
  },
  {
    title: 'PATCH campaigns/{c}/',
    table: anyOrganisation('200'),
    call: ({ campaign }) => ['PATCH', `campaigns/${campaign}/`, { description: 'x' }],
  },
  {
    title: 'DELETE campaigns/{c}/',
    table: anyOrganisation('200'),
    call: ({ campaign }) => ['DELETE', `campaigns/${campaign}/`],
  },
  {
    title: 'POST campaigns/{c}/actions/message-contributors/',
    table: ADMIN,
    call: ({ campaign }) => [
      'POST',
      `campaigns/${campaign}/actions/message-contributors/`,
      { subject: 's', message: 'm' },
    ],
  },
  {
    title: 'GET organisations/{o}/campaigns/',
    table: ANYBODY,
    call: ({ organisation }) => ['GET', `organisations/${organisation}/campaigns/`],
  },
  {
    title: 'POST organisations/{o}/campaigns/{c}/',
    table: thisOrganisation('200'),
    call: ({ organisation, campaign }) => ['POST', `organisations/${organisation}/campaigns/${campaign}/`],
  },
  {
    title: 'DELETE organisations/{o}/campaigns/{c}/',
    table: thisOrganisation('404 ORGANISATION_CAMPAIGN_NOT_FOUND'),
    call: ({ organisation, campaign }) => ['DELETE', `organisations/${organisation}/campaigns/${campaign}/`],
  },
  {
    title: 'GET projects/{p}/campaigns/',
    table: ANYBODY,
    call: ({ project }) => ['GET', `projects/${project}/campaigns/`],
  },
  {
    title: 'POST projects/{p}/campaigns/{c}/',
    table: projectManager('200'),
    call: ({ project, campaign }) => ['POST', `projects/${project}/campaigns/${campaign}/`],
  },
  {
    title: 'DELETE projects/{p}/campaigns/{c}/',
    table: projectManager('404 PROJECT_CAMPAIGN_NOT_FOUND'),
    call: ({ project, campaign }) => ['DELETE', `projects/${project}/campaigns/${campaign}/`],
  },
];

describeTables(world, castOf, OPERATIONS);

describe('GET projects/{p}/campaigns/ of a private project', () => {
  const table = tableOf('403 PrivateProject', {
    'organisation manager': '200',
    author: '200',
    'managing member': '200',
    admin: '200',
    blocked: '200',
  });

  it.each(GROUP_CALLERS)('returns the expected status to %s', async (caller) => {
    const { users, project } = await castOf({ private: true });
    const answer = await world.get(`projects/${project}/campaigns/`, { as: users[caller] });
    expect(outcomeOf(answer)).toBe(table[caller]);
  });
});

describe('campaigns', () => {
  it('stay unchanged when the last organisation of a list is unknown', async () => {
    const { users, organisation } = await castOf();
    const name = uniqueName('Half');
    const body = { name, organisations: [organisation, 2147483647] };
    const answer = await world.post('campaigns/', { as: users.admin, body });
    expect(outcomeOf(answer)).toBe('404 ORGANISATION_NOT_FOUND');
    expect(await world.database.prisma.campaign.count({ where: { name } })).toBe(0);
  });

  it('refuse a name of another campaign and accept their own', async () => {
    const { users, campaign } = await castOf();
    const as = users.admin;
    const { name } = await world.database.prisma.campaign.findUniqueOrThrow({ where: { id: campaign } });
    expect(outcomeOf(await world.post('campaigns/', { as, body: { name } }))).toBe('400 NameExists');
    expect(outcomeOf(await world.send('PATCH', `campaigns/${campaign}/`, { as, body: { name } }))).toBe('200');
  });

  it('are deleted with their links to organisations, but not while a project uses them', async () => {
    const { users, campaign, organisation, project } = await castOf();
    const as = users.admin;
    await world.post(`organisations/${organisation}/campaigns/${campaign}/`, { as });
    await world.post(`projects/${project}/campaigns/${campaign}/`, { as });
    const remove = () => world.send('DELETE', `campaigns/${campaign}/`, { as });
    expect(outcomeOf(await remove())).toBe('409 CAMPAIGN_IN_USE');
    await world.send('DELETE', `projects/${project}/campaigns/${campaign}/`, { as });
    expect(outcomeOf(await remove())).toBe('200');
    expect((await world.get(`organisations/${organisation}/campaigns/`)).body).toEqual({ campaigns: [] });
  });

  it.each([{}, { name: '' }, { name: '  ' }, { name: null }, { name: 7 }, { name: 'x', organisations: ['y'] }])(
    'return 400 for the body %j',
    async (body) => {
      const as = await world.make.user({ role: 'ADMIN' });
      expect(outcomeOf(await world.post('campaigns/', { as, body }))).toBe('400 InvalidData');
    },
  );
});
