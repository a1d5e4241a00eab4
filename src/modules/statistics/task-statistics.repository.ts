import { Prisma } from '../../generated/prisma/client.js';
import type { Db } from '../../db/transaction.js';
import { DONE } from './history.sql.js';

type Sql = Prisma.Sql;

/** The period (`YYYY-MM-DD`, both days included) and the projects whose work is counted. */
export interface TaskStatisticsQuery {
  userId: number;
  startDate: string;
  endDate: string;
  projectIds: number[] | null;
  organisationId: number | null;
  organisationName: string | null;
  campaign: string | null;
  /** Part of the name of a country, case-insensitive. */
  country: string | null;
}

/** The conditions on project `p`. */
function projectConditions(query: TaskStatisticsQuery): Sql[] {
  const { projectIds, organisationId, organisationName, campaign, country } = query;
  const conditions: Sql[] = [];
  if (projectIds) conditions.push(Prisma.sql`p.id = ANY(${projectIds}::int[])`);
  if (organisationId !== null) conditions.push(Prisma.sql`p.organisation_id = ${organisationId}::int`);
  if (organisationName !== null)
    conditions.push(
      Prisma.sql`p.organisation_id = (SELECT o.id FROM organisations o WHERE o.name = ${organisationName})`,
    );
  if (campaign !== null)
    conditions.push(Prisma.sql`p.id IN (SELECT c.project_id FROM campaign_projects c
      WHERE c.campaign_id = (SELECT n.id FROM campaigns n WHERE n.name = ${campaign}))`);
  if (country !== null)
    conditions.push(
      Prisma.sql`EXISTS (SELECT FROM unnest(p.country) c WHERE position(lower(${country}) IN lower(c)) > 0)`,
    );
  return conditions;
}

/** The numbers of rows `h` with each of the states in `DONE`. @param count turns a number of rows into the value of a column */
const statesOf = (count: (rows: Sql) => Sql): Sql => Prisma.sql`
  ${count(Prisma.sql`count(*) FILTER (WHERE h.action_text = 'MAPPED')`)} AS mapped,
  ${count(Prisma.sql`count(*) FILTER (WHERE h.action_text = 'VALIDATED')`)} AS validated,
  ${count(Prisma.sql`count(*) FILTER (WHERE h.action_text = 'BADIMAGERY')`)} AS bad`;

/**
 * The numbers of all projects, day by day. All rows are counted, then the copies are subtracted. Copies have the same date as
 * another row. They are few, and finding them in the index on dates takes less time than comparing all rows. Each day is a
 * range of this index, so that the plan does not depend on the length of the period.
 */
function countedOfAll({ startDate, endDate }: TaskStatisticsQuery): Sql {
  const days = Prisma.sql`generate_series(${startDate}::date::timestamp, ${endDate}::date::timestamp, interval '1 day') s(day)`;
  const changes = Prisma.sql`task_history h
    WHERE h.action = 'STATE_CHANGE' AND h.action_date >= s.day AND h.action_date < s.day + interval '1 day'`;
  return Prisma.sql`
    SELECT s.day::date AS day, rows.* FROM ${days} CROSS JOIN LATERAL (
      SELECT ${statesOf((rows) => rows)} FROM ${changes}) rows
    UNION ALL
    SELECT s.day::date AS day, copies.* FROM ${days} CROSS JOIN LATERAL (
      SELECT h.action_date AS at FROM ${changes} GROUP BY h.action_date HAVING count(*) > 1) shared
    CROSS JOIN LATERAL (
      SELECT ${statesOf((rows) => Prisma.sql`-greatest(${rows} - 1, 0)`)} FROM ${changes} AND h.action_date = shared.at
      GROUP BY h.project_id) copies`;
}

/** The numbers of the projects that meet the conditions. Each project is a range of the index on projects and dates. */
const countedOfSome = (conditions: Sql[], { startDate, endDate }: TaskStatisticsQuery): Sql => Prisma.sql`
  SELECT h.action_date::date AS day, ${statesOf((rows) => rows)}
  FROM (SELECT p.id FROM projects p WHERE ${Prisma.join(conditions, ' AND ')}) s CROSS JOIN LATERAL (
    SELECT DISTINCT h.project_id, h.action_date, h.action_text FROM task_history h
    WHERE h.action = 'STATE_CHANGE' AND h.action_text IN ${DONE} AND h.project_id = s.id
      AND h.action_date >= ${startDate}::date AND h.action_date < ${endDate}::date + interval '1 day') h
  GROUP BY 1`;

/**
 * Counts tasks that were mapped, validated and marked as bad imagery, for each day with such changes, in one statement.
 * The children of a split task have copies of its history. Therefore rows of a project with the same state and the same date
 * (to the microsecond) count once. The users are not compared, because two users never make the same change to two tasks of a
 * project in the same microsecond.
 * @returns JSON text, ordered by day; null for an unknown user
 */
export async function readTaskStatistics(db: Db, query: TaskStatisticsQuery): Promise<string | null> {
  const conditions = projectConditions(query);
  const counted = conditions.length === 0 ? countedOfAll(query) : countedOfSome(conditions, query);
  const [row] = await db.$queryRaw<{ days: string | null }[]>`/* readTaskStatistics */
    SELECT CASE WHEN EXISTS (SELECT FROM users WHERE id = ${query.userId}::bigint) THEN (
      SELECT coalesce(json_agg(json_build_object('date', to_char(d.day, 'YYYY-MM-DD'),
        'mapped', d.mapped, 'validated', d.validated, 'badImagery', d.bad) ORDER BY d.day), '[]')::text
      FROM (
        SELECT c.day, sum(c.mapped) AS mapped, sum(c.validated) AS validated, sum(c.bad) AS bad FROM (${counted}) c
        GROUP BY c.day HAVING sum(c.mapped + c.validated + c.bad) > 0) d) END AS days`;
  return row?.days ?? null;
}
