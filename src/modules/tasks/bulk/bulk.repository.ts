import { Prisma } from '../../../generated/prisma/client.js';
import type { Db, Tx } from '../../../db/transaction.js';
import type { TaskSnapshot } from '../state-machine/task-snapshot.js';
import { statusOf, TASK_STATUS, type HistoryAction, type TaskStatus } from '../state-machine/task-states.js';
import { isoDate, isOneOf, type Sql } from '../../../db/sql.js';
import { IS_LOCKED, isUndo, LAST_STATE, lockEnds, statusName, type LockRules } from '../tasks.sql.js';
import type { HistoryAct } from '../state-machine/task-undo.js';

const LAST_MAPPED = Prisma.sql`json_build_object('userId', h.user_id, 'date', ${isoDate(Prisma.sql`h.action_date`)})`;
const MARKS_AS_MAPPED = Prisma.sql`h.action = 'STATE_CHANGE' AND h.action_text IN ('MAPPED', 'BADIMAGERY')`;

/** The columns of the row of task `t`. */
const rowColumns = (rules: LockRules): Sql => Prisma.sql`
  t.id AS "taskId", t.xmin::text AS version, t.task_status AS status, t.locked_by AS "lockedBy",
  t.mapped_by AS "mappedBy", t.validated_by AS "validatedBy", ${lockEnds(rules.autoUnlockSeconds)} AS "lockExpired"`;

type SnapshotRow = Omit<TaskSnapshot, 'status'> & { status: number | null };

const toSnapshot = (row: SnapshotRow): TaskSnapshot => ({ ...row, status: statusOf(row.status) });

/** Selects tasks of a project by the columns of their rows. */
export interface TaskFilter {
  states: TaskStatus[];
  mappedBy?: number;
  validatedBy?: number;
}

function conditions({ states, mappedBy, validatedBy }: TaskFilter): Sql {
  const codes = states.map((status) => TASK_STATUS[status]);
  const all = [Prisma.sql`coalesce(t.task_status, 0) = ANY(${codes}::int[])`];
  if (mappedBy !== undefined) all.push(Prisma.sql`t.mapped_by = ${mappedBy}::bigint`);
  if (validatedBy !== undefined) all.push(Prisma.sql`t.validated_by = ${validatedBy}::bigint`);
  return Prisma.join(all, ' AND ');
}

/**
 * Locks rows of tasks until the transaction ends, in the order of their ids, so that overlapping sets cannot deadlock. Later
 * statements of the transaction read the locked rows unchanged.
 * @returns the ids; tasks that match the filter only after this statement are not locked
 */
export async function lockTasks(tx: Tx, projectId: number, filter: TaskFilter): Promise<number[]> {
  const [row] = await tx.$queryRaw<{ ids: string | null }[]>`/* lockTasks */
    SELECT json_agg(id)::text AS ids FROM (
      SELECT t.id FROM tasks t WHERE t.project_id = ${projectId}::int AND ${conditions(filter)}
      ORDER BY t.id FOR NO KEY UPDATE) rows`;
  return JSON.parse(row?.ids ?? '[]') as number[];
}

/**
 * Reads the snapshots of many tasks, ordered by id, for bulk actions. `lastAction` and `lastUser` are not read. The history is
 * read once for all tasks.
 * @param review whether `lastMapped` and `lastChangedAt` are read
 */
export async function readManySnapshots(
  db: Db,
  rules: LockRules,
  projectId: number,
  { taskIds, review }: { taskIds: number[]; review: boolean },
): Promise<TaskSnapshot[]> {
  const reviewed = Prisma.sql`
    LEFT JOIN (SELECT DISTINCT ON (h.task_id) h.task_id, ${LAST_MAPPED} AS by FROM task_history h
      WHERE h.project_id = ${projectId}::int AND ${MARKS_AS_MAPPED} AND NOT ${isUndo(projectId)}
      ORDER BY h.task_id, h.action_date DESC, h.id DESC) mapped ON mapped.task_id = t.id
    LEFT JOIN (SELECT h.task_id, max(h.action_date) AS at FROM task_history h
      WHERE h.project_id = ${projectId}::int AND h.action = 'STATE_CHANGE' GROUP BY h.task_id) changed ON changed.task_id = t.id`;
  const rows = await db.$queryRaw<{ facts: string }[]>`/* readManySnapshots */
    SELECT coalesce(json_agg(f ORDER BY f."taskId"), '[]')::text AS facts FROM (
      SELECT ${rowColumns(rules)}, CASE WHEN ${IS_LOCKED} THEN ${LAST_STATE}
          ELSE ${statusName(Prisma.sql`t.task_status`)} END AS "lastState", NULL AS "historyLength", NULL AS "lastAction", NULL AS "lastUser", true AS "wasInvalidated",
        ${review ? Prisma.sql`mapped.by` : Prisma.sql`NULL`} AS "lastMapped",
        ${review ? isoDate(Prisma.sql`changed.at`) : Prisma.sql`NULL`} AS "lastChangedAt"
      FROM tasks t ${review ? reviewed : Prisma.empty}
      WHERE t.project_id = ${projectId}::int AND ${isOneOf(Prisma.sql`t.id`, taskIds)}) f`;
  return (JSON.parse(rows[0]?.facts ?? '[]') as SnapshotRow[]).map(toSnapshot);
}

/** Reads the whole histories of tasks, oldest first, by task. */
export async function readHistories(db: Db, projectId: number, taskIds: number[]): Promise<Map<number, HistoryAct[]>> {
  const rows = await db.$queryRaw<
    { taskId: number; action: HistoryAction; text: string | null; userId: bigint }[]
  >`/* readHistories */
    SELECT h.task_id AS "taskId", h.action, h.action_text AS text, h.user_id AS "userId"
    FROM task_history h WHERE h.project_id = ${projectId}::int AND ${isOneOf(Prisma.sql`h.task_id`, taskIds)} ORDER BY h.task_id, h.action_date, h.id`;
  const histories = new Map<number, HistoryAct[]>();
  for (const { taskId, action, text, userId } of rows) {
    const history = histories.get(taskId) ?? [];
    history.push({ action, text, userId: Number(userId) });
    histories.set(taskId, history);
  }
  return histories;
}

/** The projects that have an expired lock, each once. */
export async function projectsWithExpiredLocks(db: Db, rules: LockRules): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`/* projectsWithExpiredLocks */
    SELECT DISTINCT t.project_id AS id FROM tasks t
    WHERE ${IS_LOCKED} AND ${lockEnds(rules.autoUnlockSeconds)}`;
  return rows.map(({ id }) => id);
}

/** Key of the advisory lock of the job that records expired locks. */
const EXPIRED_LOCKS_KEY = 7_310_421;

/** Tries to take the advisory lock of the job until the transaction ends. @returns false if another process has it */
export async function tryExpiredLocksLock(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { alone: boolean }[]
  >`/* tryExpiredLocksLock */ SELECT pg_try_advisory_xact_lock(${EXPIRED_LOCKS_KEY}::int) AS alone`;
  return row?.alone ?? false;
}
