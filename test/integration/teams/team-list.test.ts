import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import { statementsOf } from '../../support/statements.js';

const world = useApp();

interface List {
  teams: { teamId: number; members: { username: string }[]; membersCount: number; managersCount: number }[];
  pagination: { total: number; page: number; pages: number } | null;
}

describe('GET teams/', () => {
  it('sends the same number of statements for a page of teams with members as for one team', async () => {
    const as = await world.make.user({ role: 'ADMIN' });
    const members = Object.values(await world.make.users('ann', 'bob', 'cid'));
    await world.make.team({ members });
    for (let n = 0; n < 3; n++) await world.make.team({ members });
    const own = `teams/?member=${members[0]?.id}`;
    expect(await statementsOf(world.database, `${own}&paginate=true`, as)).toBe(2);
    expect(await statementsOf(world.database, own, as)).toBe(2);
    expect(await statementsOf(world.database, `${own}&omitMemberList=true`, as)).toBe(2);
  });

  it('counts all teams on each page, also on one past the end', async () => {
    const as = await world.make.user({ role: 'ADMIN' });
    const member = await world.make.user();
    const teams = [];
    for (let n = 0; n < 3; n++) teams.push(await world.make.team({ members: [member] }));
    const page = async (n: number): Promise<List> =>
      (await world.get(`teams/?member=${member.id}&paginate=true&perPage=2&page=${n}`, { as })).body as List;
    const ids = teams.map(({ id }) => id);
    const [first, second, third] = [await page(1), await page(2), await page(3)];
    expect(first.teams.map(({ teamId }) => teamId)).toEqual(ids.slice(0, 2));
    expect(second.teams.map(({ teamId }) => teamId)).toEqual(ids.slice(2));
    expect(third.teams).toEqual([]);
    for (const { pagination } of [first, second, third]) expect(pagination).toMatchObject({ total: 3, pages: 2 });
  });

  it('returns all teams by default, and an empty list without a match', async () => {
    const as = await world.make.user({ role: 'ADMIN' });
    const stranger = await world.make.user();
    const path = `teams/?member=${stranger.id}`;
    expect((await world.get(path, { as })).body).toEqual({ teams: [], pagination: null });
    const { teams, pagination } = (await world.get(`${path}&paginate=true`, { as })).body as List;
    expect(teams).toEqual([]);
    expect(pagination).toMatchObject({ total: 0 });
  });
});

describe('GET organisations/', () => {
  it('sends two statements for any number of managers', async () => {
    const as = await world.make.user({ role: 'ADMIN' });
    expect(await statementsOf(world.database, 'organisations/', as)).toBe(2);
  });
});
