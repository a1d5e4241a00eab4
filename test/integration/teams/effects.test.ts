import { beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import type { Project, Team, User } from '../../support/factory.js';
import { outcomeOf, uniqueName } from '../../support/group-cast.js';

const world = useApp();

const NOT_MEMBER = '403 MappingNotAllowed.USER_NOT_TEAM_MEMBER';

describe('team membership', () => {
  let user: User;
  let admin: User;
  let team: Team;
  let project: Project;

  beforeEach(async () => {
    user = await world.make.user();
    admin = await world.make.user({ role: 'ADMIN' });
    team = await world.make.team();
    project = await world.make.project({ mappingPermission: 'TEAMS', teams: [{ team, role: 'MAPPER' }] });
  });

  const send = async (method: string, path: string, as: User, body?: unknown): Promise<string> =>
    outcomeOf(await world.send(method, path, { as, body }));
  const lock = (task: number): Promise<string> =>
    send('POST', `projects/${project.id}/tasks/actions/lock-for-mapping/${task}/`, user);
  const unlock = (task: number): Promise<string> =>
    send('POST', `projects/${project.id}/tasks/actions/unlock-after-mapping/${task}/`, user, { status: 'MAPPED' });
  const add = () => send('POST', `teams/${team.id}/actions/add/`, admin, { username: user.username });
  const remove = () => send('POST', `teams/${team.id}/actions/leave/`, admin, { username: user.username });

  it('allows a member to map from joining until removal', async () => {
    expect(await lock(1)).toBe(NOT_MEMBER);
    expect(await add()).toBe('200');
    expect(await lock(1)).toBe('200');
    expect(await remove()).toBe('200');
    expect(await unlock(1)).toBe('200');
    expect(await lock(2)).toBe(NOT_MEMBER);
  });

  it('counts for a member after the acceptance of the request', async () => {
    await world.database.prisma.team.update({ where: { id: team.id }, data: { joinMethod: 1 } });
    expect(await send('POST', `teams/${team.id}/actions/join/`, user, {})).toBe('200');
    expect(await lock(1)).toBe(NOT_MEMBER);
    const body = { username: user.username, action: 'accept', type: 'join-response' };
    expect(await send('PATCH', `teams/${team.id}/actions/join/`, admin, body)).toBe('200');
    expect(await lock(1)).toBe('200');
  });

  it('ends for users who are missing in a new list of members', async () => {
    await add();
    const other = await world.make.user();
    const members = [{ username: other.username, function: 'MEMBER', active: true }];
    expect(await send('PATCH', `teams/${team.id}/`, admin, { members })).toBe('200');
    expect(await lock(1)).toBe(NOT_MEMBER);
  });

  it('counts while the team has its role in the project', async () => {
    await add();
    const link = `projects/${team.id}/projects/${project.id}/`;
    expect(await send('DELETE', link, admin)).toBe('200');
    expect(await lock(1)).toBe(NOT_MEMBER);
    expect(await send('POST', `projects/${project.id}/teams/${team.id}/`, admin, { role: 'READ_ONLY' })).toBe('201');
    expect(await lock(1)).toBe(NOT_MEMBER);
    expect(await send('PATCH', link, admin, { role: 'mapper' })).toBe('201');
    expect(await lock(1)).toBe('200');
  });

  it('shows a private project to members only', async () => {
    await world.database.prisma.project.update({ where: { id: project.id }, data: { private: true } });
    const see = () => send('GET', `projects/${project.id}/campaigns/`, user);
    expect(await see()).toBe('403 PrivateProject');
    await add();
    expect(await see()).toBe('200');
    await remove();
    expect(await see()).toBe('403 PrivateProject');
  });
});

describe('list of managers of an organisation', () => {
  it('grants and revokes the rights of managers at once', async () => {
    const [user, other] = await Promise.all([world.make.user(), world.make.user()]);
    const admin = await world.make.user({ role: 'ADMIN' });
    const organisation = await world.make.organisation({ managers: [other] });
    const setManagers = (...managers: User[]) =>
      world.send('PATCH', `organisations/${organisation}/`, {
        as: admin,
        body: { managers: managers.map(({ username }) => username) },
      });
    const makeCampaign = async () =>
      outcomeOf(await world.post('campaigns/', { as: user, body: { name: uniqueName('Right') } }));
    expect(await makeCampaign()).toBe('403 UserNotPermitted');
    await setManagers(other, user);
    expect(await makeCampaign()).toBe('201');
    await setManagers(other);
    expect(await makeCampaign()).toBe('403 UserNotPermitted');
  });
});
