import { TEAM_FUNCTION } from '../../../access/codes.js';
import { teamFoundBy, teamListedForManager } from '../../../access/team-policy.sql.js';
import type { Viewer } from '../../../access/viewer.js';
import type { Db } from '../../../db/transaction.js';
import { Prisma } from '../../../generated/prisma/client.js';

/** Filters of a list of teams. */
export interface TeamFilters {
  /** Part of the name, case-insensitive. */
  name?: string | undefined;
  memberId?: number | undefined;
  requesterId?: number | undefined;
  /** Only teams that the viewer manages as a member or through the organisation. */
  managed: boolean;
  /** A code of `TEAM_ROLE`. */
  role?: number | undefined;
  organisationId?: number | undefined;
}

/** The members that a list shows. */
export type MemberList = 'none' | 'ten of each' | 'all';

/** Largest number of members of each function in a list with `ten of each`. */
const MAX_OF_EACH = 10;

function conditions(viewer: Viewer, filters: TeamFilters): Prisma.Sql {
  const { name, memberId, requesterId, managed, role, organisationId } = filters;
  const memberIn = (userId: number, active: Prisma.Sql): Prisma.Sql => Prisma.sql`t.id IN (
    SELECT m.team_id FROM team_members m WHERE m.user_id = ${userId}::bigint AND ${active})`;
  const all = [teamFoundBy(viewer)];
  if (name !== undefined) all.push(Prisma.sql`strpos(lower(t.name), lower(${name}::text)) > 0`);
  if (memberId !== undefined) all.push(memberIn(memberId, Prisma.sql`m.active`));
  if (requesterId !== undefined) all.push(memberIn(requesterId, Prisma.sql`NOT coalesce(m.active, false)`));
  if (managed) all.push(teamListedForManager(viewer.id));
  if (role !== undefined)
    all.push(Prisma.sql`t.id IN (SELECT r.team_id FROM project_teams r WHERE r.role = ${role}::int)`);
  if (organisationId !== undefined) all.push(Prisma.sql`t.organisation_id = ${organisationId}::int`);
  return Prisma.join(all, ' AND ');
}

/** The members of the teams in `listed`, as a table `named` of (team_id, members, member_count, manager_count). */
function namedMembers(members: MemberList): Prisma.Sql {
  if (members === 'none')
    return Prisma.sql`SELECT NULL::int AS team_id, NULL::text AS members, NULL::int AS member_count, NULL::int AS manager_count WHERE false`;
  const rank =
    members === 'all'
      ? Prisma.sql`1`
      : Prisma.sql`row_number() OVER (PARTITION BY m.team_id, m.function ORDER BY m.user_id)`;
  return Prisma.sql`
    SELECT team_id, string_agg(member, ',' ORDER BY function, user_id) FILTER (WHERE rank <= ${MAX_OF_EACH}::int) AS members,
      count(*) FILTER (WHERE function = ${TEAM_FUNCTION.MEMBER}::int) AS member_count,
      count(*) FILTER (WHERE function = ${TEAM_FUNCTION.MANAGER}::int) AS manager_count
    FROM (
      SELECT m.team_id, m.function, m.user_id, ${rank} AS rank,
        '{"username":' || to_json(coalesce(u.username, ''))::text
          || CASE m.function WHEN ${TEAM_FUNCTION.MANAGER}::int THEN ',"function":"MANAGER"' ELSE ',"function":"MEMBER"' END
          || ',"active":true,"joinRequestNotifications":' || m.join_request_notifications
          || ',"pictureUrl":' || coalesce(to_json(u.picture_url)::text, 'null') || ',"joinedDate":null}' AS member
      FROM listed l JOIN team_members m ON m.team_id = l.id JOIN users u ON u.id = m.user_id WHERE m.active
    ) each_member GROUP BY team_id`;
}

/** A team `l` of organisation `o` with its members `n` as JSON text; null if there is no team. */
const teamJson = (withCounts: boolean): Prisma.Sql => Prisma.sql`
  '{"teamId":' || l.id || ',"organisationId":' || l.organisation_id || ',"organisation":' || to_json(o.name)::text
    || ',"name":' || to_json(l.name)::text || ',"logo":' || coalesce(to_json(o.logo)::text, 'null')
    || ',"description":' || coalesce(to_json(l.description)::text, 'null')
    || CASE l.join_method WHEN 0 THEN ',"joinMethod":"ANY"' WHEN 1 THEN ',"joinMethod":"BY_REQUEST"'
      ELSE ',"joinMethod":"BY_INVITE"' END
    || CASE l.visibility WHEN 0 THEN ',"visibility":"PUBLIC"' ELSE ',"visibility":"PRIVATE"' END
    || ',"members":[' || coalesce(n.members, '') || ']'
    || CASE WHEN ${withCounts}::bool THEN ',"membersCount":' || coalesce(n.member_count, 0) || ',"managersCount":' || coalesce(n.manager_count, 0)
      ELSE ',"membersCount":null,"managersCount":null' END || '}'`;

/** A list of teams. */
export interface TeamList {
  /** JSON texts separated by commas, ordered by id; null without teams. */
  teams: string | null;
  /** Number of teams on all pages; null without pages. */
  total: number | null;
}

/**
 * Reads a list of teams in one statement, for any number of teams. PostgreSQL plans the statement for the bounds of each page.
 * Without the bounds it would estimate a tenth of all teams, and read all members.
 * @param page null: all teams
 */
export async function readTeamList(
  db: Db,
  viewer: Viewer,
  filters: TeamFilters,
  members: MemberList,
  page: { offset: number; limit: number } | null,
): Promise<TeamList> {
  const limits = page ? Prisma.sql`LIMIT ${page.limit}::int OFFSET ${page.offset}::bigint` : Prisma.empty;
  const total = page
    ? Prisma.sql`(SELECT count(*)::int FROM teams t WHERE ${conditions(viewer, filters)})`
    : Prisma.sql`NULL::int`;
  const [row] = await db.$queryRaw<TeamList[]>`/* readTeamList */
    WITH listed AS MATERIALIZED (
      SELECT t.id, t.organisation_id, t.name, t.description, t.join_method, t.visibility
      FROM teams t WHERE ${conditions(viewer, filters)} ORDER BY t.id ${limits}
    ), named AS (${namedMembers(members)})
    SELECT string_agg(${teamJson(members !== 'none')}, ',' ORDER BY l.id) AS teams, ${total} AS total
    FROM listed l JOIN organisations o ON o.id = l.organisation_id LEFT JOIN named n ON n.team_id = l.id`;
  return row ?? { teams: null, total: null };
}
