import { beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';

const world = useApp();

let admin: User;
let manager: User;
let id: number;

interface Organisation {
  organisationId: number;
  name: string;
  slug: string;
  type: string;
  subscriptionTier: number | null;
  managers: { username: string }[];
  stats: unknown;
}

beforeAll(async () => {
  admin = await world.make.user({ role: 'ADMIN' });
  manager = await world.make.user({ name: 'boss' });
  id = await world.make.organisation({ managers: [manager] });
});

const read = async (key: number | string, as?: User): Promise<Organisation> =>
  (await world.get(`organisations/${key}/`, { as })).body as Organisation;
const edit = (as: User, body: object) => world.send('PATCH', `organisations/${id}/`, { as, body });
const create = (name: string) =>
  world.post('organisations/', { as: admin, body: { name, type: 'FREE', managers: [manager.username] } });

describe('POST organisations/', () => {
  it.each([
    ['Médecins  sans "Frontières"', /^medecins-sans-frontieres-\d+$/],
    ['मानचित्र', /^\d+$/],
  ])('makes the slug of %s', async (name, slug) => {
    const { organisationId } = (await create(`${name} ${Date.now()}`)).body as Organisation;
    const made = await read(organisationId);
    expect(made.slug).toMatch(slug);
    expect((await read(made.slug)).organisationId).toBe(organisationId);
  });

  it('makes the caller a manager and refuses a taken name', async () => {
    const name = `Taken ${Date.now()}`;
    const { organisationId } = (await create(name)).body as Organisation;
    const names = (await read(organisationId)).managers.map(({ username }) => username);
    expect(names.sort()).toEqual([admin.username, manager.username].sort());
    expectRefusal(await create(name), 'NameExists');
  });
});

describe('GET organisations/{slug}/', () => {
  it('distinguishes capital letters', async () => {
    const { slug } = await read(id);
    expect((await world.get(`organisations/${slug}/`)).status).toBe(200);
    expectNotFound(await world.get(`organisations/${slug.toUpperCase()}x/`), 'ORGANISATION_NOT_FOUND');
  });
});

describe('PATCH organisations/{id}/', () => {
  it('refuses to remove the last manager', async () => {
    expectRefusal(await edit(manager, { managers: [] }), 'MustHaveAdmin');
    expect((await read(id)).managers.map(({ username }) => username)).toEqual([manager.username]);
  });

  it('writes type and subscription tier for admins only', async () => {
    const before = await read(id, admin);
    expect((await edit(manager, { type: 'FULL_FEE', subscriptionTier: 3, description: 'New' })).status).toBe(200);
    expect(await read(id, admin)).toMatchObject({
      type: before.type,
      subscriptionTier: before.subscriptionTier,
      description: 'New',
    });
    expect((await edit(admin, { type: 'FULL_FEE', subscriptionTier: 3 })).status).toBe(200);
    expect(await read(id, admin)).toMatchObject({ type: 'FULL_FEE', subscriptionTier: 3 });
  });
});

describe('GET organisations/', () => {
  it('returns 401 to the filter by manager without a session', async () => {
    const path = `organisations/?manager_user_id=${manager.id}`;
    expectRefusal(await world.get(path), 'LoginToFilterManager');
    const { organisations } = (await world.get(path, { as: manager })).body as { organisations: Organisation[] };
    expect(organisations.map(({ organisationId }) => organisationId)).toContain(id);
  });

  it('adds statistics on request', async () => {
    await world.make.project({ organisation: id });
    const path = `organisations/?manager_user_id=${manager.id}`;
    const own = async (query: string) =>
      ((await world.get(path + query, { as: manager })).body as { organisations: Organisation[] }).organisations.find(
        ({ organisationId }) => organisationId === id,
      );
    expect((await own(''))?.stats).toBeNull();
    expect((await own('&omitOrgStats=false'))?.stats).toMatchObject({
      projects: { draft: 0, published: 1, archived: 0, recent: 1 },
      activeTasks: { ready: 4, mapped: 0 },
    });
  });
});

describe('GET organisations/{id}/statistics/', () => {
  it('counts projects by state and age, and tasks by state', async () => {
    const organisation = await world.make.organisation();
    const young = await world.make.project({ organisation, tasks: ['READY', 'MAPPED', 'VALIDATED', 'INVALIDATED'] });
    const old = await world.make.project({ organisation, tasks: ['READY'] });
    await world.make.project({ organisation, status: 'DRAFT', tasks: ['READY'] });
    await world.make.project({ organisation, status: 'ARCHIVED', tasks: ['VALIDATED'] });
    await world.database.prisma.$executeRaw`
      UPDATE projects SET created = now() - interval '2 years', last_updated = now() - interval '1 year'
      WHERE id = ${old.id}::int`;
    await world.database.prisma.$executeRaw`UPDATE projects SET last_updated = now() WHERE id = ${young.id}::int`;
    const { body } = await world.get(`organisations/${organisation}/statistics/`);
    expect(body).toEqual({
      projects: { draft: 1, published: 2, archived: 1, recent: 2, stale: 1 },
      activeTasks: {
        ready: 2,
        lockedForMapping: 0,
        lockedForValidation: 0,
        mapped: 1,
        validated: 1,
        invalidated: 1,
        badImagery: 0,
      },
    });
  });
});

describe('links of campaigns and organisations', () => {
  it('are created once', async () => {
    const { campaignId } = (
      await world.post('campaigns/', { as: manager, body: { name: `C ${Date.now()}`, organisations: [id] } })
    ).body as { campaignId: number };
    const link = () => world.post(`organisations/${id}/campaigns/${campaignId}/`, { as: manager });
    expectRefusal(
      await link(),
      'CampaignAlreadyAssigned',
      `Campaign ${campaignId} is already assigned to organisation ${id}.`,
    );
    const { campaigns } = (await world.get(`organisations/${id}/campaigns/`)).body as { campaigns: { id: number }[] };
    expect(campaigns.filter((campaign) => campaign.id === campaignId)).toHaveLength(1);
  });
});
