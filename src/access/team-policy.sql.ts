import { Prisma } from '../generated/prisma/client.js';
import { ROLE, TEAM_FUNCTION, TEAM_VISIBILITY } from './codes.js';
import type { Viewer } from './viewer.js';

/**
 * The rules of `team-policy.ts` as conditions on the row `t` of `teams`, for statements about many teams at once. A test
 * compares the two over all kinds of viewers and teams.
 */

type Asker = Pick<Viewer, 'id' | 'role'>;

const TRUE = Prisma.sql`true`;
const FALSE = Prisma.sql`false`;

/** Whether the viewer manages the organisation that owns the team. */
const organisationManagedBy = (viewer: Asker): Prisma.Sql => Prisma.sql`t.organisation_id IN (
  SELECT g.organisation_id FROM organisation_managers g WHERE g.user_id = ${viewer.id}::bigint)`;

/** Whether the viewer manages the team: see `managesTeam`. */
export function teamManagedBy(viewer: Asker): Prisma.Sql {
  if (viewer.role === ROLE.ADMIN) return TRUE;
  if (viewer.role === ROLE.READ_ONLY) return FALSE;
  return Prisma.sql`(${organisationManagedBy(viewer)} OR t.id IN (SELECT m.team_id FROM team_members m
    WHERE m.user_id = ${viewer.id}::bigint AND m.active AND m.function = ${TEAM_FUNCTION.MANAGER}::int))`;
}

/** Whether a list of teams includes the team for the viewer: see `findsTeam`. */
export function teamFoundBy(viewer: Asker): Prisma.Sql {
  if (viewer.role === ROLE.ADMIN) return TRUE;
  return Prisma.sql`(t.visibility = ${TEAM_VISIBILITY.PUBLIC}::int
    OR t.id IN (SELECT m.team_id FROM team_members m WHERE m.user_id = ${viewer.id}::bigint)
    OR ${teamManagedBy(viewer)})`;
}

/**
 * The teams that `GET teams/?manager=` lists: those in which the viewer is an active manager, and all of the organisations
 * that list the viewer as manager. Being an admin, or blocked, makes no difference.
 */
export const teamManagedByRow = (userId: number): Prisma.Sql => Prisma.sql`(t.organisation_id IN (
    SELECT g.organisation_id FROM organisation_managers g WHERE g.user_id = ${userId}::bigint)
  OR t.id IN (SELECT m.team_id FROM team_members m
    WHERE m.user_id = ${userId}::bigint AND m.active AND m.function = ${TEAM_FUNCTION.MANAGER}::int))`;
