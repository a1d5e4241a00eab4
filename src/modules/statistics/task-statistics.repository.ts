import { Prisma } from '../../generated/prisma/client.js';
import type { Db } from '../../db/transaction.js';
import { DONE } from './history.sql.js';

type Sql = Prisma.Sql;

/** Which work is counted: of which days (`YYYY-MM-DD`, both included) and which projects. */
export interface TaskStatisticsQuestion {
  userId: number;
  startDate: string;
  endDate: string;
  projectIds: number[] | null;
  organisationId: number | null;
  organisationName: string | null;
  campaign: string | null;
  /** A part of a country's name, in any case. */
  country: string | null;
}

/** The conditions on project `p` that a question makes. */
function projectConditions(question: TaskStatisticsQuestion): Sql[] {
  const { projectIds, organisationId, organisationName, campaign, country } = question;
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

/**
 * What to read of the history, in slices: the chosen projects, or every day where all projects count. Each slice is
 * a range of one of our two indexes on state changes, whatever the planner believes about the whole: a plan that is kept
 * for any period or project is as good as one that is made for this.
 */
function slices(question: TaskStatisticsQuestion): { from: Sql; each: Sql } {
  const { startDate, endDate } = question;
  const conditions = projectConditions(question);
  if (conditions.length === 0)
    return {
      from: Prisma.sql`generate_series(${startDate}::date::timestamp, ${endDate}::date::timestamp, interval '1 day') s(day)`,
      each: Prisma.sql`h.action_date >= s.day AND h.action_date < s.day + interval '1 day'`,
    };
  return {
    from: Prisma.sql`(SELECT p.id FROM projects p WHERE ${Prisma.join(conditions, ' AND ')}) s`,
    each: Prisma.sql`h.project_id = s.id
      AND h.action_date >= ${startDate}::date AND h.action_date < ${endDate}::date + interval '1 day'`,
  };
}

/**
 * Counts what was mapped, validated and marked as bad imagery on each day on which anything was, in one
 * statement. The children of a split task carry its history: rows of a project with the same state and the same date
 * (to the microsecond) are one deed. The user is not looked at: nobody else does the same to another task of the project in the
 * same microsecond.
 * @returns JSON text, ordered by day; null where there is no such user
 */
export async function readTaskStatistics(db: Db, question: TaskStatisticsQuestion): Promise<string | null> {
  const { from, each } = slices(question);
  const [row] = await db.$queryRaw<{ days: string | null }[]>`/* readTaskStatistics */
    SELECT CASE WHEN EXISTS (SELECT FROM users WHERE id = ${question.userId}::bigint) THEN (
      SELECT coalesce(json_agg(json_build_object('date', to_char(d.day, 'YYYY-MM-DD'),
        'mapped', d.mapped, 'validated', d.validated, 'badImagery', d.bad) ORDER BY d.day), '[]')::text
      FROM (
        SELECT e.action_date::date AS day, count(*) FILTER (WHERE e.action_text = 'MAPPED') AS mapped,
          count(*) FILTER (WHERE e.action_text = 'VALIDATED') AS validated,
          count(*) FILTER (WHERE e.action_text = 'BADIMAGERY') AS bad
        FROM ${from} CROSS JOIN LATERAL (
          SELECT DISTINCT h.project_id, h.action_date, h.action_text FROM task_history h
          WHERE h.action = 'STATE_CHANGE' AND h.action_text IN ${DONE} AND ${each}) e
        GROUP BY 1) d) END AS days`;
  return row?.days ?? null;
}
