import { Prisma } from '../../../generated/prisma/client.js';
import type { Db, Tx } from '../../../db/transaction.js';
import { isoDate } from '../../../db/sql.js';
import { IS_OPEN_LOCK } from '../../tasks/tasks.sql.js';
import type { HistoryRow, NewEvent, Split } from './history-events.js';

/** When a closed lock ended: its start plus its duration. The row of an expired lock has the date of its end. */
const ENDED = Prisma.sql`CASE WHEN f.action NOT LIKE 'AUTO%' AND f.action_text ~ '^\\d+:\\d\\d:\\d\\d(\\.\\d+)?$'
  AND f.action NOT IN ('STATE_CHANGE', 'COMMENT') THEN f.action_date + f.action_text::interval ELSE f.action_date END`;
const BEGAN = Prisma.sql`CASE WHEN f.action LIKE 'AUTO%' AND f.action_text ~ '^\\d+:\\d\\d:\\d\\d(\\.\\d+)?$'
  THEN f.action_date - f.action_text::interval ELSE f.action_date END`;

/** The position of the row `h` in the history of its task. It sorts as text. */
const PLACE = Prisma.sql`to_char(h.action_date, 'YYYYMMDDHH24MISSUS') || lpad(h.id::text, 20, '0')`;

/**
 * The state of the task before each row of `fresh`: the state of the last change before it. The history of each task is read
 * once, whatever the number of its new rows. OFFSET 0 makes the planner use the index for each task.
 */
const STATES_BEFORE = Prisma.sql`
  SELECT s.id, substr(s.latest, 41) AS state
  FROM (SELECT DISTINCT f.project_id, f.task_id FROM fresh f WHERE f.action <> 'COMMENT') t, LATERAL (
    SELECT h.id, max(CASE WHEN h.action = 'STATE_CHANGE' THEN ${PLACE} || h.action_text END COLLATE "C") OVER (
      ORDER BY h.action_date, h.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest
    FROM task_history h WHERE h.task_id = t.task_id AND h.project_id = t.project_id AND h.action <> 'COMMENT' OFFSET 0) s`;

/** Reads history rows that are not in the log, and locks that have ended since they were read. They then count as read. */
export async function takeNewHistory(tx: Tx, low: number): Promise<HistoryRow[]> {
  const [row] = await tx.$queryRaw<{ rows: string | null }[]>`/* takeNewHistory */
    WITH fresh AS MATERIALIZED (
      SELECT h.*, h.xmin::text AS writer, false AS known FROM task_history h
      WHERE h.id > ${low}::bigint AND NOT EXISTS (SELECT FROM tessera_events.seen s WHERE s.kind = 'h' AND s.id = h.id)
      UNION ALL
      SELECT h.*, h.xmin::text, true FROM tessera_events.seen s JOIN task_history h ON h.id = s.id
      WHERE s.kind = 'h' AND s.open AND (h.action_text IS NOT NULL OR h.action LIKE 'AUTO%')
    ),
    noted AS (
      INSERT INTO tessera_events.seen (kind, id, project_id, task_id, user_id, open)
      SELECT 'h', h.id, h.project_id, h.task_id, h.user_id, ${IS_OPEN_LOCK} FROM fresh h WHERE NOT h.known
    ),
    closed AS (
      UPDATE tessera_events.seen s SET open = false FROM fresh f WHERE f.known AND s.kind = 'h' AND s.id = f.id
    ),
    earlier AS (${STATES_BEFORE})
    SELECT json_agg(json_build_object('id', f.id, 'known', f.known, 'projectId', f.project_id, 'taskId', f.task_id,
      'action', f.action, 'text', CASE WHEN f.action <> 'COMMENT' THEN f.action_text END, 'writer', f.writer,
      'beganAt', ${isoDate(BEGAN)}, 'endedAt', ${isoDate(ENDED)}, 'userId', f.user_id, 'username', u.username,
      'before', e.state))::text AS rows
    FROM fresh f LEFT JOIN earlier e ON e.id = f.id LEFT JOIN users u ON u.id = f.user_id WHERE f.project_id IS NOT NULL`;
  return JSON.parse(row?.rows ?? '[]') as HistoryRow[];
}

/** Reads comments on projects that are not in the log, as events. They then count as read. */
export async function takeNewChat(tx: Tx, low: number): Promise<NewEvent[]> {
  const [row] = await tx.$queryRaw<{ rows: string | null }[]>`/* takeNewChat */
    WITH fresh AS MATERIALIZED (
      SELECT c.* FROM project_chat c WHERE c.id > ${low}::bigint
        AND NOT EXISTS (SELECT FROM tessera_events.seen s WHERE s.kind = 'c' AND s.id = c.id)
    ),
    noted AS (
      INSERT INTO tessera_events.seen (kind, id, project_id, user_id) SELECT 'c', c.id, c.project_id, c.user_id FROM fresh c
    )
    SELECT json_agg(json_build_object('projectId', c.project_id, 'name', 'comment', 'at', c.at, 'data', json_build_object(
      'taskIds', '{}'::int[], 'action', 'comment', 'commentId', c.id,
      'actor', json_build_object('id', c.user_id, 'username', c.username), 'at', c.at)) ORDER BY c.id)::text AS rows
    FROM (SELECT f.id, f.project_id, f.user_id, u.username, ${isoDate(Prisma.sql`f.time_stamp`)} AS at
      FROM fresh f LEFT JOIN users u ON u.id = f.user_id) c`;
  return JSON.parse(row?.rows ?? '[]') as NewEvent[];
}

/** Reads which tasks were split into the given ones. */
export async function readSplits(tx: Db, projectIds: number[]): Promise<Split[]> {
  const [row] = await tx.$queryRaw<{ splits: string | null }[]>`/* readSplits */
    SELECT json_agg(json_build_object('projectId', s.project_id, 'parent', s.task_id, 'children', s.children))::text AS splits
    FROM tessera_events.split s WHERE s.project_id = ANY(${projectIds}::int[])`;
  return JSON.parse(row?.splits ?? '[]') as Split[];
}

/** Removes open locks whose history rows were deleted, for example by a split. @returns their tasks and holders */
export async function takeVanishedLocks(tx: Tx): Promise<{ projectId: number; taskId: number; userId: number }[]> {
  const [row] = await tx.$queryRaw<{ gone: string | null }[]>`/* takeVanishedLocks */
    WITH gone AS (DELETE FROM tessera_events.seen s WHERE s.kind = 'h' AND s.open
      AND NOT EXISTS (SELECT FROM task_history h WHERE h.id = s.id) RETURNING *)
    SELECT json_agg(json_build_object('projectId', project_id, 'taskId', task_id, 'userId', user_id))::text AS gone FROM gone`;
  return JSON.parse(row?.gone ?? '[]') as { projectId: number; taskId: number; userId: number }[];
}
