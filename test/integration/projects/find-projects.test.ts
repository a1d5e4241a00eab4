import { describe, expect, it } from 'vitest';
import { expectNotFound, useApp } from '../../support/app.js';
import { idsOf, NOTHING, searchIn } from './search-support.js';
import { unique } from './adorn.js';

const world = useApp();
const { find, group } = searchIn(world);

describe('search for projects', () => {
  it('returns each project as a card', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const organisation = await world.make.organisation();
    const { projects, search } = await group({
      organisation,
      tasks: [{ state: 'MAPPED', mapper: ann }, 'READY', 'BADIMAGERY', { state: 'LOCKED_FOR_MAPPING', holder: ben }],
      more: {
        country: ['Nepal'],
        texts: { en: { name: 'Wards', short: 'Short' } },
        lastUpdated: '2026-02-20 12:34:56.789',
      },
    });
    const [project] = projects;
    expect((await search()).results).toEqual([
      {
        projectId: project?.id,
        locale: 'en',
        name: 'Wards',
        shortDescription: 'Short',
        difficulty: 'MODERATE',
        priority: 'MEDIUM',
        organisationName: `Organisation ${organisation}`,
        organisationLogo: null,
        campaigns: [{ id: expect.any(Number) as number, name: expect.any(String) as string }],
        percentMapped: 33,
        percentValidated: 0,
        status: 'PUBLISHED',
        activeMappers: 1,
        lastUpdated: '2026-02-20T12:34:56.789000Z',
        dueDate: null,
        totalContributors: 3,
        country: ['Nepal'],
        sandbox: false,
        database: 'OSM',
        creationDate: null,
        author: project?.author.username,
        partnerNames: null,
        totalAreaSquareKilometers: null,
      },
    ]);
  });

  it('uses the requested language or else the default locale', async () => {
    const { search } = await group({
      defaultLocale: 'fr',
      more: { texts: { fr: { name: 'Quartiers', short: 'Court' }, en: { name: 'Wards' } } },
    });
    expect((await search()).results).toMatchObject([{ locale: 'fr', name: 'Quartiers' }]);
    const headers = { 'accept-language': 'en-GB,en;q=0.8' };
    expect((await search({}, { headers })).results).toMatchObject([
      { locale: 'en', name: 'Wards', shortDescription: 'Court' },
    ]);
  });

  it('returns an empty list without a match', async () => {
    expect(await find({ textSearch: unique('nothing') })).toEqual(NOTHING);
    expect(await find({ country: unique('Nowhere'), omitMapResults: 'true' })).toEqual(NOTHING);
  });

  it('returns the centres of all matches unless they are omitted', async () => {
    const { search, ids, campaign } = await group({}, { more: { priority: 0 } });
    const { mapResults } = await find({ campaign, orderBy: 'id' });
    const centre = { type: 'Point', coordinates: [expect.any(Number), expect.any(Number)] };
    expect(mapResults).toEqual({
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', geometry: centre, properties: { projectId: ids[0], priority: 'MEDIUM' } },
        { type: 'Feature', geometry: centre, properties: { projectId: ids[1], priority: 'URGENT' } },
      ],
    });
    expect((await search()).mapResults).toEqual([]);
  });

  it('returns pages of 14 and all centres at once', async () => {
    const { search, ids, campaign } = await group(...Array.from({ length: 15 }, () => ({ tasks: [] })));
    const first = await search();
    expect(idsOf(first)).toEqual(ids.slice(0, 14));
    const common = { perPage: 14, total: 15, pages: 2 };
    expect(first.pagination).toEqual({ ...common, page: 1, hasNext: true, hasPrev: false, nextNum: 2, prevNum: null });
    const second = await find({ campaign, orderBy: 'id', page: '2' });
    expect(idsOf(second)).toEqual(ids.slice(14));
    expect(second.mapResults).toMatchObject({ features: { length: 15 } });
    expect(second.pagination).toEqual({ ...common, page: 2, hasNext: false, hasPrev: true, nextNum: null, prevNum: 1 });
    const beyond = await search({ page: '2147483647' });
    expect(beyond).toMatchObject({
      results: [],
      pagination: { page: 2_147_483_647, total: 15, hasNext: false, hasPrev: true },
    });
  });
});

describe('order of found projects', () => {
  const tasks = (...states: ('READY' | 'MAPPED' | 'VALIDATED')[]) => states;

  it.each([
    [{}, [1, 2, 0]],
    [{ orderBy: 'priority', orderByType: 'DESC' }, [2, 0, 1]],
    [{ orderBy: 'id', orderByType: 'asc' }, [0, 1, 2]],
    [{ orderBy: 'ID', orderByType: 'DESC' }, [2, 1, 0]],
    [{ orderBy: 'difficulty' }, [2, 0, 1]],
    [{ orderBy: 'last_updated' }, [1, 0, 2]],
    [{ orderBy: 'last_updated', orderByType: 'DESC' }, [0, 1, 2]],
    [{ orderBy: 'due_date' }, [2, 1, 0]],
    [{ orderBy: 'due_date', orderByType: 'DESC' }, [1, 2, 0]],
    [{ orderBy: 'percent_mapped', orderByType: 'DESC' }, [1, 2, 0]],
    [{ orderBy: 'percent_validated', orderByType: 'DESC' }, [2, 1, 0]],
    [{ orderBy: 'status' }, [2, 1, 0]],
  ])('follows %o', async (query, order) => {
    const { campaign, ids } = await group(
      { tasks: tasks('READY', 'READY'), more: { priority: 2, difficulty: 2, lastUpdated: '2026-03-01' } },
      {
        tasks: tasks('MAPPED', 'MAPPED'),
        more: { priority: 0, difficulty: 3, lastUpdated: '2026-02-01', dueDate: '2027-02-01' },
      },
      { tasks: tasks('VALIDATED', 'READY'), more: { priority: 2, difficulty: 1, dueDate: '2027-01-01' } },
    );
    expect(idsOf(await find({ campaign, ...(query as Record<string, string>) }))).toEqual(
      order.map((place) => ids[place]),
    );
  });
});

it('orders by the stored code of the state', async () => {
  const { author } = await world.make.users('author');
  const { search, ids } = await group(
    { author, status: 'DRAFT' },
    { author, status: 'ARCHIVED' },
    { author, status: 'PUBLISHED' },
  );
  const query = { createdByMe: 'true', orderBy: 'status' };
  const [draft, archived, published] = ids;
  expect(idsOf(await search(query, { as: author }))).toEqual([archived, published, draft]);
  expect(idsOf(await search({ ...query, orderByType: 'DESC' }, { as: author }))).toEqual([draft, published, archived]);
});

it('names the author of a card, by the username where there is no name', async () => {
  const { ann, ben } = await world.make.users('ann', 'ben');
  await world.database.prisma.user.update({ where: { id: BigInt(ann.id) }, data: { name: 'Ann A.' } });
  await world.database.prisma.user.update({ where: { id: BigInt(ben.id) }, data: { name: '' } });
  const { search } = await group({ author: ann }, { author: ben });
  expect((await search()).results).toMatchObject([{ author: 'Ann A.' }, { author: ben.username }]);
});

it('returns 404 for a session without a user', async () => {
  expectNotFound(await world.get('projects/', { as: 999_999_999 }), 'USER_NOT_FOUND', { user_id: 999_999_999 });
  expect((await world.get('projects', { headers: { authorization: 'Token null' } })).status).toBe(200);
});
