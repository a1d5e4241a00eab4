import { expect, it } from 'vitest';
import { squareAt } from '../support/areas.js';
import { tokenOf } from '../support/app.js';
import { manyUsers, upTo, useServers } from '../support/callers.js';
import { onServerOnly } from '../support/server-only.js';

onServerOnly('organisations and teams with many callers at once', () => {
  const callers = useServers();
  const ROUNDS = 12;
  let turn = 0;

  async function send(as: { id: number }, method: string, path: string, body?: unknown): Promise<number> {
    const { url } = callers.servers[turn++ % callers.servers.length] as { url: string };
    const response = await fetch(`${url}/api/v2/${path}`, {
      method,
      headers: { authorization: tokenOf(as), 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    await response.text();
    return response.status;
  }

  it('applies a change of team membership at once in each process', async () => {
    const admin = await callers.make.user({ role: 'ADMIN' });
    const user = await callers.make.user();
    const team = await callers.make.team();
    const { id } = await callers.make.project({ mappingPermission: 'TEAMS', teams: [{ team, role: 'MAPPER' }] });
    const atBoth = async (action: string, body?: object) => [
      await send(user, 'POST', `projects/${id}/tasks/actions/${action}/1/`, body),
      await send(user, 'POST', `projects/${id}/tasks/actions/${action}/1/`, body),
    ];
    for (const _ of upTo(ROUNDS)) {
      expect(await atBoth('lock-for-mapping')).toEqual([403, 403]);
      // One more request turns the order of the servers.
      await send(user, 'GET', 'users/');
      expect(await send(admin, 'POST', `teams/${team.id}/actions/add/`, { username: user.username })).toBe(200);
      expect(await send(user, 'POST', `projects/${id}/tasks/actions/lock-for-mapping/1/`)).toBe(200);
      expect(await send(user, 'POST', `projects/${id}/tasks/actions/stop-mapping/1/`, {})).toBe(200);
      expect(await send(admin, 'POST', `teams/${team.id}/actions/leave/`, { username: user.username })).toBe(200);
    }
  });

  it('applies a change of organisation managers at once in each process', async () => {
    const admin = await callers.make.user({ role: 'ADMIN' });
    const [user, other] = await Promise.all([callers.make.user(), callers.make.user()]);
    const organisation = await callers.make.organisation({ managers: [other] });
    const path = `organisations/${organisation}/`;
    for (const round of upTo(ROUNDS)) {
      const isManager = round % 2 === 1;
      const managers = [other, ...(isManager ? [user] : [])].map(({ username }) => username);
      expect(await send(admin, 'PATCH', path, { managers })).toBe(200);
      for (const _ of callers.servers)
        expect(await send(user, 'PATCH', path, { description: `round ${round}` })).toBe(isManager ? 200 : 403);
    }
  });

  it('creates one organisation, campaign, partner, licence, category and interest per name', async () => {
    const admin = await callers.make.user({ role: 'ADMIN' });
    for (const round of upTo(ROUNDS)) {
      const name = `Race ${process.pid} ${Date.now()} ${round}`;
      const makes: [string, object, number][] = [
        ['organisations/', { name, managers: [], type: 'FREE' }, 201],
        ['campaigns/', { name }, 201],
        ['partners/', { name, primary_hashtag: '#x' }, 200],
        ['licenses/', { name }, 201],
        ['tasks/issues/categories/', { name }, 200],
        ['interests/', { name }, 200],
      ];
      for (const [path, body, made] of makes) {
        const answers = await Promise.all(upTo(8).map(() => send(admin, 'POST', path, body)));
        expect(answers.sort(), path).toEqual([...upTo(8).map((n) => (n === 1 ? made : 400))].sort());
      }
    }
  });

  it('stores exactly one of the manager lists that admins write at the same time', async () => {
    const admin = await callers.make.user({ role: 'ADMIN' });
    const users = await manyUsers(callers.make, 8);
    const organisation = await callers.make.organisation({ managers: users });
    for (const _ of upTo(ROUNDS)) {
      const lists = users.map((user, index) => [user, users[(index + 1) % users.length] as typeof user]);
      const answers = await Promise.all(
        lists.map((list) =>
          send(admin, 'PATCH', `organisations/${organisation}/`, { managers: list.map(({ username }) => username) }),
        ),
      );
      expect(new Set(answers)).toEqual(new Set([200]));
      const rows = await callers.database.prisma.organisationManager.findMany({
        where: { organisationId: organisation },
      });
      const ids = rows.map(({ userId }) => Number(userId)).sort();
      const possible = lists.map((list) => JSON.stringify(list.map(({ id }) => id).sort()));
      expect(possible).toContain(JSON.stringify(ids));
    }
  });

  it('leaves no member in a team that is deleted while users join it', async () => {
    const admin = await callers.make.user({ role: 'ADMIN' });
    const users = await manyUsers(callers.make, 10);
    const organisation = await callers.make.organisation();
    for (const _ of upTo(ROUNDS)) {
      const team = await callers.make.team({ organisation });
      const answers = await Promise.all([
        ...users.map((user) => send(user, 'POST', `teams/${team.id}/actions/join/`)),
        send(admin, 'DELETE', `teams/${team.id}/`),
      ]);
      expect(answers.filter((status) => status !== 200 && status !== 404)).toEqual([]);
      expect(await callers.database.prisma.teamMember.count({ where: { teamId: team.id } })).toBe(0);
    }
  });

  it('leaves no team and no project in an organisation that is deleted while both are created', async () => {
    const admin = await callers.make.user({ role: 'ADMIN' });
    const areaOfInterest = {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: {}, geometry: squareAt(10, 10) }],
    };
    const project = { projectName: 'Race', areaOfInterest, arbitraryTasks: true, tasks: null };
    for (const round of upTo(ROUNDS)) {
      const organisation = await callers.make.organisation();
      const team = {
        organisation_id: organisation,
        name: `Race ${organisation} ${round}`,
        joinMethod: 'ANY',
        visibility: 'PUBLIC',
      };
      const answers = await Promise.all([
        send(admin, 'POST', 'teams/', team),
        send(admin, 'DELETE', `organisations/${organisation}/`),
        send(admin, 'POST', 'projects/', { ...project, organisation }),
      ]);
      expect(answers.filter((status) => ![200, 201, 403, 404].includes(status))).toEqual([]);
      const { prisma } = callers.database;
      const isThere = (await prisma.organisation.count({ where: { id: organisation } })) === 1;
      const teams = await prisma.team.count({ where: { organisationId: organisation } });
      const projects = await prisma.project.count({ where: { organisationId: organisation } });
      expect({ isThere, parts: teams + projects }).toEqual({
        isThere: answers[1] !== 200,
        parts: answers.filter((status) => status === 201).length,
      });
      if (!isThere) expect(teams + projects).toBe(0);
    }
  });

  it('removes each member once when managers leave and remove each other', async () => {
    const users = await manyUsers(callers.make, 4);
    const organisation = await callers.make.organisation();
    for (const _ of upTo(ROUNDS)) {
      const team = await callers.make.team({ organisation, members: users });
      await callers.database.prisma.teamMember.updateMany({ where: { teamId: team.id }, data: { function: 1 } });
      const answers = await Promise.all(
        users.flatMap((user) =>
          users.map((other) => send(user, 'POST', `teams/${team.id}/actions/leave/`, { username: other.username })),
        ),
      );
      expect(answers.filter((status) => ![200, 403, 404].includes(status))).toEqual([]);
      expect(answers.filter((status) => status === 200)).toHaveLength(users.length);
      expect(await callers.database.prisma.teamMember.count({ where: { teamId: team.id } })).toBe(0);
    }
  });

  it('keeps the last managing team of a project', async () => {
    const admin = await callers.make.user({ role: 'ADMIN' });
    const organisation = await callers.make.organisation();
    for (const _ of upTo(ROUNDS)) {
      const teams = await Promise.all(upTo(3).map(() => callers.make.team({ organisation })));
      const project = await callers.make.project({ teams: teams.map((team) => ({ team, role: 'PROJECT_MANAGER' })) });
      const answers = await Promise.all(
        teams.map(({ id }) => send(admin, 'DELETE', `teams/projects/${project.id}/teams/${id}/`)),
      );
      expect(answers.sort()).toEqual([200, 200, 403]);
      expect(await callers.database.prisma.projectTeam.count({ where: { projectId: project.id } })).toBe(1);
    }
  });
});
