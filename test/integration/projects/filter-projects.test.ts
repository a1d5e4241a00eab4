import { describe, expect, it } from 'vitest';
import { expectRefusal, useApp } from '../../support/app.js';
import { idsOf, NOTHING, searchIn } from './search-support.js';
import { unique } from './adorn.js';

const world = useApp();
const { find, group } = searchIn(world);

describe('filter', () => {
  it('by text finds all of its words in the texts, a part of the name in any language, or the id', async () => {
    const word = unique('zebra');
    const { ids, search } = await group(
      { more: { texts: { en: { name: `50% of ${word} mapped`, short: 'crossing rivers' }, fr: { name: 'Rayures' } } } },
      { more: { texts: { en: { name: 'Other', description: 'A crossing by night' } } } },
    );
    expect(idsOf(await search({ textSearch: word.toUpperCase() }))).toEqual([ids[0]]);
    expect(idsOf(await search({ textSearch: 'ayure' }))).toEqual([ids[0]]);
    expect(idsOf(await search({ textSearch: 'cross' }))).toEqual(ids);
    expect(idsOf(await search({ textSearch: 'river crossings' }))).toEqual([ids[0]]);
    expect(idsOf(await search({ textSearch: String(ids[1]) }))).toContain(ids[1]);
    expect(idsOf(await search({ textSearch: '50% of' }))).toEqual([ids[0]]);
    for (const hostile of ["'; --", 'a & | !', '%', '_', '\\', '()<->:*', 'the'])
      expect((await search({ textSearch: hostile })).results.length, hostile).toBeLessThanOrEqual(2);
    expect(idsOf(await search({ textSearch: '0%' }))).toEqual([ids[0]]);
    for (const text of ['\0', `${word}\0`, 'x'.repeat(4000)])
      expect(idsOf(await search({ textSearch: text }))).toEqual([]);
  });

  it("by status returns published projects by default, and all of one's own", async () => {
    const { ann } = await world.make.users('ann');
    const { ids, search } = await group(
      { author: ann },
      { author: ann, status: 'DRAFT' },
      { author: ann, status: 'ARCHIVED' },
    );
    const as = ann;
    expect(idsOf(await search({}, { as }))).toEqual([ids[0]]);
    expect(idsOf(await search({ projectStatuses: 'draft,ARCHIVED' }, { as }))).toEqual(ids.slice(1));
    expect(idsOf(await search({ createdByMe: 'true' }, { as }))).toEqual(ids);
    expect(idsOf(await search({ createdByMe: '1', projectStatuses: 'DRAFT' }, { as }))).toEqual([ids[1]]);
    expect(idsOf(await search({ action: 'archived' }))).toEqual([ids[2]]);
    expect(idsOf(await search({ projectStatuses: 'DRAFT,PUBLISHED' }))).toEqual([ids[0]]);
  });

  it('by progress and kind of mapping returns the matching projects', async () => {
    const { ids, search } = await group(
      {
        more: {
          mappingTypes: [1, 2],
          difficulty: 1,
          country: ['Nepal', 'भारत'],
          imagery: 'https://Tiles.example',
          sandbox: true,
        },
      },
      { more: { mappingTypes: [2], difficulty: 3, country: ['Malta'], imagery: 'Bing', database: 'PDMAP' } },
    );
    const only = (place: number) => [ids[place]];
    expect(idsOf(await search({ mappingTypes: 'ROADS' }))).toEqual(only(0));
    expect(idsOf(await search({ mappingTypes: 'roads,BUILDINGS' }))).toEqual(ids);
    expect(idsOf(await search({ mappingTypes: 'BUILDINGS', mappingTypesExact: 'true' }))).toEqual(only(1));
    expect(idsOf(await search({ mappingTypes: 'BUILDINGS,ROADS', mappingTypesExact: '1' }))).toEqual(only(0));
    expect(idsOf(await search({ difficulty: 'EASY' }))).toEqual(only(0));
    expect(idsOf(await search({ difficulty: 'easy,challenging' }))).toEqual(ids);
    expect(idsOf(await search({ difficulty: 'ALL' }))).toEqual(ids);
    expect(idsOf(await search({ country: 'भारत' }))).toEqual(only(0));
    expect(idsOf(await search({ country: 'MALTA' }))).toEqual(only(1));
    expect(idsOf(await search({ imagery: 'https://Tiles.example' }))).toEqual(only(0));
    expect(idsOf(await search({ imagery: 'custom' }))).toEqual(only(0));
    expect(idsOf(await search({ imagery: 'bing' }))).toEqual([]);
    expect(idsOf(await search({ sandbox: 'true' }))).toEqual(only(0));
    expect(idsOf(await search({ sandbox: 'false' }))).toEqual(ids.filter((id) => !only(0).includes(id)));
    expect(idsOf(await search({ database: 'PDMAP' }))).toEqual(ids);
    expect(idsOf(await search({ database: 'PDMAP', sandbox: 'false' }))).toEqual(only(1));
  });

  it('by organisation, team, campaign and interests returns the matching projects', async () => {
    const organisation = await world.make.organisation();
    const team = await world.make.team();
    const interest = unique('interest');
    const { campaign, ids, made, search } = await group(
      { organisation, teams: [{ team, role: 'MAPPER' }], more: { interests: [interest, unique('interest')] } },
      { more: { interests: [unique('interest')] } },
    );
    const only = [ids[0]];
    expect(idsOf(await search({ organisationName: `Organisation ${organisation}` }))).toEqual(only);
    expect(idsOf(await search({ organisationId: String(organisation) }))).toEqual(only);
    expect(idsOf(await search({ teamId: String(team.id) }))).toEqual(only);
    expect(idsOf(await find({ campaign, orderBy: 'id' }))).toEqual(ids);
    expect(idsOf(await search({ interests: String(made[0]?.interests[0]) }))).toEqual(only);
    expect(idsOf(await search({ interests: made.map(({ interests }) => interests[0]).join() }))).toEqual(ids);
    const { ann } = await world.make.users('ann');
    expect(await search({ basedOnMyInterests: 'true' }, { as: ann })).toEqual(NOTHING);
    await world.database.prisma.$executeRaw`
      INSERT INTO user_interests (interest_id, user_id) VALUES (${made[0]?.interests[0]}::int, ${ann.id}::bigint)`;
    expect(idsOf(await search({ basedOnMyInterests: 'true' }, { as: ann }))).toEqual(only);
  });

  it('by date includes both days', async () => {
    const { ids, search } = await group(
      { more: { created: '2026-03-01 00:00', lastUpdated: '2026-04-01 23:59:59' } },
      { more: { created: '2026-03-02 12:00', lastUpdated: '2026-04-02 00:00' } },
    );
    expect(idsOf(await search({ createdFrom: '2026-03-02' }))).toEqual([ids[1]]);
    expect(idsOf(await search({ createdFrom: '2026-03-01', createdTo: '2026-03-01' }))).toEqual([ids[0]]);
    expect(idsOf(await search({ lastUpdatedTo: '2026-04-01' }))).toEqual([ids[0]]);
    expect(idsOf(await search({ lastUpdatedFrom: '2026-04-02', lastUpdatedTo: '2026-04-02' }))).toEqual([ids[1]]);
  });

  it('for own projects is ignored without a session', async () => {
    const { ann } = await world.make.users('ann');
    const team = await world.make.team({ members: [ann] });
    const { ids, search } = await group(
      { author: ann },
      { more: { favouriteOf: [ann] } },
      { teams: [{ team, role: 'PROJECT_MANAGER' }] },
      {},
    );
    await world.database.prisma.$executeRaw`
      UPDATE users SET projects_mapped = ARRAY[${ids[3]}::int] WHERE id = ${ann.id}::bigint`;
    const as = ann;
    expect(idsOf(await search({ createdByMe: 'true' }, { as }))).toEqual([ids[0]]);
    expect(idsOf(await search({ favoritedByMe: 'true' }, { as }))).toEqual([ids[1]]);
    expect(idsOf(await search({ managedByMe: 'true' }, { as }))).toEqual([ids[0], ids[2]]);
    expect(idsOf(await search({ mappedByMe: 'true' }, { as }))).toEqual([ids[3]]);
    const { ben } = await world.make.users('ben');
    for (const mine of ['createdByMe', 'favoritedByMe', 'managedByMe', 'mappedByMe']) {
      expect(await search({ [mine]: 'true' }, { as: ben })).toEqual(NOTHING);
      expect(idsOf(await search({ [mine]: 'false' }, { as: ben }))).toEqual(ids);
      expect(idsOf(await search({ [mine]: 'true' }))).toEqual(ids);
    }
  });

  it('by action returns projects with work left that the caller may do', async () => {
    const { mapper, validator } = await world.make.users('mapper', 'validator');
    const expert = await world.make.user({ level: 'ADVANCED' });
    const blocked = await world.make.user({ role: 'BLOCKED', level: 'ADVANCED' });
    const admin = await world.make.user({ role: 'ADMIN' });
    const { ids, search } = await group(
      { tasks: ['READY'] },
      { tasks: ['MAPPED'] },
      { tasks: ['VALIDATED', 'BADIMAGERY'] },
      { tasks: ['READY'], mappingLevel: 'ADVANCED', validationLevel: 'ADVANCED' },
      {
        tasks: ['READY'],
        mappingPermission: 'TEAMS',
        validationPermission: 'TEAMS',
        teams: [
          { team: await world.make.team({ members: [mapper] }), role: 'MAPPER' },
          { team: await world.make.team({ members: [validator] }), role: 'VALIDATOR' },
        ],
      },
    );
    const at = (...places: number[]) => places.map((place) => ids[place]);
    expect(idsOf(await search({ action: 'any' }))).toEqual(ids);
    expect(idsOf(await search({ action: 'map' }))).toEqual(at(0, 3, 4));
    expect(idsOf(await search({ action: 'MAP' }, { as: mapper }))).toEqual(at(0, 4));
    expect(idsOf(await search({ action: 'map' }, { as: expert }))).toEqual(at(0, 3));
    expect(await search({ action: 'map' }, { as: blocked })).toEqual(NOTHING);
    expect(idsOf(await search({ action: 'map' }, { as: admin }))).toEqual(at(0, 3, 4));
    expect(idsOf(await search({ action: 'validate' }, { as: mapper }))).toEqual(at(0, 1));
    expect(idsOf(await search({ action: 'validate' }, { as: validator }))).toEqual(at(0, 1, 4));
  });

  it('by action returns published projects only', async () => {
    const { ann } = await world.make.users('ann');
    const admin = await world.make.user({ role: 'ADMIN' });
    const author = ann;
    const { ids, search } = await group(
      { author, tasks: ['READY'] },
      { author, tasks: ['READY'], status: 'ARCHIVED' },
      { author, tasks: ['READY'], status: 'DRAFT' },
    );
    const all = { projectStatuses: 'ARCHIVED,PUBLISHED,DRAFT' };
    for (const action of ['map', 'validate']) {
      for (const as of [ann, admin, undefined])
        expect(idsOf(await search({ ...all, action }, { as }))).toEqual([ids[0]]);
      expect(idsOf(await search({ createdByMe: 'true', action }, { as: ann }))).toEqual([ids[0]]);
      expect(await search({ projectStatuses: 'ARCHIVED', action }, { as: ann })).toEqual(NOTHING);
    }
    expect(idsOf(await search({ ...all, action: 'any' }, { as: ann }))).toEqual(ids);
  });

  it('by own management returns all projects to an admin and none to a blocked manager', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const blocked = await world.make.user({ role: 'BLOCKED' });
    const { sleeper } = await world.make.users('sleeper');
    const organisation = await world.make.organisation({ managers: [blocked] });
    const { ids, search } = await group(
      { author: blocked, organisation },
      { teams: [{ team: await world.make.team({ inactive: [sleeper] }), role: 'PROJECT_MANAGER' }] },
    );
    expect(idsOf(await search({ managedByMe: 'true' }, { as: admin }))).toEqual(ids);
    for (const as of [blocked, sleeper]) expect(await search({ managedByMe: 'true' }, { as })).toEqual(NOTHING);
  });

  it('is ignored when it is empty or unknown', async () => {
    const { ids, search } = await group({});
    const empty = [
      'action',
      'organisationName',
      'organisationId',
      'country',
      'textSearch',
      'mappingTypes',
      'createdFrom',
      'interests',
      'page',
      'orderBy',
      'sandbox',
    ];
    expect(idsOf(await search({ ...Object.fromEntries(empty.map((name) => [name, ''])), view: 'list' }))).toEqual(ids);
  });

  it.each([
    'action=dance',
    'orderBy=author',
    'orderByType=UP',
    'page=0',
    'page=-1',
    'page=x',
    'page=2147483648',
    'organisationId=x',
    'teamId=99999999999',
    'difficulty=HARD',
    'mappingTypes=ROADS,X',
    'projectStatuses=OLD',
    'interests=a',
    'createdFrom=yesterday',
    'createdTo=2026-02-30',
    'lastUpdatedFrom=01/02/2026',
    'sandbox=maybe',
    'createdByMe=2',
    'country=a&country=b',
  ])('returns 400 for %s', async (query) => {
    expect(await world.get(`projects/?${query}`)).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
  });

  it('by partner is restricted to admins', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const { ann } = await world.make.users('ann');
    const name = unique('partner');
    const { ids, made, search } = await group(
      { more: { partners: [{ name, from: '2026-01-01', to: '2026-06-01' }] } },
      { more: { partners: [{ name, from: '2026-03-01' }] } },
      {},
    );
    const partnerId = String(made[0]?.partners[0]);
    const as = admin;
    expect(idsOf(await search({ partnerId }, { as }))).toEqual(ids.slice(0, 2));
    expect(idsOf(await search({ partnerId, partnershipFrom: '2026-02-01' }, { as }))).toEqual([ids[0]]);
    expect(idsOf(await search({ partnerId, partnershipTo: '2026-07-01' }, { as }))).toEqual([ids[1]]);
    for (const call of [{}, { as: ann }]) {
      const sentence = 'Only admins can search projects by partnerId, partnershipFrom, partnershipTo';
      expectRefusal(await world.get(`projects/?partnerId=${partnerId}`, call), 'OnlyAdminAccess', sentence);
      expectRefusal(await world.get('projects/?partnershipFrom=2026-01-01', call), 'OnlyAdminAccess', sentence);
    }
    for (const query of [
      'partnershipFrom=2026-01-01',
      `partnerId=${partnerId}&partnershipFrom=2026-02-01&partnershipTo=2026-01-01`,
    ])
      expect(await world.get(`projects/?${query}`, { as })).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
  });
});
