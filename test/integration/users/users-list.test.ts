import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';

const world = useApp();

interface List {
  pagination: { total: number; pages: number; page: number } | null;
  users: { id: number; username: string; stats: unknown; requires_approval: unknown; user_has_voted: unknown }[];
}

/** A beginning of names that no other test uses. */
let made = 0;
const freshName = (): string => `L${process.pid}x${Date.now()}x${++made}`;

const list = async (as: User, query: string): Promise<List> => {
  const answer = await world.get(`users/?${query}`, { as });
  expect(answer.status, answer.text).toBe(200);
  return answer.body as List;
};

const idsOf = ({ users }: List): number[] => users.map(({ id }) => id);

async function three(): Promise<{ name: string; users: User[] }> {
  const name = freshName();
  return { name, users: await many(name, 3) };
}

async function many(name: string, count: number): Promise<User[]> {
  const users: User[] = [];
  for (let i = 0; i < count; i++) users.push(await world.make.user({ name }));
  return users.sort((a, b) => (a.username < b.username ? -1 : 1));
}

const store = (user: User, stats: object) =>
  world.database.prisma.userStats.create({
    data: { userId: BigInt(user.id), stats: stats as Record<string, number>, dateObtained: new Date('2026-01-15') },
  });

describe('list of users', () => {
  it('is ordered by name and paged', async () => {
    const { name, users } = await three();
    const [ann] = users as [User];
    const first = await list(ann, `username=${name.toLowerCase()}&perPage=2`);
    expect(first.pagination).toMatchObject({ total: 3, pages: 2, page: 1, hasNext: true });
    expect(idsOf(first)).toEqual(users.slice(0, 2).map(({ id }) => id));
    expect(idsOf(await list(ann, `username=${name}&perPage=2&page=2`))).toEqual([users[2]?.id]);
    expect(await list(ann, `username=${name}&perPage=2&page=9`)).toMatchObject({ pagination: { page: 9 }, users: [] });
    const all = await list(ann, `username=${name}&pagination=false`);
    expect(all.pagination).toBeNull();
    expect(idsOf(all)).toEqual(users.map(({ id }) => id));
  });

  it('finds a part of a name in any case, taken literally', async () => {
    const { name, users } = await three();
    const [ann] = users as [User];
    expect(idsOf(await list(ann, `username=${name.slice(1).toLowerCase()}`))).toHaveLength(3);
    expect(idsOf(await list(ann, `username=%20${name}%20`))).toHaveLength(3);
    for (const text of [`${name}%25`, `${name.slice(0, -1)}_`, `${name}%5C`])
      expect(idsOf(await list(ann, `username=${text}`))).toEqual([]);
  });

  it('is filtered by role and by level id, and ignores an unknown level', async () => {
    const name = freshName();
    const admin = await world.make.user({ name, role: 'ADMIN' });
    const expert = await world.make.user({ name, level: 'ADVANCED' });
    const blocked = await world.make.user({ name, role: 'BLOCKED' });
    const ids = async (query: string) => idsOf(await list(admin, `username=${name}&${query}`)).sort();
    expect(await ids('role=ADMIN')).toEqual([admin.id]);
    expect(await ids('role=READ_ONLY')).toEqual([blocked.id]);
    expect(await ids('level=3')).toEqual([expert.id]);
    expect(await ids('level=ALL')).toHaveLength(3);
    expect(await ids('level=3&role=ADMIN')).toEqual([]);
  });

  it("shows users who wait for an approval first, and the caller's vote", async () => {
    const { name, users } = await three();
    const [ann, , last] = users as [User, User, User];
    const admin = await world.make.user({ role: 'ADMIN' });
    await world.database.prisma.userNextLevel.create({ data: { userId: BigInt(last.id), levelId: 2 } });
    await world.database.prisma.userLevelVote.create({
      data: { userId: BigInt(last.id), levelId: 2, voterId: BigInt(admin.id) },
    });
    const seen = await list(ann, `username=${name}`);
    expect(seen.users[0]).toMatchObject({ id: last.id, requires_approval: true, user_has_voted: null });
    expect(seen.users[1]).toMatchObject({ id: ann.id, requires_approval: null });
    expect((await list(admin, `username=${name}`)).users[0]).toMatchObject({ user_has_voted: true });
    const second = await list(ann, `username=${name}&perPage=1&page=2`);
    expect(idsOf(second)).toEqual([ann.id]);
  });

  it('is ordered by a statistic, with users without it last', async () => {
    const { name, users } = await three();
    const [few, none, lots] = users as [User, User, User];
    await store(few, { building: 9 });
    await store(lots, { building: 100 });
    const ids = async (direction: string) =>
      idsOf(await list(few, `username=${name}&sort=building&sort_dir=${direction}`));
    expect(await ids('desc')).toEqual([lots.id, few.id, none.id]);
    expect(await ids('asc')).toEqual([few.id, lots.id, none.id]);
    const [first] = (await list(few, `username=${name}&sort=building`)).users;
    expect(first).toMatchObject({ stats: { building: 9 }, statsLastUpdated: '2026-01-15T00:00:00.000000Z' });
  });

  it.each(['page=0', 'page=x', 'perPage=0', 'role=admin', 'role=FOO', 'sort_dir=desc;select%201', 'pagination=maybe'])(
    'returns 400 InvalidData for %s',
    async (query) => {
      const ann = await world.make.user();
      expect(await world.get(`users/?${query}`, { as: ann })).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
    },
  );

  it('returns 401 without a session and 404 for an unknown user', async () => {
    expectRefusal(await world.get('users/'), 'InvalidToken');
    expectNotFound(await world.get('users/', { as: 1_999_999_999 }), 'USER_NOT_FOUND');
  });
});

describe('search for names', () => {
  const find = (as: User, beginning: string, query = '') =>
    world.get(`users/queries/filter/${encodeURIComponent(beginning)}/${query}`, { as });

  it('returns names that begin with the text in any case, 20 per page', async () => {
    const name = freshName();
    const users = await many(name, 21);
    const [ann] = users as [User];
    const first = (await find(ann, name.toLowerCase())).body as { usernames: string[]; users: unknown[] };
    expect(first).toMatchObject({ pagination: { total: 21, pages: 2, perPage: 20 }, users: [] });
    expect(first.usernames).toEqual(users.slice(0, 20).map(({ username }) => username));
    expect((await find(ann, name, '?page=2')).body).toMatchObject({ usernames: [users[20]?.username] });
    for (const [text, query] of [
      [name, '?page=3'],
      [name.slice(1), ''],
      [`${name}%`, ''],
    ] as const)
      expectNotFound(await find(ann, text, query), 'USER_NOT_FOUND', { username: text });
  });

  it('returns users who worked on the project first', async () => {
    const { name, users } = await three();
    const last = users[2] as User;
    await world.database.prisma.$executeRaw`
      UPDATE users SET projects_mapped = ARRAY[77] WHERE id = ${last.id}::bigint`;
    const found = (await find(last, name, '?projectId=77')).body as { users: object[] };
    expect(found.users[0]).toEqual({ username: last.username, projectId: 77, isParticipant: true });
    expect(found.users[1]).toMatchObject({ isParticipant: false });
  });

  it('trims the text and accepts an unknown project number', async () => {
    const ann = await world.make.user({ name: 'trimmedname' });
    const answer = await world.get('users/queries/filter/%20trimmedNAME%20/?projectId=0', { as: ann });
    expect(answer).toMatchObject({
      status: 200,
      body: { users: [{ username: ann.username, projectId: 0, isParticipant: false }] },
    });
  });

  it('returns 400 for an invalid page or project number, and needs a session', async () => {
    const ann = await world.make.user();
    for (const query of ['?page=0', '?page=x', '?projectId=x']) expect((await find(ann, 'a', query)).status).toBe(400);
    expectRefusal(await world.get('users/queries/filter/a/'), 'InvalidToken');
  });
});
