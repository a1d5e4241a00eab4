import { Prisma } from '../generated/prisma/client.js';
import { MAPPING_TEAM_ROLES, PERMISSION, PROJECT_STATUS, ROLE, TEAM_ROLE, VALIDATION_TEAM_ROLES } from './codes.js';
import { sqlCode } from './codes.sql.js';
import type { Viewer } from './viewer.js';

/**
 * The rules of `project-policy.ts` as conditions on the row `p` of `projects`, for statements about many projects
 * at once. A test compares the two over many projects and users.
 */

type Sql = Prisma.Sql;

const IS_NO_DRAFT = Prisma.sql`p.status <> ${sqlCode(PROJECT_STATUS.DRAFT)}`;

const TRUE = Prisma.sql`true`;
const FALSE = Prisma.sql`false`;

/** Whether user `id` is an active member of a team that has one of the roles in the project. */
const inTeamWith = (id: Sql, roles: readonly number[]): Sql => Prisma.sql`EXISTS (
  SELECT FROM project_teams r JOIN team_members m ON m.team_id = r.team_id
  WHERE r.project_id = p.id AND r.role = ANY(${roles}::int[]) AND m.user_id = ${id} AND m.active)`;

/** Whether user `id` manages the project. The user must not be an admin or blocked. */
const isManager = (id: Sql): Sql => Prisma.sql`(p.author_id = ${id}
  OR p.organisation_id IN (SELECT g.organisation_id FROM organisation_managers g WHERE g.user_id = ${id})
  OR ${inTeamWith(id, [TEAM_ROLE.PROJECT_MANAGER])})`;

/** Whether user `id` may see the project without managing it. */
const isReader = (id: Sql): Sql => Prisma.sql`(${IS_NO_DRAFT} AND (NOT coalesce(p.private, false)
  OR p.id IN (SELECT l.project_id FROM project_allowed_users l WHERE l.user_id = ${id})
  OR ${inTeamWith(id, MAPPING_TEAM_ROLES)}))`;

const idOf = (actor: Viewer): Sql => Prisma.sql`${actor.id}::bigint`;

/** Whether the user manages the project: see `managesProject`. */
export function managedBy(actor: Viewer): Sql {
  if (actor.role === ROLE.ADMIN) return TRUE;
  if (actor.role === ROLE.READ_ONLY) return FALSE;
  return isManager(idOf(actor));
}

/** Whether the user (null: no session) may see the project: see `maySeeProject`. */
export function visibleTo(actor: Viewer | null): Sql {
  if (!actor) return Prisma.sql`(${IS_NO_DRAFT} AND NOT coalesce(p.private, false))`;
  if (actor.role === ROLE.ADMIN) return TRUE;
  return Prisma.sql`(${isReader(idOf(actor))} OR ${managedBy(actor)})`;
}

const USER_ID = Prisma.sql`u.id`;

/**
 * Whether user `u` (a row of `users`) may see project `p`, by the rule of `maySeeProject`. It serves statements about many
 * users and one project, such as those that send messages.
 */
export const VISIBLE_TO_USER = Prisma.sql`(u.role = ${ROLE.ADMIN}::int OR ${isReader(USER_ID)}
  OR (u.role <> ${ROLE.READ_ONLY}::int AND ${isManager(USER_ID)}))`;

const WORK = {
  map: {
    permission: Prisma.sql`p.mapping_permission`,
    level: Prisma.sql`p.mapping_permission_level_id`,
    roles: MAPPING_TEAM_ROLES,
    left: Prisma.sql`p.tasks_mapped + p.tasks_validated < p.total_tasks - p.tasks_bad_imagery`,
  },
  validate: {
    permission: Prisma.sql`p.validation_permission`,
    level: Prisma.sql`p.validation_permission_level_id`,
    roles: VALIDATION_TEAM_ROLES,
    left: Prisma.sql`p.tasks_validated < p.total_tasks - p.tasks_bad_imagery`,
  },
} as const;

/**
 * Whether the project has tasks to map or validate, and the user (null: no session) may do it. The levels are read once: a
 * condition that reads the level of each project doubles the time of a search.
 */
export function workableBy(actor: Viewer | null, action: keyof typeof WORK): Sql {
  const { permission, level, roles, left } = WORK[action];
  if (!actor || actor.role === ROLE.ADMIN) return left;
  if (actor.role === ROLE.READ_ONLY) return FALSE;
  // The rule that excludes most projects comes first.
  return Prisma.sql`(${left} AND (
    (${level} IN (SELECT v.id FROM mapping_levels v WHERE v.ordering <= ${actor.level}::int)
    AND (coalesce(${permission}, ${sqlCode(PERMISSION.ANY)}) <> ${sqlCode(PERMISSION.TEAMS)} OR ${inTeamWith(idOf(actor), roles)}))
    OR ${managedBy(actor)}))`;
}
