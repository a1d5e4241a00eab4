import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import { adorn, unique } from './adorn.js';

const world = useApp();

interface Cards {
  mapResults: unknown[];
  results: { projectId: number; name: string }[];
  pagination: null;
}

describe('GET projects/queries/featured/', () => {
  it('lists the public featured projects, without drafts, newest first', async () => {
    const one = await world.make.project();
    const two = await world.make.project();
    const archived = await world.make.project({ status: 'ARCHIVED' });
    const draft = await world.make.project({ status: 'DRAFT' });
    const hidden = await world.make.project({ private: true });
    const all = [one, two, archived, draft, hidden];
    for (const project of all)
      await adorn(world.database, project, { featured: true, texts: { en: { name: 'Show' }, fr: { name: 'Montre' } } });
    const call = { as: hidden.author, headers: { 'accept-language': 'fr' } };
    const body = (await world.get('projects/queries/featured/', call)).body as Cards;
    const ours = body.results.filter(({ projectId }) => all.some(({ id }) => id === projectId));
    expect(ours).toMatchObject([
      { projectId: archived.id, name: 'Montre' },
      { projectId: two.id, name: 'Montre' },
      { projectId: one.id, name: 'Montre' },
    ]);
    expect(body).toMatchObject({ mapResults: [], pagination: null });
  });
});

describe('GET projects/queries/{id}/similar-projects/', () => {
  it('lists the most similar projects, up to the limit', async () => {
    const organisation = await world.make.organisation();
    const [campaign, country] = [unique('campaign'), unique('land')];
    const project = await world.make.project({ organisation });
    const alike = await world.make.project({ organisation });
    const related = await world.make.project();
    const hidden = await world.make.project({ organisation, private: true });
    await adorn(world.database, project, { campaigns: [campaign], country: [country], mappingTypes: [1] });
    await adorn(world.database, alike, { campaigns: [campaign], country: [country], mappingTypes: [1, 2] });
    await adorn(world.database, related, { campaigns: [campaign], country: [country] });
    await adorn(world.database, hidden, { campaigns: [campaign], country: [country], mappingTypes: [1] });
    const similar = async (query = '', as?: { id: number }) =>
      ((await world.get(`projects/queries/${project.id}/similar-projects/${query}`, { as })).body as Cards).results.map(
        ({ projectId }) => projectId,
      );
    expect(await similar('?limit=2')).toEqual([alike.id, related.id]);
    const byDefault = await similar();
    expect(byDefault.length).toBeLessThanOrEqual(4);
    expect(byDefault).not.toContain(hidden.id);
    expect(byDefault).not.toContain(project.id);
    expect(await similar('?limit=2', hidden.author)).toEqual([alike.id, related.id]);
  });

  it('returns 404 for an unpublished project, and 400 for an invalid limit', async () => {
    const archived = await world.make.project({ status: 'ARCHIVED' });
    const open = await world.make.project();
    const draft = await world.make.project({ status: 'DRAFT' });
    const path = (id: number | string) => `projects/queries/${id}/similar-projects/`;
    expectNotFound(await world.get(path(archived.id)), 'PROJECT_NOT_FOUND', { project_id: archived.id });
    expectNotFound(await world.get(path(2_147_483_647)), 'PROJECT_NOT_FOUND');
    expectNotFound(await world.get(path('x')), 'PROJECT_NOT_FOUND');
    expectNotFound(await world.get(path(draft.id), { as: draft.author }), 'PROJECT_NOT_FOUND');
    for (const limit of ['101', '999999999'])
      expect((await world.get(`${path(open.id)}?limit=${limit}`)).status, limit).toBe(200);
    expect((await world.get(`${path(open.id)}?limit=0`)).body).toMatchObject({ results: [] });
    for (const limit of ['1.5', 'x', '-1'])
      expect(await world.get(`${path(open.id)}?limit=${limit}`)).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
  });
});

describe('GET projects/queries/bbox/', () => {
  const path = (bbox: string, rest = 'srid=4326') => `projects/queries/bbox/?bbox=${bbox}&${rest}`;
  /** Around the area that the factory gives its projects. */
  const HERE = '85.3,27.6,85.4,27.8';
  const idsOf = (answer: { body: unknown }) =>
    (answer.body as { features: { properties: { projectId: number } }[] }).features.map(
      ({ properties }) => properties.projectId,
    );

  it('returns the areas in every state to managers of organisations, private ones only to those who may see them', async () => {
    const { boss, other } = await world.make.users('boss', 'other');
    const organisation = await world.make.organisation({ managers: [boss] });
    const own = await world.make.project({ author: boss, status: 'DRAFT' });
    const ofOrganisation = await world.make.project({ organisation, private: true });
    const draft = await world.make.project({ status: 'DRAFT', author: other });
    const archived = await world.make.project({ status: 'ARCHIVED', author: other });
    const foreign = await world.make.project({ status: 'DRAFT', author: other, private: true });
    const hidden = await world.make.project({ author: other, private: true });
    const open = await world.make.project();
    const [west, south, east, north] = ((await world.get(`projects/${open.id}/`)).body as { aoiBBOX: number[] })
      .aoiBBOX;
    const box = [west, south, east, north].join();
    const answer = await world.get(path(box), { as: boss });
    expect(answer.body).toMatchObject({ type: 'FeatureCollection' });
    const found = idsOf(answer);
    for (const { id } of [own, ofOrganisation, draft, archived, open]) expect(found).toContain(id);
    for (const { id } of [foreign, hidden]) expect(found).not.toContain(id);
    expect(idsOf(await world.get(path(box, 'srid=4326&createdByMe=true'), { as: boss }))).toEqual([own.id]);
    const admin = await world.make.user({ role: 'ADMIN' });
    expect(idsOf(await world.get(path(box), { as: admin }))).toContain(foreign.id);
    const exponents = encodeURIComponent([west, south, east, north].map((side) => side?.toExponential()).join());
    expect(idsOf(await world.get(path(exponents), { as: boss }))).toContain(open.id);
    expect(idsOf(await world.get(path('10,10,10.1,10.1'), { as: boss }))).toEqual([]);
    const metres = (degrees: number) => (degrees * Math.PI * 6_378_137) / 180;
    const y = (latitude: number) => 6_378_137 * Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
    const mercator = [metres(west ?? 0), y(south ?? 0), metres(east ?? 0), y(north ?? 0)].join();
    expect(idsOf(await world.get(path(mercator, 'srid=3857&createdByMe=1'), { as: boss }))).toEqual([own.id]);
  });

  it('finds areas on both sides of the date line, and where the map shows the world beside', async () => {
    const { boss } = await world.make.users('boss');
    await world.make.organisation({ managers: [boss] });
    const { id } = await world.make.project({ author: boss });
    const [west, south, east, north] = ((await world.get(`projects/${id}/`)).body as { aoiBBOX: number[] }).aoiBBOX as [
      number,
      number,
      number,
      number,
    ];
    const find = async (...bbox: number[]) =>
      idsOf(await world.get(path(bbox.join(), 'srid=4326&createdByMe=true'), { as: boss }));
    for (const turn of [-360, 360]) expect(await find(west + turn, south, east + turn, north)).toEqual([id]);
    // From here to the east, over the date line.
    expect(await find(west - 1, south, 181, north)).toEqual([id]);
    // From the east to the date line, and to here on the world beside.
    expect(await find(179, south, east + 360, north)).toEqual([id]);
    expect(await find(179, south, 181, north)).toEqual([]);
  });

  it('returns 403 to others, and 400 for invalid or too large boxes', async () => {
    const { boss, ann } = await world.make.users('boss', 'ann');
    await world.make.organisation({ managers: [boss] });
    expectRefusal(await world.get(path(HERE)), 'InvalidToken');
    expectRefusal(await world.get(path(HERE), { as: ann }), 'NoOrganisationManager');
    expectRefusal(await world.get('projects/queries/bbox/?bbox=x', { as: ann }), 'NoOrganisationManager');
    expectNotFound(await world.get(path(HERE), { as: 999_999_999 }), 'USER_NOT_FOUND');
    expectRefusal(await world.get(path('-180,-80,180,80'), { as: boss }), 'BBoxTooBigError');
    for (const bbox of [
      '1,2,3',
      'a,b,c,d',
      'NaN,1,2,2',
      ',1,2,2',
      '0x1,1,2,2',
      '2,2,1,1',
      '1,1,1,2',
      '0,0,541,1',
      '-541,0,-540,1',
      '0,-91,1,0',
      '1e9,0,2,2',
      '',
    ])
      expect(await world.get(path(bbox), { as: boss }), bbox).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
    for (const rest of ['srid=27700', 'srid=', '', 'srid=4326&createdByMe=perhaps'])
      expect(await world.get(path(HERE, rest), { as: boss }), rest).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
  });
});
