import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import {
  ANYBODY,
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

type Thing = GroupCast & { partner: number; permalink: string; partnership: number };

async function castOf(): Promise<Thing> {
  const cast = await groupCast(world, { private: true });
  const { prisma } = world.database;
  const permalink = uniqueName('partner').replaceAll(' ', '-');
  const { id } = await prisma.partner.create({ data: { name: permalink, primaryHashtag: '#x', permalink } });
  const data = { projectId: cast.project, partnerId: id, startedOn: new Date('2026-01-01T00:00:00Z') };
  const partnership = await prisma.projectPartnership.create({ data });
  return { ...cast, partner: id, permalink, partnership: Number(partnership.id) };
}

const admin = (allowed: string): GroupTable =>
  tableOf('403 OnlyAdminAccess', { nobody: '401 InvalidToken', admin: allowed });

const OPERATIONS: TabledOperation<Thing>[] = [
  { title: 'GET partners/', table: admin('200'), call: () => ['GET', 'partners/'] },
  { title: 'GET partners/{id}/', table: admin('200'), call: ({ partner }) => ['GET', `partners/${partner}/`] },
  { title: 'GET partners/{permalink}/', table: ANYBODY, call: ({ permalink }) => ['GET', `partners/${permalink}/`] },
  {
    title: 'POST partners/',
    table: admin('200'),
    call: () => ['POST', 'partners/', { name: uniqueName('New'), primary_hashtag: '#x' }],
  },
  {
    title: 'PUT partners/{id}/',
    table: admin('200'),
    call: ({ partner }) => ['PUT', `partners/${partner}/`, { link_x: 'https://example.org' }],
  },
  {
    title: 'DELETE partners/{id}/',
    table: admin('409 PARTNER_IN_USE'),
    call: ({ partner }) => ['DELETE', `partners/${partner}/`],
  },
  {
    title: 'GET projects/{p}/partners/ of a private project',
    table: ANYBODY,
    call: ({ project }) => ['GET', `projects/${project}/partners/`],
  },
  {
    title: 'GET projects/partnerships/{id}/ of a private project',
    table: ANYBODY,
    call: ({ partnership }) => ['GET', `projects/partnerships/${partnership}/`],
  },
  {
    title: 'POST projects/partnerships/',
    table: projectManager('201'),
    call: ({ project, partner }) => [
      'POST',
      'projects/partnerships/',
      { projectId: String(project), partnerId: partner },
    ],
  },
  {
    title: 'PATCH projects/partnerships/{id}/',
    table: projectManager('200'),
    call: ({ partnership }) => ['PATCH', `projects/partnerships/${partnership}/`, { endedOn: '2026-05-01' }],
  },
  {
    title: 'DELETE projects/partnerships/{id}/',
    table: projectManager('200'),
    call: ({ partnership }) => ['DELETE', `projects/partnerships/${partnership}/`],
  },
];

describeTables(world, castOf, OPERATIONS);

describe('partnerships', () => {
  const historyOf = (projectId: number) =>
    world.database.prisma.projectPartnershipHistory.findMany({ where: { projectId }, orderBy: { id: 'asc' } });

  it('keep one history row for each change, and none when nothing changes', async () => {
    const { users, project, partner } = await castOf();
    const as = users.author;
    const body = { projectId: project, partnerId: partner, startedOn: '2026-02-01T02:00:00+02:00' };
    const made = await world.post('projects/partnerships/', { as, body });
    const { partnershipId } = made.body as { partnershipId: number };
    const path = `projects/partnerships/${partnershipId}/`;
    for (const change of [{}, { startedOn: null }, { endedOn: null }, { startedOn: '2026-02-01T00:00:00Z' }])
      expect((await world.send('PATCH', path, { as, body: change })).status).toBe(200);
    expect(await historyOf(project)).toHaveLength(1);
    await world.send('PATCH', path, { as, body: { endedOn: '2026-03-01' } });
    await world.send('DELETE', path, { as });
    const start = new Date('2026-02-01T00:00:00Z');
    const end = new Date('2026-03-01T00:00:00Z');
    const none = { startedOnOld: null, startedOnNew: null, endedOnOld: null, endedOnNew: null };
    expect(await historyOf(project)).toMatchObject([
      { action: 0, ...none, startedOnNew: start, partnershipId: null },
      { action: 2, ...none, endedOnNew: end, partnershipId: null },
      { action: 1, ...none, startedOnOld: start, endedOnOld: end, partnershipId: null },
    ]);
  });

  it.each([
    [{ startedOn: '2026-02-01', endedOn: '2026-01-31' }, '400 INVALID_TIME_RANGE'],
    [{ startedOn: '2026-13-01' }, '400 InvalidData'],
    [{ endedOn: 'soon' }, '400 InvalidData'],
    [{ partnerId: 2147483647 }, '404 PARTNER_NOT_FOUND'],
    [{ projectId: 2147483647 }, '404 PROJECT_NOT_FOUND'],
    [{ projectId: null }, '400 InvalidData'],
    [{ partnerId: '7; DROP TABLE partners' }, '400 InvalidData'],
  ])('refuse %j and write nothing', async (change, outcome) => {
    const { users, project, partner } = await castOf();
    const body = { projectId: project, partnerId: partner, ...change };
    expect(outcomeOf(await world.post('projects/partnerships/', { as: users.admin, body }))).toBe(outcome);
    expect(await historyOf(project)).toEqual([]);
    expect(await world.database.prisma.projectPartnership.count({ where: { projectId: project } })).toBe(1);
  });
});

describe('partners', () => {
  it('keep their links when the body has none', async () => {
    const as = await world.make.user({ role: 'ADMIN' });
    const body = { name: uniqueName('Links'), primary_hashtag: '#x', name_1: 'Site', url_1: 'https://a.example' };
    const made = await world.post('partners/', { as, body });
    const { id } = made.body as { id: number };
    const put = (change: object) => world.send('PUT', `partners/${id}/`, { as, body: change });
    const links = [{ name: 'Site', url: 'https://a.example' }];
    expect((await put({ current_projects: '1,2' })).body).toMatchObject({ website_links: links });
    expect((await world.get(`partners/${id}/`, { as })).body).toMatchObject({ name_1: 'Site' });
    const other = { name_2: 'Other', url_2: 'https://b.example' };
    expect((await put(other)).body).toMatchObject({ website_links: [{ name: 'Other', url: 'https://b.example' }] });
  });

  it('ignore unknown keys', async () => {
    const { users, partner } = await castOf();
    const body = { 'name" = (SELECT 1), "id': 'x', 'id = 7 --': 1, link_x: 'https://c.example' };
    const answer = await world.send('PUT', `partners/${partner}/`, { as: users.admin, body });
    expect(answer.body).toMatchObject({ id: partner, link_x: 'https://c.example' });
  });
});
