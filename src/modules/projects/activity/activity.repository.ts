import { Prisma } from '../../../generated/prisma/client.js';
import type { Db } from '../../../db/transaction.js';
import { isoDate } from '../../../db/sql.js';
import { effectiveStatusName, IS_LOCKED, statusName } from '../../tasks/tasks.sql.js';

/** Activities in a project, without comments. */
const ACTIONS = (projectId: number): Prisma.Sql =>
  Prisma.sql`FROM task_history h WHERE h.project_id = ${projectId}::int AND h.action <> 'COMMENT'`;

/**
 * One page of the activities in a project, newest first, without comments.
 * @param page from 1
 * @returns the number of all activities, and the page as JSON text
 */
export async function readActivities(
  db: Db,
  projectId: number,
  { page, perPage }: { page: number; perPage: number },
): Promise<{ total: number; activity: string }> {
  const [row] = await db.$queryRaw<{ total: number; activity: string }[]>`/* readActivities */
    SELECT (SELECT count(*)::int ${ACTIONS(projectId)}) AS total, coalesce(json_agg(json_build_object(
        'historyId', p.id, 'taskId', p.task_id, 'action', p.action, 'actionText', p.action_text,
        'actionDate', ${isoDate(Prisma.sql`p.action_date`)}, 'actionBy', u.username, 'pictureUrl', NULL, 'issues', NULL)
        ORDER BY p.action_date DESC, p.id DESC), '[]')::text AS activity
    FROM (
      SELECT h.* ${ACTIONS(projectId)} ORDER BY h.action_date DESC, h.id DESC
      LIMIT ${perPage}::int OFFSET ${perPage}::bigint * (${page}::bigint - 1)) p
    JOIN users u ON u.id = p.user_id`;
  if (!row) throw new Error('the activities of a project came back empty');
  return row;
}

/**
 * The state and the last action (without comments) of every task of a project, one row per task, ordered by task id, as
 * JSON text. Only locked tasks are checked for an expired lock.
 */
export async function readLatestActivity(db: Db, projectId: number, autoUnlockSeconds: number): Promise<string> {
  const [row] = await db.$queryRaw<{ activity: string | null }[]>`/* readLatestActivity */
    SELECT string_agg(json_build_object('taskId', t.id,
      'taskStatus', coalesce(locked.status, ${statusName(Prisma.sql`t.task_status`)}),
      'actionDate', ${isoDate(Prisma.sql`n.action_date`)}, 'actionBy', u.username)::text, ',' ORDER BY t.id) AS activity
    FROM tasks t
    LEFT JOIN (
      SELECT t.id, ${effectiveStatusName(autoUnlockSeconds)} AS status FROM tasks t
      WHERE t.project_id = ${projectId}::int AND ${IS_LOCKED}) locked ON locked.id = t.id
    LEFT JOIN (
      SELECT DISTINCT ON (h.task_id) h.task_id, h.action_date, h.user_id FROM task_history h
      WHERE h.project_id = ${projectId}::int AND h.action <> 'COMMENT'
      ORDER BY h.task_id, h.action_date DESC, h.id DESC) n ON n.task_id = t.id
    LEFT JOIN users u ON u.id = n.user_id WHERE t.project_id = ${projectId}::int`;
  return `[${row?.activity ?? ''}]`;
}
