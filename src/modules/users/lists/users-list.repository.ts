import { Prisma } from '../../../generated/prisma/client.js';
import { dateWithoutZone, isoDate, type Sql } from '../../../db/sql.js';
import type { Db } from '../../../db/transaction.js';
import { ROLE_NAME } from '../user-dto.sql.js';

/** Filters of a list of users. Null is no filter. */
export interface UsersFilter {
  /** Part of the name, case-insensitive, without wildcards. */
  username: string | null;
  /** A number of `users.role`. */
  role: number | null;
  levelId: number | null;
}

/**
 * The order of a list. By a statistic: users without the statistic come last. Null: by name, and users who wait for an
 * approval come first.
 */
export type UsersOrder = { statistic: string; direction: 'asc' | 'desc' } | null;

/** Escapes a text so that it matches only itself in a pattern of LIKE. */
const escapeLikePattern = (text: string): string => text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);

const all = (conditions: Sql[]): Sql => (conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`true`);

function conditionsOf({ username, role, levelId }: UsersFilter): Sql {
  const conditions: Sql[] = [];
  if (username) conditions.push(Prisma.sql`lower(u.username) LIKE lower(${`%${escapeLikePattern(username)}%`}::text)`);
  if (role !== null) conditions.push(Prisma.sql`u.role = ${role}::int`);
  if (levelId !== null) conditions.push(Prisma.sql`u.mapping_level = ${levelId}::int`);
  return all(conditions);
}

const NOMINEE = Prisma.sql`u.id IN (SELECT n.user_id FROM user_next_level n)`;

/**
 * The ids of the users on a page with their positions. The few nominated users are read separately. The other users are then
 * read in the order of an index, up to the end of the page.
 */
function byName(filter: UsersFilter, { from, to }: { from: number; to: number | null }): Sql {
  const conditions = conditionsOf(filter);
  const end = to === null ? Prisma.empty : Prisma.sql`LIMIT ${to}::int`;
  const size = to === null ? Prisma.empty : Prisma.sql`LIMIT ${to - from}::int`;
  return Prisma.sql`
    SELECT x.id, row_number() OVER (ORDER BY x.later, x.username) AS place FROM (
      SELECT * FROM (
        SELECT u.id, u.username, 0 AS later FROM users u WHERE ${NOMINEE} AND ${conditions}
        UNION ALL (SELECT u.id, u.username, 1 FROM users u WHERE NOT ${NOMINEE} AND ${conditions}
          ORDER BY u.username ${end})) w
      ORDER BY w.later, w.username OFFSET ${from}::int ${size}) x`;
}

function byStatistic(
  filter: UsersFilter,
  { statistic, direction }: NonNullable<UsersOrder>,
  { from, to }: { from: number; to: number | null },
): Sql {
  const value = Prisma.sql`(CASE WHEN json_typeof(s.stats -> ${statistic}::text) = 'number'
    THEN (s.stats ->> ${statistic}::text)::numeric END)`;
  const order = direction === 'asc' ? Prisma.sql`${value} ASC NULLS LAST` : Prisma.sql`${value} DESC NULLS LAST`;
  const size = to === null ? Prisma.empty : Prisma.sql`LIMIT ${to - from}::int`;
  return Prisma.sql`
    SELECT x.id, row_number() OVER () AS place FROM (
      SELECT u.id FROM users u LEFT JOIN user_stats s ON s.user_id = u.id WHERE ${conditionsOf(filter)}
      ORDER BY ${order}, u.username OFFSET ${from}::int ${size}) x`;
}

/** Number of users that a filter finds. */
export async function countUsers(db: Db, filter: UsersFilter): Promise<number> {
  const [row] = await db.$queryRaw<{ total: number }[]>`/* countUsers */
    SELECT count(*)::int AS total FROM users u WHERE ${conditionsOf(filter)}`;
  return row?.total ?? 0;
}

/** Positions in a list, from 0. `to` is the position after the last one; null means to the end. */
interface UsersRange {
  from: number;
  to: number | null;
}

const STATS_DATE = Prisma.sql`s.date_obtained`;

/**
 * Reads users of a list as the text of a JSON array.
 * @param zone whether dates end in `Z`
 */
export async function readUsers(
  db: Db,
  filter: UsersFilter,
  { order, range, viewerId, zone }: { order: UsersOrder; range: UsersRange; viewerId: number; zone: boolean },
): Promise<string> {
  const found = order === null ? byName(filter, range) : byStatistic(filter, order, range);
  const [row] = await db.$queryRaw<{ users: string }[]>`/* readUsers */
    WITH found AS MATERIALIZED (${found})
    SELECT coalesce(json_agg(json_build_object('id', u.id, 'username', u.username, 'role', ${ROLE_NAME},
      'mappingLevel', l.name, 'pictureUrl', u.picture_url,
      'statsLastUpdated', ${(zone ? isoDate : dateWithoutZone)(STATS_DATE)},
      'stats', s.stats, 'requires_approval', CASE WHEN ${NOMINEE} THEN true END,
      'user_has_voted', CASE WHEN EXISTS (SELECT FROM user_level_vote v
        WHERE v.user_id = u.id AND v.voter_id = ${viewerId}::bigint) THEN true END) ORDER BY f.place), '[]')::text AS users
    FROM found f JOIN users u ON u.id = f.id JOIN mapping_levels l ON l.id = u.mapping_level
    LEFT JOIN user_stats s ON s.user_id = u.id`;
  return row?.users ?? '[]';
}

/** A user found by the beginning of the name. */
export interface FoundName {
  username: string;
  isParticipant: boolean;
}

/**
 * Finds users by the beginning of the name, case-insensitive. With a project, users who have worked on it come first.
 * @returns the number of found users, and those of the page
 */
export async function findNames(
  db: Db,
  beginning: string,
  { projectId, from, size }: { projectId: number | null; from: number; size: number },
): Promise<{ total: number; found: FoundName[] }> {
  const condition = Prisma.sql`lower(u.username) LIKE lower(${`${escapeLikePattern(beginning)}%`}::text)`;
  const worked = Prisma.sql`(${projectId}::int = ANY(u.projects_mapped))`;
  const order = projectId === null ? Prisma.empty : Prisma.sql`${worked} DESC NULLS LAST,`;
  const [row] = await db.$queryRaw<{ total: number; found: FoundName[] | null }[]>`/* findNames */
    SELECT (SELECT count(*)::int FROM users u WHERE ${condition}) AS total, (
      SELECT json_agg(x) FROM (
        SELECT u.username, ${projectId === null ? Prisma.sql`false` : Prisma.sql`coalesce(${worked}, false)`} AS "isParticipant"
        FROM users u WHERE ${condition} ORDER BY ${order} u.username LIMIT ${size}::int OFFSET ${from}::int) x) AS found`;
  return { total: row?.total ?? 0, found: row?.found ?? [] };
}
