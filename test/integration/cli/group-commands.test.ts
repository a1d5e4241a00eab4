import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMANDS_PATH } from '../../../src/cli/commands.routes.js';
import { commandAuthorization } from '../../../src/cli/local-auth.js';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

const folder = mkdtempSync(join(tmpdir(), 'tessera-groups-'));
const world = useApp({ DATA_DIR: folder });

afterAll(() => rmSync(folder, { recursive: true }));

const command = (name: string, input: object) =>
  world.post(`${COMMANDS_PATH}/`, { headers: { authorization: commandAuthorization(folder) }, body: { name, input } });

describe('commands about organisations and teams', () => {
  it('create an organisation and a team and add users', async () => {
    const { boss, other } = await world.make.users('boss', 'other');
    const name = `Commands ${process.pid} ${Date.now()}`;
    const made = await command('createOrganisation', { name, manager: boss.username, type: 'FREE' });
    const { organisationId } = (made.body as { result: { organisationId: number } }).result;
    expectRefusal(await command('createOrganisation', { name, manager: boss.username, type: 'FREE' }), 'NameExists');
    await command('addOrganisationManager', { organisation: name, user: other.username });
    const shown = (await world.get(`organisations/${organisationId}/`)).body as { managers: { username: string }[] };
    expect(shown.managers.map(({ username }) => username)).toEqual([boss.username, other.username]);
    const team = await command('createTeam', {
      name: 'Mappers',
      organisation: name,
      manager: boss.username,
      join: 'ANY',
      private: false,
    });
    const { teamId } = (team.body as { result: { teamId: number } }).result;
    await command('addTeamMember', { teamId, user: other.username, role: 'MEMBER' });
    expect((await world.get(`teams/${teamId}/`, { as: other })).body).toMatchObject({
      members: [
        { username: boss.username, function: 'MANAGER' },
        { username: other.username, function: 'MEMBER' },
      ],
    });
    const teams = (await command('listTeams', {})).body as { result: object[] };
    expect(teams.result).toContainEqual({ id: teamId, name: 'Mappers', organisation: name, members: 2 });
  });

  it('refuse unknown teams and users', async () => {
    const { boss } = await world.make.users('boss');
    const input = { teamId: 2_147_483_647, user: boss.username, role: 'MEMBER' };
    expectNotFound(await command('addTeamMember', input), 'TEAM_NOT_FOUND');
    expect((await command('addTeamMember', { ...input, user: 'nobody at all' })).status).toBe(404);
  });
});
