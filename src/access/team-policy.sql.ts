import { Prisma } from '../generated/prisma/client.js';
import { ROLE, TEAM_FUNCTION, TEAM_VISIBILITY } from './codes.js';
import type { Viewer } from './viewer.js';

/**
 * The rules of `team-policy.ts` as conditions on the row `t` of `teams`, for statements about many teams at once. A test
 * compares the two over all kinds of viewers and teams.
 */

type TeamViewer = Pick<Viewer, 'id' | 'role'>;

const TRUE = Prisma.sql`true`;
const FALSE = Prisma.sql`false`;

/**
 * Whether the user is an active manager of the team, or is listed as a manager of its organisation. The role of the user is
 * ignored: `GET teams/?manager=` lists these teams for admins and blocked users too.
 */
export const teamListedForManager = (userId: number): Prisma.Sql => Prisma.sql`(t.organisation_id IN (
    SELECT g.organisation_id FROM organisation_managers g WHERE g.user_id = ${userId}::bigint)
  OR t.id IN (SELECT m.team_id FROM team_members m
    WHERE m.user_id = ${userId}::bigint AND m.active AND m.function = ${TEAM_FUNCTION.MANAGER}::int))`;

/** Whether the viewer manages the team: see `managesTeam`. */
export function teamManagedBy(viewer: TeamViewer): Prisma.Sql {
  if (viewer.role === ROLE.ADMIN) return TRUE;
  return viewer.role === ROLE.READ_ONLY ? FALSE : teamListedForManager(viewer.id);
}

/** Whether a list of teams includes the team for the viewer: see `findsTeam`. */
export function teamFoundBy(viewer: TeamViewer): Prisma.Sql {
  if (viewer.role === ROLE.ADMIN) return TRUE;
  return Prisma.sql`(t.visibility = ${TEAM_VISIBILITY.PUBLIC}::int
    OR t.id IN (SELECT m.team_id FROM team_members m WHERE m.user_id = ${viewer.id}::bigint)
    OR ${teamManagedBy(viewer)})`;
}
