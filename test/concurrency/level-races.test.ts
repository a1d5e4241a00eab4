import { expect, it } from 'vitest';
import { tokenOf } from '../support/app.js';
import { upTo, useServers } from '../support/callers.js';
import { onServer } from '../support/database.js';
import { useLadder } from '../support/ladder.js';
import { onServerOnly } from '../support/server-only.js';
import type { User } from '../support/factory.js';
import { useOsm } from '../support/osm-server.js';

const osm = useOsm();
const callers = useServers(osm.env);
if (onServer) useLadder();

/** How long the work behind an answer may take on a busy machine. */
const SLOW = { timeout: 20_000 };

let turn = 0;
async function patch(as: User, path: string, body?: object): Promise<number> {
  const server = callers.servers[turn++ % callers.servers.length];
  const response = await fetch(`${server?.url}/api/v2/${path}`, {
    method: 'PATCH',
    headers: { authorization: tokenOf(as), 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  await response.text();
  return response.status;
}

const stored = (user: Pick<User, 'id'>) =>
  callers.database.prisma.user.findUniqueOrThrow({ where: { id: BigInt(user.id) } });
const messagesTo = (user: User) => callers.database.prisma.message.count({ where: { toUserId: BigInt(user.id) } });

onServerOnly('many callers at once, at two processes', () => {
  it('grants a level once, with one message, when several users vote for it', async () => {
    const admins = [];
    for (const _ of upTo(12)) admins.push(await callers.make.user({ role: 'ADMIN' }));
    await callers.database.prisma.mappingLevel.update({ where: { id: 2 }, data: { approvalsRequired: 5 } });
    const ann = await callers.make.user();
    await callers.database.prisma.userNextLevel.create({ data: { userId: BigInt(ann.id), levelId: 2 } });
    const path = `users/${ann.username}/actions/approve-level/`;
    const statuses = await Promise.all(admins.map((as) => patch(as, path)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await stored(ann)).mappingLevel).toBe(2);
    expect(await messagesTo(ann)).toBe(1);
    expect(await callers.database.prisma.userLevelVote.count({ where: { userId: BigInt(ann.id) } })).toBe(0);
  });

  it('grants one level, with one message, when a user is checked several times at once', async () => {
    const admin = await callers.make.user({ role: 'ADMIN' });
    const ann = await callers.make.user();
    osm.users.set(ann.id, { changesets: 300, topics: { building: 3 } });
    const path = `users/${ann.username}/actions/update-stats/`;
    const statuses = await Promise.all(upTo(12).map(() => patch(admin, path)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await stored(ann)).mappingLevel).toBe(2);
    expect(await messagesTo(ann)).toBe(1);
    expect(await callers.database.prisma.userStats.count({ where: { userId: BigInt(ann.id) } })).toBe(1);
  });

  it('grants levels one after the other, each with one message and each badge once, when a user signs in at both processes at once', async () => {
    const id = osm.add('racing');
    osm.users.set(id, { changesets: 600, topics: { building: 3 } });
    const signIn = async (at: number): Promise<number> => {
      const server = callers.servers[at % callers.servers.length];
      const code = osm.code({ id, name: `racing ${id}` });
      const response = await fetch(`${server?.url}/api/v2/system/authentication/callback/?code=${code}`);
      await response.text();
      return response.status;
    };
    const { prisma } = callers.database;
    const where = { userId: BigInt(id) };
    const statuses = await Promise.all(upTo(12).map(signIn));
    expect(new Set(statuses)).toEqual(new Set([200]));
    // Sign-ins that overlap give one level; one that began after another was checked gives the next.
    await expect.poll(() => prisma.userMappingBadge.count({ where }), SLOW).toBe(2);
    for (let turn = 0; (await stored({ id })).mappingLevel < 3 && turn < 3; turn++) {
      const before = (await stored({ id })).mappingLevel;
      expect(await signIn(turn)).toBe(200);
      await expect.poll(async () => (await stored({ id })).mappingLevel, SLOW).toBeGreaterThan(before);
    }
    const messages = await prisma.message.findMany({ where: { toUserId: BigInt(id) } });
    const subjects = messages.map(({ subject }) => subject?.split(' ').at(-1)).sort();
    expect(subjects).toEqual(['ADVANCED', 'INTERMEDIATE', 'Manager']);
    expect(await prisma.userMappingBadge.count({ where })).toBe(2);
    expect(await prisma.userStats.count({ where })).toBe(1);
  });

  it('nominates a user once when checks at both processes reach a level that needs approvals', async () => {
    const admin = await callers.make.user({ role: 'ADMIN' });
    const ann = await callers.make.user();
    await callers.database.prisma.mappingLevel.update({ where: { id: 2 }, data: { approvalsRequired: 2 } });
    osm.users.set(ann.id, { changesets: 600 });
    const path = `users/${ann.username}/actions/update-stats/`;
    const statuses = await Promise.all(upTo(12).map(() => patch(admin, path)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const nominations = await callers.database.prisma.userNextLevel.findMany({ where: { userId: BigInt(ann.id) } });
    expect(nominations.map(({ levelId }) => levelId)).toEqual([2]);
    expect((await stored(ann)).mappingLevel).toBe(1);
    expect(await messagesTo(ann)).toBe(0);
  });

  it('loses no field when requests change one profile at once', async () => {
    const ann = await callers.make.user();
    const fields = ['name', 'city', 'country', 'twitterId', 'facebookId', 'linkedinId', 'slackId', 'ircId', 'skypeId'];
    const path = 'users/me/actions/set-user/';
    const statuses = await Promise.all(fields.map((field) => patch(ann, path, { id: ann.id, [field]: field })));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await stored(ann)).toMatchObject(Object.fromEntries(fields.map((field) => [field, field])));
  });

  it('stores the interests of exactly one request', async () => {
    const ann = await callers.make.user();
    const interests = [];
    for (const at of upTo(6))
      interests.push((await callers.database.prisma.interest.create({ data: { name: `Race ${ann.id} ${at}` } })).id);
    await Promise.all(
      interests.map(async (id, at) => {
        const server = callers.servers[at % callers.servers.length];
        const response = await fetch(`${server?.url}/api/v2/users/me/actions/set-interests/`, {
          method: 'POST',
          headers: { authorization: tokenOf(ann), 'content-type': 'application/json' },
          body: JSON.stringify({ interests: [id] }),
        });
        expect(response.status).toBe(200);
      }),
    );
    const left = await callers.database.prisma.$queryRaw<unknown[]>`
      SELECT interest_id FROM user_interests WHERE user_id = ${ann.id}::bigint`;
    expect(left).toHaveLength(1);
  });
});
