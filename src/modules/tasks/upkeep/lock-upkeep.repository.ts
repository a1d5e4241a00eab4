import { Prisma } from '../../../generated/prisma/client.js';
import type { Db, Tx } from '../../../db/transaction.js';
import { IS_LOCKED } from '../tasks.sql.js';

/** A task that something is wrong with. */
export interface TaskRef {
  projectId: number;
  taskId: number;
}

/** Rows of history that begin a lock or its time anew, and have no end. */
const IS_OPEN = Prisma.sql`h.action_text IS NULL AND h.action IN
  ('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION', 'EXTENDED_FOR_MAPPING', 'EXTENDED_FOR_VALIDATION')`;

/** Whether the row of history `h` can be the lock of task `t`: its holder's, and of its kind. */
const IS_ITS_LOCK = Prisma.sql`h.user_id = t.locked_by
  AND h.action LIKE CASE t.task_status WHEN 1 THEN '%MAPPING' ELSE '%VALIDATION' END`;

/** Tasks that are locked by nobody, or of whose lock the history has no open row. */
export const readBrokenLocks = (db: Db): Promise<TaskRef[]> =>
  db.$queryRaw<TaskRef[]>`/* readBrokenLocks */
    SELECT t.project_id AS "projectId", t.id AS "taskId" FROM tasks t
    WHERE ${IS_LOCKED} AND NOT EXISTS (SELECT FROM task_history h
      WHERE h.project_id = t.project_id AND h.task_id = t.id AND ${IS_OPEN} AND ${IS_ITS_LOCK})
    ORDER BY 1, 2`;

/** Tasks that are not locked and name a holder all the same. */
export const readStrayHolders = (db: Db): Promise<TaskRef[]> =>
  db.$queryRaw<TaskRef[]>`/* readStrayHolders */
    SELECT t.project_id AS "projectId", t.id AS "taskId" FROM tasks t
    WHERE t.locked_by IS NOT NULL AND (${IS_LOCKED}) IS NOT TRUE ORDER BY 1, 2`;

/** Forgets the holders of tasks that are not locked. */
export const forgetStrayHolders = (tx: Tx): Promise<TaskRef[]> =>
  tx.$queryRaw<TaskRef[]>`/* forgetStrayHolders */
    UPDATE tasks t SET locked_by = NULL WHERE t.locked_by IS NOT NULL AND (${IS_LOCKED}) IS NOT TRUE
    RETURNING t.project_id AS "projectId", t.id AS "taskId"`;

/** Open rows of history that are no lock of now: the task is free, another holds it, or a newer row is its lock. */
const STRAY_ROWS = Prisma.sql`
  SELECT h.id, h.project_id, h.task_id, (
    SELECT min(n.action_date) FROM task_history n WHERE n.project_id = h.project_id AND n.task_id = h.task_id
      AND n.action_date > h.action_date) AS next
  FROM task_history h JOIN tasks t ON t.project_id = h.project_id AND t.id = h.task_id
  WHERE ${IS_OPEN} AND ((${IS_LOCKED}) IS NOT TRUE OR (${IS_ITS_LOCK}) IS NOT TRUE OR EXISTS (
    SELECT FROM task_history n WHERE n.project_id = h.project_id AND n.task_id = h.task_id
      AND (n.action_date, n.id) > (h.action_date, h.id) AND n.action_text IS NULL AND n.user_id = t.locked_by
      AND n.action LIKE CASE t.task_status WHEN 1 THEN '%MAPPING' ELSE '%VALIDATION' END))`;

/** Tasks with rows of locks in their history that were left open. */
export const readStrayRows = (db: Db): Promise<TaskRef[]> =>
  db.$queryRaw<TaskRef[]>`/* readStrayRows */
    SELECT DISTINCT s.project_id AS "projectId", s.task_id AS "taskId" FROM (${STRAY_ROWS}) s ORDER BY 1, 2`;

/** Gives rows of locks that were left open their duration: until the next row of the task. */
export const closeStrayRows = (tx: Tx): Promise<TaskRef[]> =>
  tx.$queryRaw<TaskRef[]>`/* closeStrayRows */
    WITH stray AS MATERIALIZED (${STRAY_ROWS})
    UPDATE task_history h SET action_text = to_char(least(greatest(coalesce(s.next - h.action_date, interval '0'),
      interval '0.000001 second'), interval '23:59:59.999999'), 'HH24:MI:SS.US')
    FROM stray s WHERE h.id = s.id AND h.action_text IS NULL
    RETURNING h.project_id AS "projectId", h.task_id AS "taskId"`;
