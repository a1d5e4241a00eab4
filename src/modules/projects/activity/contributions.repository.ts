import { Prisma } from '../../../generated/prisma/client.js';
import type { Db } from '../../../db/transaction.js';
import { IS_LOCKED, LAST_STATE, statusCode } from '../../tasks/tasks.sql.js';

/** Ids of tasks by user, as JSON. */
const tasksBy = (user: Prisma.Sql, condition: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  SELECT ${user} AS user_id, count(*)::int AS count, json_agg(w.id ORDER BY w.id) AS ids
  FROM work w WHERE ${user} IS NOT NULL AND ${condition} GROUP BY 1)`;

/**
 * Contributors of a project with their current numbers of tasks, as JSON text. The user with the most tasks comes
 * first. A locked task counts in its state before the lock.
 */
export async function readContributions(db: Db, projectId: number): Promise<string> {
  const [row] = await db.$queryRaw<{ users: string }[]>`/* readContributions */
    WITH work AS MATERIALIZED (
      SELECT t.id, t.mapped_by, t.validated_by, CASE WHEN ${IS_LOCKED} THEN ${LAST_STATE} = 'BADIMAGERY'
        ELSE coalesce(t.task_status, 0) = ${statusCode('BADIMAGERY')} END AS bad
      FROM tasks t WHERE t.project_id = ${projectId}::int AND (t.mapped_by IS NOT NULL OR t.validated_by IS NOT NULL)),
    people AS (
      SELECT DISTINCT h.user_id AS id FROM task_history h
      WHERE h.project_id = ${projectId}::int AND h.action <> 'COMMENT')
    SELECT coalesce(json_agg(json_build_object('username', u.username, 'mappingLevel', l.name, 'pictureUrl', u.picture_url,
        'mapped', coalesce(m.count, 0), 'validated', coalesce(v.count, 0), 'badImagery', coalesce(b.count, 0),
        'total', t.total, 'mappedTasks', coalesce(m.ids, '[]'), 'validatedTasks', coalesce(v.ids, '[]'),
        'badImageryTasks', coalesce(b.ids, '[]'), 'name', u.name,
        'dateRegistered', to_char(u.date_registered, 'YYYY-MM-DD'))
        ORDER BY t.total DESC, u.username COLLATE "C"), '[]')::text AS users
    FROM people p JOIN users u ON u.id = p.id JOIN mapping_levels l ON l.id = u.mapping_level
    LEFT JOIN ${tasksBy(Prisma.sql`w.mapped_by`, Prisma.sql`NOT w.bad`)} m ON m.user_id = u.id
    LEFT JOIN ${tasksBy(Prisma.sql`w.validated_by`, Prisma.sql`true`)} v ON v.user_id = u.id
    LEFT JOIN ${tasksBy(Prisma.sql`w.mapped_by`, Prisma.sql`w.bad`)} b ON b.user_id = u.id
    CROSS JOIN LATERAL (
      SELECT coalesce(m.count, 0) + coalesce(v.count, 0) + coalesce(b.count, 0) AS total) t`;
  return row?.users ?? '[]';
}

/** Whether a state counts as mapped: 1 or 0. NULL is READY. */
const isMapped = (state: Prisma.Sql): Prisma.Sql => Prisma.sql`coalesce((${state} IN ('MAPPED', 'VALIDATED'))::int, 0)`;
const isValidated = (state: Prisma.Sql): Prisma.Sql => Prisma.sql`coalesce((${state} = 'VALIDATED')::int, 0)`;

/**
 * Progress of a project on each day on which tasks were mapped, validated or invalidated, as JSON text, ordered by day.
 * Each day has the numbers of mapped (including validated) and validated tasks at its end, and their increase on the day
 * (at least 0). History rows that the children of a split task have in common count once.
 */
export async function readContributionsByDay(db: Db, projectId: number): Promise<string> {
  const [state, before] = [Prisma.sql`c.action_text`, Prisma.sql`c.before`];
  const [row] = await db.$queryRaw<{ days: string }[]>`/* readContributionsByDay */
    SELECT coalesce(json_agg(json_build_object('date', to_char(r.day, 'YYYY-MM-DD'), 'mapped', greatest(r.mapped, 0),
      'validated', greatest(r.validated, 0), 'cumulative_mapped', r.all_mapped, 'cumulative_validated', r.all_validated,
      'total_tasks', (SELECT p.total_tasks FROM projects p WHERE p.id = ${projectId}::int)) ORDER BY r.day)
      FILTER (WHERE r.shown), '[]')::text AS days
    FROM (
      SELECT d.*, sum(d.mapped) OVER (ORDER BY d.day) AS all_mapped, sum(d.validated) OVER (ORDER BY d.day) AS all_validated
      FROM (
        SELECT c.action_date::date AS day, sum(${isMapped(state)} - ${isMapped(before)}) AS mapped,
          sum(${isValidated(state)} - ${isValidated(before)}) AS validated,
          bool_or(${state} IN ('MAPPED', 'VALIDATED', 'INVALIDATED')) AS shown
        FROM (
          SELECT DISTINCT h.action_date, h.action_text, h.before FROM (
            SELECT s.action_date, s.action_text,
              lag(s.action_text) OVER (PARTITION BY s.task_id ORDER BY s.action_date) AS before
            FROM task_history s WHERE s.project_id = ${projectId}::int AND s.action = 'STATE_CHANGE') h) c
        GROUP BY 1) d) r`;
  return row?.days ?? '[]';
}
