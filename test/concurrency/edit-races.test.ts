import { describe, expect, it } from 'vitest';
import { tokenOf } from '../support/app.js';
import { manyUsers, tally, upTo, useServers, type Outcome } from '../support/callers.js';
import type { Project, User } from '../support/factory.js';
import { readState } from '../support/state.js';
import { codeOf } from '../support/response-check.js';
import { onServerOnly } from '../support/server-only.js';
import { formOf } from '../integration/projects/edit-form.js';

const CALLERS = 50;

onServerOnly('edits of one project at once', () => {
  const callers = useServers({ RATE_LIMIT: '0' });

  async function edit(project: Project, as: User, turn: number, body: unknown): Promise<Outcome> {
    const server = callers.servers[turn % callers.servers.length];
    const response = await fetch(`${server?.url}/api/v2/projects/${project.id}/`, {
      method: 'PATCH',
      headers: { authorization: tokenOf(as), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, code: codeOf(text), body: JSON.parse(text) as unknown };
  }

  describe('edits of a project by 50 managers while 50 mappers work', () => {
    it('stores the fields of one edit together, all locales of all edits and the right counters', async () => {
      const { make, database } = callers;
      const managers = await manyUsers(make, CALLERS);
      const mappers = await manyUsers(make, CALLERS);
      const project = await make.project({
        organisation: await make.organisation({ managers }),
        tasks: upTo(CALLERS).map(() => 'READY' as const),
      });
      const teams = await Promise.all(upTo(5).map(() => make.team()));
      const [texts] = formOf().projectInfoLocales as Record<string, string>[];
      const formBy = (turn: number) =>
        formOf({
          imagery: `imagery ${turn}`,
          changesetComment: `#turn-${turn}`,
          customEditor: { name: `editor ${turn}`, url: `https://e.example.org/${turn}` },
          teams: [{ teamId: teams[turn % teams.length]?.id, role: 'MAPPER' }],
          allowedUsernames: [managers[turn]?.username],
          projectInfoLocales: [texts, { ...texts, locale: `l${turn}`, name: `name ${turn}` }],
        });
      const work = async (mapper: User, task: number): Promise<Outcome[]> => [
        await callers.act(mapper, project, `lock-for-mapping/${task}`),
        await callers.act(mapper, project, `unlock-after-mapping/${task}`, { status: 'MAPPED', comment: '' }),
      ];
      const [edits, works] = await Promise.all([
        Promise.all(managers.map((manager, turn) => edit(project, manager, turn, formBy(turn)))),
        Promise.all(mappers.map((mapper, index) => work(mapper, index + 1))),
      ]);
      expect(tally(edits)).toEqual({ '200': CALLERS });
      expect(tally(works.flat())).toEqual({ '200': 2 * CALLERS });
      expect((await readState(database, project)).project).toEqual({
        total: CALLERS,
        mapped: CALLERS,
        validated: 0,
        badImagery: 0,
      });
      const [row] = await database.prisma.$queryRaw<Record<string, unknown>[]>`
        SELECT p.imagery, p.changeset_comment AS comment,
          (SELECT json_agg(e.name) FROM project_custom_editors e WHERE e.project_id = p.id) AS editors,
          (SELECT json_agg(t.team_id) FROM project_teams t WHERE t.project_id = p.id) AS teams,
          (SELECT json_agg(u.username) FROM project_allowed_users a JOIN users u ON u.id = a.user_id
            WHERE a.project_id = p.id) AS allowed,
          (SELECT count(*)::int FROM project_info i WHERE i.project_id = p.id) AS locales
        FROM projects p WHERE p.id = ${project.id}::int`;
      const turn = Number(/\d+/.exec(String(row?.imagery))?.[0]);
      expect(row).toEqual({
        imagery: `imagery ${turn}`,
        comment: `#turn-${turn}`,
        editors: [`editor ${turn}`],
        teams: [teams[turn % teams.length]?.id],
        allowed: [managers[turn]?.username],
        locales: CALLERS + 1,
      });
    });
  });
});
