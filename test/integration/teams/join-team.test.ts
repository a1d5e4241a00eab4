import { beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp, type Answer } from '../../support/app.js';
import type { User } from '../../support/factory.js';

const world = useApp();

const JOIN_METHOD = { ANY: 0, BY_REQUEST: 1, BY_INVITE: 2 };

let manager: User;

beforeAll(async () => {
  manager = await world.make.user({ name: 'head' });
});

/** A team with a manager who receives join requests. */
async function teamFor(joinMethod: keyof typeof JOIN_METHOD): Promise<{ id: number }> {
  const team = await world.make.team({ members: [manager] });
  await world.database.prisma.team.update({ where: { id: team.id }, data: { joinMethod: JOIN_METHOD[joinMethod] } });
  await world.database.prisma.$executeRaw`
    UPDATE team_members SET function = 1, join_request_notifications = true WHERE team_id = ${team.id}::int`;
  return team;
}

const join = (team: { id: number }, as: User) => world.post(`teams/${team.id}/actions/join/`, { as, body: {} });
const answer = (team: { id: number }, user: User, action: string, as = manager) =>
  world.send('PATCH', `teams/${team.id}/actions/join/`, {
    as,
    body: { username: user.username, action, type: 'join-response', role: 'MEMBER' },
  });
const leave = (team: { id: number }, user: User, as = user) =>
  world.post(`teams/${team.id}/actions/leave/`, { as, body: { username: user.username } });
const membership = async (team: { id: number }, user: User) => {
  const rows = await world.database.prisma.$queryRaw<{ active: boolean }[]>`
    SELECT active FROM team_members WHERE team_id = ${team.id}::int AND user_id = ${user.id}::bigint`;
  return rows.map(({ active }) => active);
};
const expectInvalid = (response: Answer, sentence: string) => expectRefusal(response, 'InvalidRequest', sentence);

const ALREADY = 'User is in the team already, or has asked to join it';

describe('POST teams/{id}/actions/join/', () => {
  it('adds an active member once to a team that anybody may join', async () => {
    const [team, ann] = [await teamFor('ANY'), await world.make.user()];
    expect((await join(team, ann)).body).toEqual({ Success: 'Join request successful' });
    expect(await membership(team, ann)).toEqual([true]);
    expectInvalid(await join(team, ann), ALREADY);
    expect(await membership(team, ann)).toEqual([true]);
  });

  it('adds a pending member once to a team with requests, and sends a message to its manager', async () => {
    const [team, ann] = [await teamFor('BY_REQUEST'), await world.make.user()];
    expect((await join(team, ann)).status).toBe(200);
    expectInvalid(await join(team, ann), ALREADY);
    expect(await membership(team, ann)).toEqual([false]);
    const told = await world.database.prisma.message.findMany({
      where: { toUserId: BigInt(manager.id), fromUserId: BigInt(ann.id) },
    });
    expect(told).toMatchObject([{ messageType: 6 }]);
  });

  it('is refused for a team with invitations', async () => {
    const [team, ann] = [await teamFor('BY_INVITE'), await world.make.user()];
    expectInvalid(await join(team, ann), 'Team join method is BY_INVITE');
    expect(await membership(team, ann)).toEqual([]);
  });
});

describe('PATCH teams/{id}/actions/join/', () => {
  it('accepts and rejects requests, and returns 404 without a request', async () => {
    const team = await teamFor('BY_REQUEST');
    const { ann, ben, cat } = await world.make.users('ann', 'ben', 'cat');
    for (const user of [ann, ben]) await join(team, user);
    expect((await answer(team, ann, 'accept')).body).toEqual({ Success: 'True' });
    expect((await answer(team, ben, 'reject')).body).toEqual({ Success: 'True' });
    expect([await membership(team, ann), await membership(team, ben)]).toEqual([[true], []]);
    for (const user of [ann, ben, cat])
      for (const action of ['accept', 'reject'])
        expectNotFound(await answer(team, user, action), 'JOIN_REQUEST_NOT_FOUND');
    expect(await membership(team, ann)).toEqual([true]);
  });

  it('is refused for members who do not manage the team', async () => {
    const team = await teamFor('BY_REQUEST');
    const ann = await world.make.user();
    await join(team, ann);
    expectRefusal(await answer(team, ann, 'accept', ann), 'ApproveJoinError');
    expect(await membership(team, ann)).toEqual([false]);
  });
});

describe('POST teams/{id}/actions/leave/', () => {
  it('removes a member once and refuses to remove others', async () => {
    const team = await teamFor('ANY');
    const { ann, ben } = await world.make.users('ann', 'ben');
    for (const user of [ann, ben]) await join(team, user);
    expectRefusal(
      await leave(team, ben, ann),
      'RemoveUserError',
      `You don't have permissions to remove ${ben.username} from this team.`,
    );
    expect((await leave(team, ann)).status).toBe(200);
    expect([await membership(team, ann), await membership(team, ben)]).toEqual([[], [true]]);
    expectNotFound(await leave(team, ann), 'USER_NOT_IN_TEAM');
  });
});

describe('GET teams/join_requests/', () => {
  it('returns a CSV file with a line for each request, or a sentence without requests', async () => {
    const team = await teamFor('BY_REQUEST');
    const ann = await world.make.user();
    const path = `teams/join_requests/?team_id=${team.id}`;
    expect((await world.get(path, { as: manager })).body).toEqual({
      message: 'No inactive members found for the specified team',
    });
    await join(team, ann);
    const file = await world.get(path, { as: manager });
    expect(file.headers['content-type']).toMatch(/^text\/csv/);
    expect(file.headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename=join_requests_${team.id}_\\d{8}\\.csv$`),
    );
    const lines = file.text.split('\r\n');
    expect(lines[0]).toBe('Username,Date Joined (UTC),Team Name');
    expect(lines[1]).toMatch(new RegExp(`^${ann.username},\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d,Team ${team.id}$`));
    expect(lines.slice(2)).toEqual(['']);
    expectRefusal(await world.get(path, { as: ann }), 'UserNotTeamManager');
  });
});

describe('DELETE teams/{id}/', () => {
  it('is refused while the team has a project, with the sentence that the front-end shows', async () => {
    const team = await world.make.team({ members: [manager] });
    await world.make.project({ teams: [{ team, role: 'MAPPER' }] });
    const admin = await world.make.user({ role: 'ADMIN' });
    const refused = await world.send('DELETE', `teams/${team.id}/`, { as: admin });
    expect(refused).toMatchObject({
      status: 400,
      body: { SubCode: 'This team has projects associated. Before deleting, unlink any associated projects.' },
    });
    expect((await world.get(`teams/${team.id}/`, { as: admin })).status).toBe(200);
  });
});

describe('PATCH teams/{id}/', () => {
  it('writes the visibility only together with the join method', async () => {
    const team = await teamFor('ANY');
    const edit = (body: object) => world.send('PATCH', `teams/${team.id}/`, { as: manager, body });
    const stored = async () =>
      (await world.get(`teams/${team.id}/`, { as: manager })).body as { visibility: string; joinMethod: string };
    expect((await edit({ visibility: 'PRIVATE' })).status).toBe(200);
    expect(await stored()).toMatchObject({ visibility: 'PUBLIC', joinMethod: 'ANY' });
    expect((await edit({ visibility: 'PRIVATE', joinMethod: 'BY_INVITE' })).status).toBe(200);
    expect(await stored()).toMatchObject({ visibility: 'PRIVATE', joinMethod: 'BY_INVITE' });
  });
});
