import { beforeAll, describe, expect, it } from 'vitest';
import { teamFoundBy, teamManagedBy } from '../../../src/access/team-policy.sql.js';
import { findsTeam, managesTeam } from '../../../src/access/team-policy.js';
import { readTeamFor, readViewer } from '../../../src/access/access.repository.js';
import { expectRefusal, useApp } from '../../support/app.js';
import { codeOf } from '../../support/response-check.js';
import type { User } from '../../support/factory.js';

const world = useApp();

type Caller =
  | 'nobody'
  | 'plain'
  | 'wrong manager'
  | 'pending'
  | 'member'
  | 'manager'
  | 'organisation manager'
  | 'blocked manager'
  | 'admin';
const CALLERS: Caller[] = [
  'nobody',
  'plain',
  'wrong manager',
  'pending',
  'member',
  'manager',
  'organisation manager',
  'blocked manager',
  'admin',
];

interface Cast {
  users: Partial<Record<Caller, User>>;
  organisation: number;
  team: number;
  project: number;
}

async function makeManager(teamId: number, user: User): Promise<void> {
  await world.database.prisma.teamMember.update({
    where: { teamId_userId: { teamId, userId: BigInt(user.id) } },
    data: { function: 1 },
  });
}

/** A team of an organisation with one user of each kind, in a project that the organisation owns. */
async function castOf(): Promise<Cast> {
  const { make } = world;
  const [plain, wrong, pending, member, manager, orgManager] = (await Promise.all(
    ['plain', 'wrong', 'pending', 'member', 'manager', 'orgmgr'].map((name) => make.user({ name })),
  )) as [User, User, User, User, User, User];
  const blocked = await make.user({ name: 'blocked', role: 'BLOCKED' });
  const admin = await make.user({ name: 'admin', role: 'ADMIN' });
  const organisation = await make.organisation({ managers: [orgManager, blocked] });
  await make.organisation({ managers: [wrong] });
  const team = await make.team({ organisation, members: [member, manager, blocked], inactive: [pending] });
  for (const user of [manager, blocked]) await makeManager(team.id, user);
  const other = await make.team({ members: [wrong] });
  await makeManager(other.id, wrong);
  const project = await make.project({ organisation });
  const users = {
    plain,
    'wrong manager': wrong,
    pending,
    member,
    manager,
    'organisation manager': orgManager,
    'blocked manager': blocked,
    admin,
  };
  return { users, organisation, team: team.id, project: project.id };
}

type Table = Record<Caller, string>;
const team = (refusal: string, allowed: string): Table => ({
  nobody: '401 InvalidToken',
  plain: `403 ${refusal}`,
  'wrong manager': `403 ${refusal}`,
  pending: `403 ${refusal}`,
  member: `403 ${refusal}`,
  manager: allowed,
  'organisation manager': allowed,
  'blocked manager': '403 ReadOnly',
  admin: allowed,
});
const organisation = (refusal: string, allowed: string): Table => ({
  ...team(refusal, allowed),
  manager: `403 ${refusal}`,
});

const OPERATIONS: { title: string; table: Table; call: (cast: Cast) => [string, string, unknown?] }[] = [
  {
    title: 'PATCH teams/{id}/',
    table: team('UserNotTeamManager', '200'),
    call: ({ team }) => ['PATCH', `teams/${team}/`, { name: 'x' }],
  },
  {
    title: 'DELETE teams/{id}/',
    table: team('UserNotTeamManager', '200'),
    call: ({ team }) => ['DELETE', `teams/${team}/`],
  },
  {
    title: 'GET teams/join_requests/',
    table: team('UserNotTeamManager', '200'),
    call: ({ team }) => ['GET', `teams/join_requests/?team_id=${team}`],
  },
  {
    title: 'PATCH teams/{id}/actions/join/',
    table: team('ApproveJoinError', '200'),
    call: ({ team, users }) => [
      'PATCH',
      `teams/${team}/actions/join/`,
      { username: users.pending?.username, action: 'accept' },
    ],
  },
  {
    title: 'POST teams/{id}/actions/add/',
    table: team('UserNotTeamManager', '200'),
    call: ({ team, users }) => ['POST', `teams/${team}/actions/add/`, { username: users.plain?.username }],
  },
  {
    title: 'POST teams/{id}/actions/leave/ for another',
    table: { ...team('RemoveUserError', '200'), 'blocked manager': '403 RemoveUserError', member: '200' },
    call: ({ team, users }) => ['POST', `teams/${team}/actions/leave/`, { username: users.member?.username }],
  },
  {
    title: 'POST teams/{id}/actions/message-members/',
    table: team('UserNotPermitted', '200'),
    call: ({ team }) => ['POST', `teams/${team}/actions/message-members/`, { subject: 's', message: 'm' }],
  },
  {
    title: 'DELETE teams/projects/{p}/teams/{t}/',
    table: team('UserPermissionError', '404 PROJECT_TEAM_NOT_FOUND'),
    call: ({ team, project }) => ['DELETE', `teams/projects/${project}/teams/${team}/`],
  },
  {
    title: 'DELETE teams/projects/teams/{t}/unlink',
    table: team('UserPermissionError', '404 PROJECT_TEAM_NOT_FOUND'),
    call: ({ team }) => ['DELETE', `teams/projects/teams/${team}/unlink`],
  },
  {
    title: 'DELETE teams/projects/unlink',
    table: team('UserPermissionError', '404 PROJECT_TEAM_NOT_FOUND'),
    call: ({ team, project }) => [
      'DELETE',
      'teams/projects/unlink',
      { items: [{ project_id: project, team_id: team }] },
    ],
  },
  {
    title: 'POST teams/',
    table: organisation('CreateTeamNotPermitted', '201'),
    call: ({ organisation }) => [
      'POST',
      'teams/',
      { organisation_id: organisation, name: 't', joinMethod: 'ANY', visibility: 'PUBLIC' },
    ],
  },
  {
    title: 'POST projects/{p}/teams/{t}/',
    table: organisation('UserPermissionError', '201'),
    call: ({ project, team }) => ['POST', `projects/${project}/teams/${team}/`, { role: 'MAPPER' }],
  },
  {
    title: 'PATCH projects/{t}/projects/{p}/',
    table: organisation('UserPermissionError', '404 PROJECT_TEAM_NOT_FOUND'),
    call: ({ project, team }) => ['PATCH', `projects/${team}/projects/${project}/`, { role: 'MAPPER' }],
  },
  {
    title: 'DELETE projects/{t}/projects/{p}/',
    table: organisation('UserPermissionError', '404 PROJECT_TEAM_NOT_FOUND'),
    call: ({ project, team }) => ['DELETE', `projects/${team}/projects/${project}/`],
  },
  {
    title: 'PATCH organisations/{id}/',
    table: organisation('UserNotOrgAdmin', '200'),
    call: ({ organisation }) => ['PATCH', `organisations/${organisation}/`, { description: 'x' }],
  },
  {
    title: 'DELETE organisations/{id}/',
    table: organisation('UserNotOrgAdmin', '403 OrgHasProjects'),
    call: ({ organisation }) => ['DELETE', `organisations/${organisation}/`],
  },
  {
    title: 'POST organisations/{id}/campaigns/{c}/',
    table: organisation('UserNotPermitted', '404 CAMPAIGN_NOT_FOUND'),
    call: ({ organisation }) => ['POST', `organisations/${organisation}/campaigns/2147483647/`],
  },
  {
    title: 'POST projects/{p}/campaigns/{c}/',
    table: organisation('UserPermissionError', '404 CAMPAIGN_NOT_FOUND'),
    call: ({ project }) => ['POST', `projects/${project}/campaigns/2147483647/`],
  },
  {
    title: 'POST projects/partnerships/',
    table: organisation('UserPermissionError', '404 PARTNER_NOT_FOUND'),
    call: ({ project }) => ['POST', 'projects/partnerships/', { projectId: project, partnerId: 2147483647 }],
  },
];

describe.each(OPERATIONS)('$title', ({ table, call }) => {
  it.each(CALLERS)('returns the expected status to %s', async (caller) => {
    const cast = await castOf();
    const [method, path, body] = call(cast);
    const answer = await world.send(method, path, { as: cast.users[caller], body });
    const code = codeOf(answer.text);
    expect(code ? `${answer.status} ${code}` : String(answer.status)).toBe(table[caller]);
  });
});

describe('the refusal of removing teams from projects', () => {
  it('names the team, not the project', async () => {
    const { users, team, project } = await castOf();
    const as = users.plain;
    for (const path of [`${project}/teams/${team}/`, `teams/${team}/unlink/`])
      expectRefusal(await world.send('DELETE', `teams/projects/${path}`, { as }), 'NoTeamManager');
  });

  it('names the one team of several that the caller does not manage, and removes none', async () => {
    const { users, team, organisation } = await castOf();
    const other = await world.make.team();
    const teams = [team, other.id].map((id) => ({ team: { id }, role: 'MAPPER' as const }));
    const project = await world.make.project({ organisation, teams });
    const items = [team, other.id].map((team_id) => ({ project_id: project.id, team_id }));
    expectRefusal(
      await world.send('DELETE', 'teams/projects/unlink/', { as: users.manager, body: { items } }),
      'NoTeamManager',
      `User is not a manager of team ${other.id}`,
    );
    expect(await world.database.prisma.projectTeam.count({ where: { projectId: project.id } })).toBe(2);
  });
});

describe('the refusal of adding a team to a project', () => {
  it('names the project if the caller does not manage it, else the team', async () => {
    const { users, team, project } = await castOf();
    const other = await world.make.team();
    const add = (teamId: number, as: { id: number } | undefined) =>
      world.send('POST', `projects/${project}/teams/${teamId}/`, { as, body: { role: 'MAPPER' } });
    expectRefusal(await add(team, users.plain), 'UserPermissionError');
    expectRefusal(await add(other.id, users['organisation manager']), 'NoTeamManager');
  });
});

describe('conditions in SQL', () => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await castOf();
  });

  it.each(CALLERS.filter((caller) => caller !== 'nobody'))('agree with the policy for %s', async (caller) => {
    const { db, prisma } = world.database;
    const id = cast.users[caller]?.id ?? 0;
    const viewer = await readViewer(db, id);
    if (!viewer) throw new Error('the user is missing');
    for (const visibility of [0, 1]) {
      await prisma.team.update({ where: { id: cast.team }, data: { visibility } });
      const stands = await readTeamFor(db, cast.team, id);
      if (!stands) throw new Error('the team is missing');
      const [row] = await prisma.$queryRaw<{ found: boolean; managed: boolean }[]>`
        SELECT ${teamFoundBy(viewer)} AS found, ${teamManagedBy(viewer)} AS managed FROM teams t WHERE t.id = ${cast.team}::int`;
      expect(row).toEqual({ found: findsTeam(viewer, stands), managed: managesTeam(viewer, stands) });
    }
  });
});
