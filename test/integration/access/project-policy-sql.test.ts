import { beforeAll, describe, expect, it } from 'vitest';
import { readViewer } from '../../../src/access/access.repository.js';
import { projectJson } from '../../../src/access/access.sql.js';
import { managedBy, VISIBLE_TO_USER, visibleTo, workableBy } from '../../../src/access/project-policy.sql.js';
import { managesProject, maySeeProject, type ProjectForViewer } from '../../../src/access/project-policy.js';
import { Prisma } from '../../../src/generated/prisma/client.js';
import { useApp } from '../../support/app.js';
import { LEVELS, PERMISSIONS, PROJECT_STATUSES, TEAM_ROLES, type User } from '../../support/factory.js';
import * as oracle from '../../support/permission-oracle.js';
import { FACTORS, PLAIN, type Case } from '../../support/permission-oracle.js';

/**
 * The conditions in SQL over every combination of what they depend on, against the policy and against the contract's text.
 * Every role has one user and one project for each combination.
 */

const world = useApp();

const PROGRESS = ['nothing', 'all mapped', 'all validated'] as const;
type Progress = (typeof PROGRESS)[number];
/** A combination, and how far the project is. */
type Sample = Case & { progress: Progress };
interface Row {
  id: number;
  visible: boolean;
  managed: boolean | null;
  told: boolean | null;
  mappable: boolean;
  validatable: boolean;
  stands: string;
}

/** Each sample once for each value of a factor. */
const times = <N extends keyof Sample>(samples: Sample[], name: N, values: readonly Sample[N][]): Sample[] =>
  samples.flatMap((sample) => values.map((value) => ({ ...sample, [name]: value })));

function samplesOf(role: Case['role']): Sample[] {
  let related: Sample[] = [{ ...PLAIN, progress: 'nothing', level: 'INTERMEDIATE', role }];
  related = times(related, 'relation', FACTORS.relation);
  related = times(times(related, 'team', FACTORS.team), 'active', FACTORS.active);
  const shown = times(times(related, 'status', FACTORS.status), 'private', FACTORS.private);
  const mapping = times(times(related, 'mappingPermission', FACTORS.mappingPermission), 'mappingLevel', FACTORS.level);
  const validating = times(
    times(related, 'validationPermission', FACTORS.validationPermission),
    'validationLevel',
    FACTORS.level,
  );
  return [...times(shown, 'allowed', FACTORS.allowed), ...times([...mapping, ...validating], 'progress', PROGRESS)];
}

interface Cast {
  viewer: User;
  stranger: User;
  managed: number;
  foreign: number;
  activeTeam: number;
  inactiveTeam: number;
}

async function castOf(role: Case['role']): Promise<Cast> {
  const { make } = world;
  const viewer = await make.user({ role, level: 'INTERMEDIATE' });
  return {
    viewer,
    stranger: await make.user(),
    managed: await make.organisation({ managers: [viewer] }),
    foreign: await make.organisation(),
    activeTeam: (await make.team({ members: [viewer] })).id,
    inactiveTeam: (await make.team({ inactive: [viewer] })).id,
  };
}

/** A project's row, and its team; without an organisation where the viewer does not manage it and is on the allowed list. */
const rowOf = (id: number, c: Sample, cast: Cast): object => ({
  id,
  status: PROJECT_STATUSES[c.status],
  private: c.private,
  author: c.relation === 'author' ? cast.viewer.id : cast.stranger.id,
  organisation: c.relation === 'organisation manager' ? cast.managed : c.allowed ? null : cast.foreign,
  mapping: PERMISSIONS[c.mappingPermission],
  mapping_level: LEVELS[c.mappingLevel],
  validation: PERMISSIONS[c.validationPermission],
  validation_level: LEVELS[c.validationLevel],
  mapped: c.progress === 'all mapped' ? 4 : 0,
  validated: c.progress === 'all validated' ? 4 : 0,
  allowed: c.allowed,
  team: c.team === 'none' ? null : c.active ? cast.activeTeam : cast.inactiveTeam,
  team_role: c.team === 'none' ? null : TEAM_ROLES[c.team],
});

/** Makes a project for each sample. @returns the samples by the ids of their projects */
async function makeProjects(samples: Sample[], cast: Cast): Promise<Map<number, Sample>> {
  const { prisma } = world.database;
  const ids = await prisma.$queryRaw<{ id: number }[]>`
    SELECT nextval('projects_id_seq')::int AS id FROM generate_series(1, ${samples.length}::int)`;
  const made = new Map(samples.map((sample, index) => [ids[index]?.id ?? 0, sample]));
  const rows = JSON.stringify([...made].map(([id, sample]) => rowOf(id, sample, cast)));
  await prisma.$executeRaw`
    INSERT INTO projects (id, status, created, priority, difficulty, task_creation_mode, default_locale, author_id, private,
      organisation_id, mapping_permission, validation_permission, mapping_permission_level_id,
      validation_permission_level_id, total_tasks, tasks_mapped, tasks_validated, tasks_bad_imagery, geometry, centroid)
    SELECT r.id, r.status, timestamp '2026-01-01', 2, 2, 0, 'en', r.author, r.private, r.organisation, r.mapping, r.validation,
      r.mapping_level, r.validation_level, 4, r.mapped, r.validated, 0,
      ST_Multi(ST_MakeEnvelope(0, 0, 1, 1, 4326)), ST_SetSRID(ST_MakePoint(0.5, 0.5), 4326)
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id int, status int, author bigint, private bool, organisation int, mapping int,
      validation int, mapping_level int, validation_level int, mapped int, validated int)`;
  await prisma.$executeRaw`
    INSERT INTO project_teams (project_id, team_id, role) SELECT r.id, r.team, r.team_role
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id int, team int, team_role int) WHERE r.team IS NOT NULL`;
  await prisma.$executeRaw`
    INSERT INTO project_allowed_users (project_id, user_id) SELECT r.id, ${cast.viewer.id}::bigint
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id int, allowed bool) WHERE r.allowed`;
  return made;
}

/** Whether there is something to do. */
const isLeft = ({ progress }: Sample, what: 'map' | 'validate'): boolean =>
  progress === 'nothing' || (what === 'validate' && progress === 'all mapped');

/** What the contract's text says to a user of the sample, or to nobody in particular. */
const expectedOf = (c: Sample, isNobody: boolean): Omit<Row, 'id' | 'stands'> => ({
  visible: isNobody ? c.status !== 'DRAFT' && !c.private : oracle.maySeeProject(c) === 'ok',
  managed: isNobody ? null : oracle.managesProject(c),
  told: isNobody ? null : oracle.maySeeProject(c) === 'ok',
  mappable: isLeft(c, 'map') && (isNobody || oracle.may({ ...c, ...SHOWN }, 'map') === 'ok'),
  validatable: isLeft(c, 'validate') && (isNobody || oracle.may({ ...c, ...SHOWN }, 'validate') === 'ok'),
});

/** What there is to do is asked of projects that the viewer sees: it does not depend on these. */
const SHOWN = { status: 'PUBLISHED', private: false } as const;

describe.each(FACTORS.role)('every combination of a %s', (role) => {
  let cast: Cast;
  let made: Map<number, Sample>;
  beforeAll(async () => {
    cast = await castOf(role);
    made = await makeProjects(samplesOf(role), cast);
  });

  it.each(['the user', 'nobody'])('gives the same result in SQL, policy and contract for %s', async (who) => {
    const { db } = world.database;
    const viewer = who === 'nobody' ? null : await readViewer(db, cast.viewer.id);
    const idInStatement = Prisma.sql`o.id` as unknown as number;
    const rows = await db.$queryRaw<Row[]>`
      SELECT p.id, ${visibleTo(viewer)} IS TRUE AS visible, ${viewer ? Prisma.sql`${managedBy(viewer)} IS TRUE` : Prisma.sql`NULL::bool`} AS managed,
        (SELECT ${VISIBLE_TO_USER} IS TRUE FROM users u WHERE u.id = ${viewer?.id ?? null}::bigint) AS told,
        (${workableBy(viewer, 'map')}) IS TRUE AS mappable, (${workableBy(viewer, 'validate')}) IS TRUE AS validatable,
        (SELECT ${projectJson(idInStatement, viewer?.id ?? null)}::text FROM (SELECT p.id) o) AS stands
      FROM projects p WHERE p.id = ANY(${[...made.keys()]}::int[])`;
    expect(rows).toHaveLength(1440);
    const wrong: unknown[] = [];
    for (const { id, stands, ...conditions } of rows) {
      const sample = made.get(id);
      if (!sample) throw new Error('a project came back that is no sample');
      const project = JSON.parse(stands) as ProjectForViewer;
      const policy = { visible: maySeeProject(viewer, project), managed: viewer && managesProject(viewer, project) };
      const expected = expectedOf(sample, !viewer);
      if (
        JSON.stringify([conditions, policy.visible, policy.managed]) !==
        JSON.stringify([expected, expected.visible, expected.managed])
      )
        wrong.push({ sample, conditions, policy, expected });
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
