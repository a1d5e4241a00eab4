import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildApp } from '../../../src/app.js';
import { createContext } from '../../../src/context.js';
import { expectNotFound, request, SECRET, testConfig, useApp, type Answer, type Client } from '../../support/app.js';
import { groupData, membersOf, noWork, useMapSwipe, type MapSwipeBehaviour } from '../../support/mapswipe-server.js';
import { checkResponses } from '../../support/response-check.js';

const world = useApp();
const mapSwipe = useMapSwipe();
let client: Client;
let permalink: string;

beforeAll(async () => {
  const config = testConfig({ MAPSWIPE_API_URL: mapSwipe.url });
  const app = await buildApp(createContext({ database: world.database, config, secret: SECRET }), checkResponses);
  client = request(app);
});

beforeEach(async () => {
  mapSwipe.asked.length = 0;
  permalink = await makePartner('group-7');
  return () => vi.restoreAllMocks();
});

let made = 0;

async function makePartner(group: string | null): Promise<string> {
  const name = `swipers-${process.pid}-${Date.now()}-${made++}`;
  const as = await world.make.user({ role: 'ADMIN' });
  const body = { name, primary_hashtag: '#x', permalink: name, mapswipe_group_id: group };
  expect((await world.post('partners/', { as, body })).status).toBe(200);
  return name;
}

const general = (query = ''): Promise<Answer> => client.get(`partners/${permalink}/general-statistics/${query}`);
const RANGE = '?fromDate=2026-01-01&toDate=2026-02-01';
const filtered = (query = RANGE): Promise<Answer> => client.get(`partners/${permalink}/filtered-statistics/${query}`);

describe('GET partners/{permalink}/general-statistics/', () => {
  it('requests one page of members and returns it', async () => {
    mapSwipe.answer = () => ({ json: { data: groupData(membersOf(2), 90) } });
    const answer = await general('?limit=2&offset=4');
    expect(answer.body).toMatchObject({
      idInsideProvider: 'group-7',
      membersCount: 90,
      members: [{ userId: 'fb-1', username: 'swiper "1", አበበ', totalcontributions: 33, totalcontributionTime: 61 }, {}],
      totalcontributions: 1233,
      totalRecentcontributions: 33,
    });
    expect(mapSwipe.asked).toMatchObject([
      { operationName: 'UserGroupStats', variables: { pk: 'group-7', limit: 2, offset: 4 } },
    ]);
  });

  it('returns an empty list for a group without members', async () => {
    mapSwipe.answer = () => ({ json: { data: groupData([]) } });
    expect((await general()).body).toMatchObject({ membersCount: 0, members: [] });
  });

  it('returns all members as CSV, page by page', async () => {
    const members = membersOf(501);
    mapSwipe.answer = ({ variables: { limit, offset } }) => ({
      json: { data: groupData(members.slice(Number(offset), Number(offset) + Number(limit)), members.length) },
    });
    const answer = await general('?downloadAsCSV=true');
    const lines = answer.text.split('\n');
    expect(answer.headers['content-disposition']).toBe('attachment; filename=partner_members.csv');
    expect(lines).toHaveLength(503);
    expect(lines[1]).toBe('fb-1,"swiper ""1"", አበበ",True,2,61,33');
    expect(mapSwipe.asked.map(({ variables }) => variables.offset)).toEqual([0, 500]);
  });

  it('returns all members as CSV when MapSwipe returns smaller pages', async () => {
    const members = membersOf(250);
    mapSwipe.answer = ({ variables: { offset } }) => ({
      json: { data: groupData(members.slice(Number(offset), Number(offset) + 100), members.length) },
    });
    expect((await general('?downloadAsCSV=true')).text.split('\n')).toHaveLength(252);
    expect(mapSwipe.asked.map(({ variables }) => variables.offset)).toEqual([0, 100, 200]);
  });

  it('ends the CSV when MapSwipe returns no more members, whatever its count', async () => {
    mapSwipe.answer = ({ variables: { offset } }) => ({
      json: { data: groupData(offset === 0 ? membersOf(3) : [], 1_000_000) },
    });
    expect((await general('?downloadAsCSV=true')).text.split('\n')).toHaveLength(5);
    expect(mapSwipe.asked).toHaveLength(2);
  });

  it.each(['?limit=-1', '?limit=x', '?offset=1.5', '?downloadAsCSV=perhaps'])('returns 400 for %s', async (query) => {
    expect((await general(query)).body).toMatchObject({ SubCode: 'InvalidData' });
    expect(mapSwipe.asked).toEqual([]);
  });
});

describe('GET partners/{permalink}/filtered-statistics/', () => {
  it('requests the range of dates', async () => {
    mapSwipe.answer = () => ({ json: { data: noWork } });
    expect((await filtered()).body).toMatchObject({ fromDate: '2026-01-01', contributionsByDate: [] });
    const variables = { pk: 'group-7', fromDate: '2026-01-01', toDate: '2026-02-01' };
    expect(mapSwipe.asked).toMatchObject([{ operationName: 'FilteredUserGroupStats', variables }]);
  });

  it.each([
    '',
    '?fromDate=2026-01-01',
    '?fromDate=2026-02-30&toDate=2026-03-01',
    '?fromDate=2026-02-02&toDate=2026-02-01',
  ])('returns 400 for the range "%s" and sends no request to MapSwipe', async (query) => {
    expectNotFound(await filtered(query), 'INVALID_TIME_RANGE');
    expect(mapSwipe.asked).toEqual([]);
  });
});

const both: [string, () => Promise<Answer>][] = [
  ['general', general],
  ['CSV', () => general('?downloadAsCSV=true')],
  ['filtered', filtered],
];
const group = groupData(membersOf(1));
const broken = (change: object): MapSwipeBehaviour => ({ json: { data: { ...group, ...change } } });

describe.each(both)('%s statistics', (_, ask) => {
  it.each<[string, MapSwipeBehaviour]>([
    ['MAPSWIPE_HTTP_ERROR', { status: 400 }],
    ['MAPSWIPE_HTTP_ERROR', { status: 500 }],
    ['MAPSWIPE_NETWORK_ERROR', 'close'],
    ['MAPSWIPE_INVALID_RESPONSE', { text: '<html>maintenance</html>' }],
    ['MAPSWIPE_INVALID_RESPONSE', { text: '' }],
    ['MAPSWIPE_INVALID_RESPONSE', { json: 'words' }],
    ['MAPSWIPE_INVALID_RESPONSE', broken({ communityUserGroupStats: {}, contributorUserGroup: {} })],
    ['MAPSWIPE_INVALID_RESPONSE', broken({ communityUserGroupStats: 'yes', contributorUserGroup: 7 })],
    ['MAPSWIPE_INVALID_RESPONSE', broken({ communityUserGroupStats: { filteredStats: { swipeByDate: 3 } } })],
    ['MAPSWIPE_GRAPHQL_ERROR', { json: { errors: [{ message: 'no' }], data: group } }],
    ['MAPSWIPE_NO_DATA', { json: { data: null } }],
    ['MAPSWIPE_NO_DATA', { json: {} }],
    ['INVALID_MAPSWIPE_GROUP_ID', broken({ communityUserGroupStats: null, contributorUserGroup: null })],
    ['INVALID_MAPSWIPE_GROUP_ID', { json: { data: {} } }],
  ])('return %s for the answer %j', async (code, behaviour) => {
    mapSwipe.answer = () => behaviour;
    expectNotFound(await ask(), code as 'MAPSWIPE_NO_DATA');
  });

  it.each(['hang', 'half'] as const)('return 502 when MapSwipe is slow (%s)', async (behaviour) => {
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 50);
      return controller.signal;
    });
    mapSwipe.answer = () => behaviour;
    expectNotFound(await ask(), 'MAPSWIPE_NETWORK_ERROR');
  });

  it('return 400 for a partner without a group and send no request to MapSwipe', async () => {
    permalink = await makePartner(null);
    expectNotFound(await ask(), 'EMPTY_MAPSWIPE_GROUP');
    expect(mapSwipe.asked).toEqual([]);
  });

  it('return 404 for an unknown partner', async () => {
    permalink = 'nobody';
    expectNotFound(await ask(), 'PARTNER_NOT_FOUND');
  });
});

describe('unreachable MapSwipe', () => {
  it('causes a network error', async () => {
    const config = testConfig({ MAPSWIPE_API_URL: 'http://127.0.0.1:1/graphql/' });
    const app = await buildApp(createContext({ database: world.database, config, secret: SECRET }), checkResponses);
    expectNotFound(await request(app).get(`partners/${permalink}/general-statistics/`), 'MAPSWIPE_NETWORK_ERROR');
  });
});
