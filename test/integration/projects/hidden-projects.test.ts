import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import type { Project, ProjectSpec, User } from '../../support/factory.js';
import { adorn, unique } from './adorn.js';

const world = useApp();

/** Everybody who can stand to a project in a way of their own. */
async function people() {
  const users = await world.make.users(
    'author',
    'boss',
    'pm',
    'mapper',
    'validator',
    'reader',
    'sleeper',
    'allowed',
    'stranger',
  );
  const admin = await world.make.user({ role: 'ADMIN' });
  const blocked = await world.make.user({ role: 'BLOCKED' });
  const organisation = await world.make.organisation({ managers: [users.boss] });
  const team = (...members: User[]) => world.make.team({ members });
  const spec: ProjectSpec = {
    author: users.author,
    organisation,
    allowed: [users.allowed],
    teams: [
      { team: await team(users.pm), role: 'PROJECT_MANAGER' },
      { team: await team(users.mapper), role: 'MAPPER' },
      { team: await team(users.validator), role: 'VALIDATOR' },
      { team: await team(users.reader), role: 'READ_ONLY' },
      { team: await world.make.team({ inactive: [users.sleeper] }), role: 'PROJECT_MANAGER' },
    ],
  };
  return { spec, callers: { ...users, admin, blocked, nobody: undefined } };
}

const KINDS: ProjectSpec[] = [
  {},
  { private: true },
  { status: 'DRAFT' },
  { status: 'DRAFT', private: true },
  { status: 'ARCHIVED' },
  { status: 'ARCHIVED', private: true },
];
const ALL = 'projectStatuses=DRAFT,PUBLISHED,ARCHIVED&orderBy=id';

describe('list of projects', () => {
  it('contains for each caller exactly the projects that they may read one by one', async () => {
    const { spec, callers } = await people();
    const campaign = unique('hidden');
    const projects: Project[] = [];
    for (const kind of KINDS) projects.push(await world.make.project({ ...spec, ...kind, tasks: [] }));
    for (const project of projects)
      await adorn(world.database, project, {
        campaigns: [campaign],
        featured: true,
        texts: { en: { name: unique('secret') } },
      });
    for (const [who, as] of Object.entries(callers)) {
      const readable: number[] = [];
      for (const { id } of projects)
        if ((await world.get(`projects/${id}/queries/summary/`, { as })).status === 200) readable.push(id);
      const { body } = await world.get(`projects/?campaign=${campaign}&${ALL}`, { as });
      const found = body as {
        results: { projectId: number }[];
        mapResults: { features: { properties: { projectId: number } }[] };
      };
      expect(
        found.results.map(({ projectId }) => projectId),
        who,
      ).toEqual(readable);
      expect(
        found.mapResults.features.map(({ properties }) => properties.projectId),
        who,
      ).toEqual(readable);
      const table = await world.get(`projects/?campaign=${campaign}&${ALL}&downloadAsCSV=1`, { as });
      expect(
        table.text
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => Number(line.split(',')[0])),
        who,
      ).toEqual(readable);
      const featured = (await world.get('projects/queries/featured/', { as })).body as typeof found;
      const shown = featured.results
        .map(({ projectId }) => projectId)
        .filter((id) => projects.some((each) => each.id === id));
      const open = projects.filter((_, index) => index === 0 || index === 4).map(({ id }) => id);
      expect(shown.sort(), who).toEqual(open);
    }
  });

  it('reveals no hidden project by any filter, order or count', async () => {
    const word = unique('secret');
    const hidden = { author: (await world.make.users('author')).author, tasks: ['READY' as const] };
    const { stranger } = await world.make.users('stranger');
    for (const kind of [{ private: true }, { status: 'DRAFT' as const }]) {
      const project = await world.make.project({ ...hidden, ...kind });
      await adorn(world.database, project, {
        texts: { en: { name: word, description: word } },
        country: [word],
        imagery: word,
        campaigns: [word],
        favouriteOf: [stranger],
      });
      await world.database.prisma.$executeRaw`
        UPDATE users SET projects_mapped = array_append(projects_mapped, ${project.id}::int) WHERE id = ${stranger.id}::bigint`;
    }
    const filters = ['textSearch', 'country', 'imagery', 'campaign'].map((name) => `${name}=${word}`);
    for (const as of [stranger, undefined])
      for (const filter of [...filters, `campaign=${word}&action=map`, `campaign=${word}&action=validate`])
        for (const format of ['', '&omitMapResults=true', '&downloadAsCSV=true']) {
          const { text } = await world.get(`projects/?${ALL}&${filter}${format}`, { as });
          expect(text).not.toContain(`"name" : "${word}"`);
          if (format.includes('CSV')) expect(text.trim().split('\n')).toHaveLength(1);
          else expect(JSON.parse(text)).toEqual({ mapResults: {}, results: [] });
        }
    for (const mine of ['favoritedByMe', 'mappedByMe', 'managedByMe', 'createdByMe'])
      expect((await world.get(`projects/?${ALL}&${mine}=true`, { as: stranger })).body).toEqual({
        mapResults: {},
        results: [],
      });
  });
});
