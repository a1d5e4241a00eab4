import { Prisma } from '../../../generated/prisma/client.js';
import type { Db, Tx } from '../../../db/transaction.js';
import type { Sql } from '../../../db/sql.js';
import { IS_LOCKED, IS_OPEN_LOCK, statusCode } from '../tasks.sql.js';

/** A task with a fault. */
export interface TaskRef {
  projectId: number;
  taskId: number;
}

/** Whether a history row belongs to the lock of task `t`: it has the holder and the kind of the lock. @param row alias of the row */
const isItsLock = (row: Sql): Sql => Prisma.sql`${row}.user_id = t.locked_by
  AND ${row}.action LIKE CASE t.task_status WHEN ${statusCode('LOCKED_FOR_MAPPING')} THEN '%MAPPING' ELSE '%VALIDATION' END`;

const IS_ITS_LOCK = isItsLock(Prisma.sql`h`);

/** Whether task `t` has a holder and is not locked. */
const HAS_STRAY_HOLDER = Prisma.sql`t.locked_by IS NOT NULL AND (${IS_LOCKED}) IS NOT TRUE`;

/** Locked tasks without a holder, or without an open row of the lock in the history. */
export const readBrokenLocks = (db: Db): Promise<TaskRef[]> =>
  db.$queryRaw<TaskRef[]>`/* readBrokenLocks */
    SELECT t.project_id AS "projectId", t.id AS "taskId" FROM tasks t
    WHERE ${IS_LOCKED} AND NOT EXISTS (SELECT FROM task_history h
      WHERE h.project_id = t.project_id AND h.task_id = t.id AND ${IS_OPEN_LOCK} AND ${IS_ITS_LOCK})
    ORDER BY 1, 2`;

/** Tasks that have a holder and are not locked. */
export const readStrayHolders = (db: Db): Promise<TaskRef[]> =>
  db.$queryRaw<TaskRef[]>`/* readStrayHolders */
    SELECT t.project_id AS "projectId", t.id AS "taskId" FROM tasks t
    WHERE ${HAS_STRAY_HOLDER} ORDER BY 1, 2`;

/** Removes the holders of tasks that are not locked. */
export const clearStrayHolders = (tx: Tx): Promise<TaskRef[]> =>
  tx.$queryRaw<TaskRef[]>`/* clearStrayHolders */
    UPDATE tasks t SET locked_by = NULL WHERE ${HAS_STRAY_HOLDER}
    RETURNING t.project_id AS "projectId", t.id AS "taskId"`;

/** Open lock rows that are not the current lock: the task is free, another user holds it, or a newer row is its lock. */
const STRAY_ROWS = Prisma.sql`
  SELECT h.id, h.project_id, h.task_id, (
    SELECT min(n.action_date) FROM task_history n WHERE n.project_id = h.project_id AND n.task_id = h.task_id
      AND n.action_date > h.action_date) AS next
  FROM task_history h JOIN tasks t ON t.project_id = h.project_id AND t.id = h.task_id
  WHERE ${IS_OPEN_LOCK} AND ((${IS_LOCKED}) IS NOT TRUE OR (${IS_ITS_LOCK}) IS NOT TRUE OR EXISTS (
    SELECT FROM task_history n WHERE n.project_id = h.project_id AND n.task_id = h.task_id
      AND (n.action_date, n.id) > (h.action_date, h.id) AND n.action_text IS NULL AND ${isItsLock(Prisma.sql`n`)}))`;

/** Tasks whose history has an open lock row that is not the current lock. */
export const readStrayRows = (db: Db): Promise<TaskRef[]> =>
  db.$queryRaw<TaskRef[]>`/* readStrayRows */
    SELECT DISTINCT s.project_id AS "projectId", s.task_id AS "taskId" FROM (${STRAY_ROWS}) s ORDER BY 1, 2`;

/** Closes open lock rows that are not the current lock. Their duration is the time until the next history row of the task. */
export const closeStrayRows = (tx: Tx): Promise<TaskRef[]> =>
  tx.$queryRaw<TaskRef[]>`/* closeStrayRows */
    WITH stray AS MATERIALIZED (${STRAY_ROWS})
    UPDATE task_history h SET action_text = to_char(least(greatest(coalesce(s.next - h.action_date, interval '0'),
      interval '0.000001 second'), interval '23:59:59.999999'), 'HH24:MI:SS.US')
    FROM stray s WHERE h.id = s.id AND h.action_text IS NULL
    RETURNING h.project_id AS "projectId", h.task_id AS "taskId"`;
