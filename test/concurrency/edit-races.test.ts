import { describe, expect, it } from 'vitest';
import { tokenOf } from '../support/app.js';
import { kinds, manyUsers, tally, upTo, useServers, type Outcome } from '../support/callers.js';
import type { Project, User } from '../support/factory.js';
import { readState } from '../support/state.js';
import { codeOf } from '../support/response-check.js';
import { onServerOnly } from '../support/server-only.js';
import { unique } from '../integration/projects/adorn.js';
import { formOf } from '../integration/projects/edit-form.js';

const CALLERS = 50;

/** A small square whose place tells the turn of an edit. */
const areaOf = (turn: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [turn, 1],
      [turn + 0.5, 1],
      [turn + 0.5, 2],
      [turn, 1],
    ],
  ],
});

onServerOnly('edits of one project at once', () => {
  const callers = useServers({ RATE_LIMIT: '0' });
  let sent = 0;

  async function send(method: string, path: string, as: User, body?: unknown): Promise<Outcome> {
    const server = callers.servers[sent++ % callers.servers.length];
    const response = await fetch(`${server?.url}/api/v2/${path}`, {
      method,
      headers: { authorization: tokenOf(as), 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, code: codeOf(text), body: JSON.parse(text) as unknown };
  }

  const edit = (project: Project, as: User, body: unknown): Promise<Outcome> =>
    send('PATCH', `projects/${project.id}/`, as, body);

  /** Makes `count` campaigns and interests. */
  async function campaignsAndInterests(count: number): Promise<{ campaigns: number[]; interests: number[] }> {
    const ids = async (kind: 'campaigns' | 'interests'): Promise<number[]> => {
      const names = upTo(count).map(() => unique(kind));
      const rows =
        kind === 'campaigns'
          ? await callers.database.prisma.campaign.createManyAndReturn({ data: names.map((name) => ({ name })) })
          : await callers.database.prisma.interest.createManyAndReturn({ data: names.map((name) => ({ name })) });
      return rows.map(({ id }) => id);
    };
    return { campaigns: await ids('campaigns'), interests: await ids('interests') };
  }

  /** What a manager's edit of a turn writes, as the project is read afterwards. */
  function fieldsOf(
    turn: number,
    links: { teams: number[]; campaigns: number[]; interests: number[]; names: string[] },
  ) {
    const of = <T>(values: T[], at = turn): T => values[at % values.length] as T;
    const two = (ids: number[]) =>
      [of(ids), of(ids, turn + 1)].sort((a, b) => a - b).map((id): { id: number } => ({ id }));
    return {
      imagery: `imagery ${turn}`,
      changesetComment: `#turn-${turn}`,
      josmPreset: `preset ${turn}`,
      idPresets: [`id ${turn}`],
      countryTag: [`country ${turn}`],
      mappingTypes: [turn % 2 === 0 ? 'ROADS' : 'WATERWAYS'],
      dueDate: `2027-01-01T00:00:${String(turn % 60).padStart(2, '0')}.000000Z`,
      customEditor: { name: `editor ${turn}`, description: null, url: `https://e.example.org/${turn}` },
      teams: [{ teamId: of(links.teams), role: 'MAPPER' }],
      allowedUsernames: [of(links.names)],
      campaigns: two(links.campaigns),
      interests: two(links.interests),
      priorityAreas: [areaOf(turn), areaOf(turn + 100)],
    };
  }

  const turnOf = (project: unknown): number => Number(/\d+/.exec((project as { imagery: string }).imagery)?.[0]);

  /** Asserts that every field of a project is of the same edit. */
  function expectOneEdit(project: unknown, links: Parameters<typeof fieldsOf>[1]): void {
    const { teams, campaigns, interests, ...fields } = fieldsOf(turnOf(project), links);
    const withIds = (all: object[]): unknown => all.map((one) => expect.objectContaining(one) as unknown);
    expect(project).toMatchObject({
      ...fields,
      teams: withIds(teams),
      campaigns: withIds(campaigns),
      interests: withIds(interests),
    });
  }

  describe('edits of a project by 50 managers while 50 mappers work', () => {
    it('stores the fields of one edit together, all locales of all edits and the right counters', async () => {
      const { make, database } = callers;
      const managers = await manyUsers(make, CALLERS);
      const mappers = await manyUsers(make, CALLERS);
      const [reader] = managers as [User];
      const project = await make.project({
        organisation: await make.organisation({ managers }),
        tasks: upTo(CALLERS).map(() => 'READY' as const),
      });
      const links = {
        teams: await Promise.all(upTo(5).map(async () => (await make.team()).id)),
        names: managers.map(({ username }) => username),
        ...(await campaignsAndInterests(5)),
      };
      const [texts] = formOf().projectInfoLocales as Record<string, string>[];
      const formBy = (turn: number) =>
        formOf({
          ...fieldsOf(turn, links),
          projectInfoLocales: [texts, { ...texts, locale: `l${turn}`, name: `name ${turn}` }],
        });
      // The readers begin after an edit, so that there is one to read.
      expect((await edit(project, reader, formBy(0))).status).toBe(200);
      const work = async (mapper: User, task: number): Promise<Outcome[]> => [
        await callers.act(mapper, project, `lock-for-mapping/${task}`),
        await callers.act(mapper, project, `unlock-after-mapping/${task}`, { status: 'MAPPED', comment: '' }),
      ];
      const [edits, works, reads] = await Promise.all([
        Promise.all(managers.map((manager, turn) => edit(project, manager, formBy(turn)))),
        Promise.all(mappers.map((mapper, index) => work(mapper, index + 1))),
        Promise.all(managers.map((manager) => send('GET', `projects/${project.id}/?abbreviated=true`, manager))),
      ]);
      expect(tally(edits)).toEqual({ '200': CALLERS });
      expect(tally(works.flat())).toEqual({ '200': 2 * CALLERS });
      expect(tally(reads)).toEqual({ '200': CALLERS });
      for (const { body } of reads) expectOneEdit(body, links);

      const state = await readState(database, project, Object.fromEntries(mappers.map((m, n) => [`mapper ${n}`, m])));
      expect(state.project).toEqual({ total: CALLERS, mapped: CALLERS, validated: 0, badImagery: 0 });
      expect(Object.values(state.users).map(({ mapped, workedHere }) => ({ mapped, workedHere }))).toEqual(
        mappers.map(() => ({ mapped: 1, workedHere: true })),
      );
      const { body: last } = await send('GET', `projects/${project.id}/?abbreviated=true`, reader);
      expectOneEdit(last, links);
      const { projectInfoLocales } = last as { projectInfoLocales: { locale: string; name: string }[] };
      expect(projectInfoLocales.map(({ locale, name }) => `${locale}: ${name}`).sort()).toEqual(
        [`en: ${texts?.name}`, ...managers.map((_, turn) => `l${turn}: name ${turn}`)].sort(),
      );
    });
  });

  describe('edits of a project while what they refer to is deleted', () => {
    it('are stored completely or refused, and leave no link to a deleted row', async () => {
      const { make, database } = callers;
      const admin = await make.user({ role: 'ADMIN' });
      const managers = await manyUsers(make, 20);
      const project = await make.project({ organisation: await make.organisation({ managers }) });
      const { campaigns, interests } = await campaignsAndInterests(3);
      const teams = await Promise.all(upTo(3).map(async () => (await make.team()).id));
      const licence = await make.licence();
      const form = (turn: number) =>
        formOf({
          imagery: `imagery ${turn}`,
          teams: [{ teamId: teams[turn % 3], role: 'MAPPER' }],
          campaigns: [{ id: campaigns[turn % 3] }],
          interests: [{ id: interests[turn % 3] }],
          licenseId: turn % 2 === 0 ? licence : null,
        });
      const deletions = [
        ...campaigns.map((id) => `campaigns/${id}/`),
        ...interests.map((id) => `interests/${id}/`),
        ...teams.map((id) => `teams/${id}/`),
        `licenses/${licence}/`,
      ];
      const [edits, deleted] = await Promise.all([
        Promise.all(managers.map((manager, turn) => edit(project, manager, form(turn)))),
        Promise.all(deletions.map((path) => send('DELETE', path, admin))),
      ]);
      const refusals = ['CAMPAIGN_NOT_FOUND', 'INTEREST_NOT_FOUND', 'TEAM_NOT_FOUND'].map((code) => `404 ${code}`);
      for (const kind of kinds(edits)) expect(['200', '403 RequireLicenseId', ...refusals]).toContain(kind);
      // What a project uses may be kept from being deleted.
      for (const { status } of deleted) expect(status).toBeLessThan(500);
      const [dangling] = await database.prisma.$queryRaw<Record<string, number>[]>`
        SELECT (SELECT count(*)::int FROM project_interests l WHERE l.project_id = p.id
            AND l.interest_id NOT IN (SELECT id FROM interests)) AS interests,
          (SELECT count(*)::int FROM campaign_projects l WHERE l.project_id = p.id
            AND l.campaign_id NOT IN (SELECT id FROM campaigns)) AS campaigns,
          (SELECT count(*)::int FROM project_teams l WHERE l.project_id = p.id
            AND l.team_id NOT IN (SELECT id FROM teams)) AS teams,
          (p.license_id IS NOT NULL AND p.license_id NOT IN (SELECT id FROM licenses))::int AS licences
        FROM projects p WHERE p.id = ${project.id}::int`;
      expect(dangling).toEqual({ interests: 0, campaigns: 0, teams: 0, licences: 0 });
    });
  });
});
