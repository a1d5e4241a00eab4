import { describe, expect, it } from 'vitest';
import { createContext } from '../../../src/context.js';
import {
  checkLevelLater,
  checkLevelsAfterMapping,
} from '../../../src/modules/mapping-levels/checks/level-checks.service.js';
import { expectNotFound, expectRefusal, SECRET, testConfig, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';
import { useLadder } from '../../support/ladder.js';
import { useOsm } from '../../support/osm-server.js';

const osm = useOsm();
const world = useApp(osm.env);
useLadder();

const admin = () => world.make.user({ role: 'ADMIN' });
const act = (as: User, user: User, action: string) =>
  world.send('PATCH', `users/${user.username}/actions/${action}`, { as });

const levelOf = async (user: User): Promise<number> =>
  (await world.database.prisma.user.findUniqueOrThrow({ where: { id: BigInt(user.id) } })).mappingLevel;
const messagesTo = (user: User) => world.database.prisma.message.findMany({ where: { toUserId: BigInt(user.id) } });
const approvals = (levelId: number, approvalsRequired: number) =>
  world.database.prisma.mappingLevel.update({ where: { id: levelId }, data: { approvalsRequired } });

describe('level check', () => {
  it('stores the statistics and gives badges, one level and a message', async () => {
    const as = await admin();
    const ann = await world.make.user();
    osm.users.set(ann.id, { changesets: 600, topics: { building: 7, highway: 0 } });
    expect((await act(as, ann, 'update-stats')).text).toBe('null');
    expect(await levelOf(ann)).toBe(2);
    const stats = await world.database.prisma.userStats.findUniqueOrThrow({ where: { userId: BigInt(ann.id) } });
    expect(stats.stats).toEqual({ building: 7, highway: 0, changeset: 600 });
    const badges = await world.database.prisma.userMappingBadge.findMany({ where: { userId: BigInt(ann.id) } });
    expect(badges.map(({ badgeId }) => badgeId)).toEqual([1, 2]);
    expect(await messagesTo(ann)).toMatchObject([
      { fromUserId: null, messageType: 1, read: false, message: expect.stringContaining('INTERMEDIATE') as unknown },
    ]);
    await act(as, ann, 'update-stats');
    expect(await levelOf(ann)).toBe(3);
    await act(as, ann, 'update-stats');
    expect(await levelOf(ann)).toBe(3);
    expect(await messagesTo(ann)).toHaveLength(2);
    osm.users.set(ann.id, { changesets: 1 });
    await act(as, ann, 'update-stats');
    expect(await world.database.prisma.userMappingBadge.count({ where: { userId: BigInt(ann.id) } })).toBe(2);
  });

  it('requests the hashtag of the instance from ohsome, and the user from OSM', async () => {
    const ann = await world.make.user();
    osm.users.set(ann.id, { changesets: 1 });
    osm.asked.length = 0;
    await act(await admin(), ann, 'update-stats');
    expect(osm.asked.map(({ path }) => path).sort()).toEqual([
      `/api/0.6/user/${ann.id}.json`,
      `/stats/user?hashtag=tm-project-*&userId=${ann.id}&topics=highway%2Cbuilding%2Cwaterway%2Cpoi`,
    ]);
  });

  it.each([
    ['its token to ohsome', { OHSOME_STATS_TOKEN: 'ohsome-token' }, 'Basic ohsome-token'],
    ['no token to ohsome without the setting', {}, undefined],
  ])('sends %s', async (_what, env, authorization) => {
    const context = createContext({
      database: world.database,
      config: testConfig({ ...osm.env, ...env }),
      secret: SECRET,
    });
    const ann = await world.make.user();
    osm.users.set(ann.id, { changesets: 1 });
    osm.asked.length = 0;
    checkLevelLater(context, ann.id);
    await context.background.idle();
    expect(osm.asked.filter(({ path }) => path.startsWith('/stats/'))).toMatchObject([{ authorization }]);
    expect(osm.asked.find(({ path }) => path.startsWith('/api/'))?.authorization).toBeUndefined();
  });

  it.each([{ status: 404 }, { status: 410 }, { status: 500 }, 'html'] as const)(
    'returns 502 and changes nothing when a service answers %j',
    async (answer) => {
      const ann = await world.make.user();
      osm.users.set(ann.id, answer);
      expectRefusalOf(await act(await admin(), ann, 'update-stats'));
      expect(await world.database.prisma.userStats.count({ where: { userId: BigInt(ann.id) } })).toBe(0);
      expect(await levelOf(ann)).toBe(1);
    },
  );

  it('runs in the background, also after a hand-in', async () => {
    const context = createContext({ database: world.database, config: testConfig(osm.env), secret: SECRET });
    const { ann, ben } = await world.make.users('ann', 'ben');
    for (const { id } of [ann, ben]) osm.users.set(id, { changesets: 300 });
    checkLevelLater(context, ann.id);
    checkLevelLater(context, 1_999_999_999);
    const stop = checkLevelsAfterMapping(context);
    const event = { projectId: 1, actorId: ben.id, tasks: [] };
    context.events.publish({ ...event, action: 'unlockAfterMapping' });
    stop();
    await context.background.stop();
    await context.background.idle();
    expect(await levelOf(ann)).toBe(2);
    expect(await levelOf(ben)).toBe(2);
  });

  it('sends no request when the instance has no application at OSM', async () => {
    const { TM_CLIENT_ID: _id, TM_CLIENT_SECRET: _secret, ...env } = osm.env;
    const context = createContext({ database: world.database, config: testConfig(env), secret: SECRET });
    osm.asked.length = 0;
    checkLevelLater(context, (await world.make.user()).id);
    await context.background.idle();
    expect(osm.asked).toEqual([]);
  });
});

const expectRefusalOf = (answer: { status: number; body: unknown }) =>
  expect(answer).toMatchObject({ status: 502, body: { SubCode: 'OSMServiceError' } });

describe('nomination', () => {
  it('is made once by the checks when admins must approve, and the votes give the level', async () => {
    await approvals(2, 2);
    const [first, second] = [await admin(), await admin()];
    const ann = await world.make.user();
    osm.users.set(ann.id, { changesets: 300 });
    for (let i = 0; i < 2; i++) await act(first, ann, 'update-stats');
    expect(await world.database.prisma.userNextLevel.count({ where: { userId: BigInt(ann.id) } })).toBe(1);
    for (let i = 0; i < 2; i++) expect((await act(first, ann, 'approve-level')).text).toBe('null');
    expect(await levelOf(ann)).toBe(1);
    expect(await messagesTo(ann)).toEqual([]);
    await act(second, ann, 'approve-level');
    expect(await levelOf(ann)).toBe(2);
    expect(await messagesTo(ann)).toHaveLength(1);
    expect(await world.database.prisma.userNextLevel.count({ where: { userId: BigInt(ann.id) } })).toBe(0);
    expect(await world.database.prisma.userLevelVote.count({ where: { userId: BigInt(ann.id) } })).toBe(0);
  });

  it('cannot be approved by its user, and is required for a vote', async () => {
    const as = await admin();
    const ann = await world.make.user();
    expectRefusal(await act(as, as, 'approve-level'), 'PermisisonError');
    expect((await act(as, ann, 'approve-level')).status).toBe(200);
    expect(await levelOf(ann)).toBe(1);
  });

  it('is not open to votes when the user has a higher level', async () => {
    const as = await admin();
    const ann = await world.make.user({ level: 'ADVANCED' });
    await world.database.prisma.userNextLevel.create({ data: { userId: BigInt(ann.id), levelId: 2 } });
    await act(as, ann, 'approve-level');
    expect(await levelOf(ann)).toBe(3);
  });
});

describe('next level', () => {
  const next = (as: User, query: string) => world.get(`users/statistics/nextlevel/${query}`, { as });

  it('has a goal and a progress, and is null for the highest level', async () => {
    const ann = await world.make.user();
    await world.database.prisma.userStats.create({
      data: { userId: BigInt(ann.id), stats: { changeset: 60, building: 5 }, dateObtained: new Date() },
    });
    expect((await next(ann, `?userId=${ann.id}`)).body).toEqual({
      nextLevel: 'INTERMEDIATE',
      aggregatedProgress: 60,
      aggregatedGoal: 250,
      metrics: ['changeset'],
    });
    const top = await world.make.user({ level: 'ADVANCED' });
    expect((await next(ann, `?userId=${top.id}`)).text).toBe('null');
  });

  it('returns 400 without a user id', async () => {
    const ann = await world.make.user();
    for (const query of ['?userId=1999999999', '?userId=0', '?userId=-1', '?userId=9223372036854775807', ''])
      expectNotFound(await next(ann, query), 'USER_NOT_FOUND');
    expect((await next(ann, '?userId=abc')).status).toBe(400);
    expectRefusal(await world.get('users/statistics/nextlevel/?userId=1'), 'InvalidToken');
  });
});

describe('user data of other services', () => {
  it('are returned unchanged from ohsome and not stored', async () => {
    const ann = await world.make.user();
    osm.users.set(ann.id, { changesets: 1, topics: { poi: 26 } });
    const path = `users/statistics/ohsome/?userId=${ann.id}&topics=poi&startdate=2026-01-01&hashtag=hotosm-*`;
    expect((await world.get(path, { as: ann })).body).toEqual({ result: { topics: { poi: { value: 26 } } } });
    expect(osm.asked.at(-1)?.path).toContain('startdate=2026-01-01');
    expect(await world.database.prisma.userStats.count({ where: { userId: BigInt(ann.id) } })).toBe(0);
    for (const answer of [{ status: 500 }, 'html'] as const) {
      osm.users.set(ann.id, answer);
      expectRefusal(await world.get(path, { as: ann }), 'OhsomeFailed');
    }
    for (const query of ['', '?userId=abc&topics=poi', '?userId=1', '?userId=1&topics=poi&startdate=yesterday'])
      expect(await world.get(`users/statistics/ohsome/${query}`, { as: ann })).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
    expectRefusal(await world.get(path), 'InvalidToken');
  });

  it('contain the account date and the changesets from OSM', async () => {
    const ann = await world.make.user();
    osm.users.set(ann.id, { changesets: 260 });
    const path = `users/${ann.username}/openstreetmap/`;
    expect((await world.get(path, { as: ann })).body).toEqual({
      accountCreated: '2010-01-01T00:00:00Z',
      changesetCount: 260,
    });
    osm.users.set(ann.id, { status: 410 });
    expectRefusalOf(await world.get(path, { as: ann }));
    expectNotFound(await world.get('users/nobody/openstreetmap/', { as: ann }), 'USER_NOT_FOUND');
    expectRefusal(await world.get(path), 'InvalidToken');
  });
});
