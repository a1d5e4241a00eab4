import { Prisma } from '../../generated/prisma/client.js';
import type { Db, Tx } from '../../db/transaction.js';
import { actorJson, projectJson, type Actor, type ProjectForActor } from '../projects/project-access.service.js';
import type { TaskFacts } from './task-facts.js';
import { statusOf, type HistoryAction } from './task-states.js';
import { isoDate, isOneOf, LAST_STATE, lockExpired, statusName, type Sql } from './task-sql.js';

/** What an action is decided on, all of one snapshot: who acts, where, on which tasks. Null where it is not there. */
export interface ActionContext {
  actor: Actor | null;
  project: ProjectForActor | null;
  /** Locks that the actor holds and that did not run out, in the scope that counts. */
  held: { projectId: number; taskId: number }[];
  tasks: TaskFacts[];
}

/** The settings that reading tasks depends on. */
export interface LockRules {
  autoUnlockSeconds: number;
  lockScope: 'project' | 'global';
}

/** Locks of a user that did not run out, in the scope that counts, as a JSON array. */
const heldTasks = (projectId: number, userId: number, rules: LockRules): Sql => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('projectId', t.project_id, 'taskId', t.id)), '[]') FROM tasks t
  WHERE t.locked_by = ${userId}::bigint AND t.task_status IN (1, 3)
  ${rules.lockScope === 'project' ? Prisma.sql`AND t.project_id = ${projectId}::int` : Prisma.empty}
  AND NOT ${lockExpired(rules.autoUnlockSeconds)})`;

const HISTORY_OF_TASK = Prisma.sql`task_history h WHERE h.task_id = t.id AND h.project_id = t.project_id`;
const NEWEST = Prisma.sql`ORDER BY h.action_date DESC, h.id DESC LIMIT 1`;
const LAST_MAPPED = Prisma.sql`json_build_object('userId', h.user_id, 'date', ${isoDate(Prisma.sql`h.action_date`)})`;
const MARKS_AS_MAPPED = Prisma.sql`h.action = 'STATE_CHANGE' AND h.action_text IN ('MAPPED', 'BADIMAGERY')`;

/** What stands in the row of a task `t`. */
const rowColumns = (rules: LockRules): Sql => Prisma.sql`
  t.id AS "taskId", t.xmin::text AS version, t.task_status AS status, t.locked_by AS "lockedBy",
  t.mapped_by AS "mappedBy", t.validated_by AS "validatedBy", ${lockExpired(rules.autoUnlockSeconds)} AS "lockExpired"`;

/** The facts of a task `t`, its history looked up by index: for one task, or a few. */
const factsColumns = (rules: LockRules): Sql => Prisma.sql`
  ${rowColumns(rules)}, ${LAST_STATE} AS "lastState",
  (SELECT ${isoDate(Prisma.sql`max(h.action_date)`)} FROM ${HISTORY_OF_TASK} AND h.action = 'STATE_CHANGE') AS "lastChangedAt",
  (SELECT json_build_object('action', h.action, 'userId', h.user_id) FROM ${HISTORY_OF_TASK}
    AND h.action <> 'COMMENT' ${NEWEST}) AS "lastAction",
  (SELECT h.user_id FROM ${HISTORY_OF_TASK} ${NEWEST}) AS "lastUser",
  (SELECT ${LAST_MAPPED} FROM ${HISTORY_OF_TASK} AND ${MARKS_AS_MAPPED} ${NEWEST}) AS "lastMapped"`;

type FactsRow = Omit<TaskFacts, 'status'> & { status: number | null };

const toFacts = (row: FactsRow): TaskFacts => ({ ...row, status: statusOf(row.status) });

/**
 * Reads what an action is decided on, in one statement and so in one snapshot.
 * @param taskIds the tasks that the action names; ids that are not there are left out of the answer
 */
export async function readActionContext(
  db: Db,
  rules: LockRules,
  { projectId, userId, taskIds }: { projectId: number; userId: number; taskIds: number[] },
): Promise<ActionContext> {
  const [row] = await db.$queryRaw<{ context: string }[]>`
    SELECT json_build_object('actor', ${actorJson(userId)}, 'project', ${projectJson(projectId, userId)},
      'held', ${heldTasks(projectId, userId, rules)},
      'tasks', (SELECT coalesce(json_agg(f ORDER BY f."taskId"), '[]') FROM (
        SELECT ${factsColumns(rules)} FROM tasks t
        WHERE t.project_id = ${projectId}::int AND ${isOneOf(Prisma.sql`t.id`, taskIds)}) f))::text AS context`;
  if (!row) throw new Error('the context of an action came back empty');
  const context = JSON.parse(row.context) as Omit<ActionContext, 'tasks'> & { tasks: FactsRow[] };
  return { ...context, tasks: context.tasks.map(toFacts) };
}

/**
 * Locks rows of tasks until the transaction ends, in id order, so that overlapping sets wait and never deadlock. What is
 * read of them afterwards, in another statement, is what they were when they were locked.
 * @returns their ids: others that come to match `which` meanwhile are not locked
 */
export async function lockTasks(tx: Tx, projectId: number, which: Sql): Promise<number[]> {
  const [row] = await tx.$queryRaw<{ ids: number[] | null }[]>`
    SELECT array_agg(id) AS ids FROM (
      SELECT t.id FROM tasks t WHERE t.project_id = ${projectId}::int AND ${which} ORDER BY t.id FOR NO KEY UPDATE) rows`;
  return row?.ids ?? [];
}

/** The facts of tasks, ordered by id. */
export async function readTaskFacts(
  db: Db,
  rules: LockRules,
  projectId: number,
  taskIds: number[],
): Promise<TaskFacts[]> {
  const rows = await db.$queryRaw<{ facts: string }[]>`
    SELECT coalesce(json_agg(f ORDER BY f."taskId"), '[]')::text AS facts FROM (
      SELECT ${factsColumns(rules)} FROM tasks t
      WHERE t.project_id = ${projectId}::int AND ${isOneOf(Prisma.sql`t.id`, taskIds)}) f`;
  return (JSON.parse(rows[0]?.facts ?? '[]') as FactsRow[]).map(toFacts);
}

/**
 * The facts of many tasks, ordered by id, as far as bulk actions need them: who acted last is left out, and the history
 * is gone through once for all tasks, not once for each.
 * @param review whether who mapped last, and when the state changed, is needed
 */
export async function readManyTaskFacts(
  db: Db,
  rules: LockRules,
  projectId: number,
  { taskIds, review }: { taskIds: number[]; review: boolean },
): Promise<TaskFacts[]> {
  const reviewed = Prisma.sql`
    LEFT JOIN (SELECT DISTINCT ON (h.task_id) h.task_id, ${LAST_MAPPED} AS by FROM task_history h
      WHERE h.project_id = ${projectId}::int AND ${MARKS_AS_MAPPED}
      ORDER BY h.task_id, h.action_date DESC, h.id DESC) mapped ON mapped.task_id = t.id
    LEFT JOIN (SELECT h.task_id, max(h.action_date) AS at FROM task_history h
      WHERE h.project_id = ${projectId}::int AND h.action = 'STATE_CHANGE' GROUP BY h.task_id) changed ON changed.task_id = t.id`;
  const rows = await db.$queryRaw<{ facts: string }[]>`
    SELECT coalesce(json_agg(f ORDER BY f."taskId"), '[]')::text AS facts FROM (
      SELECT ${rowColumns(rules)}, CASE WHEN t.task_status IN (1, 3) THEN ${LAST_STATE}
          ELSE ${statusName(Prisma.sql`t.task_status`)} END AS "lastState", NULL AS "lastAction", NULL AS "lastUser",
        ${review ? Prisma.sql`mapped.by` : Prisma.sql`NULL`} AS "lastMapped",
        ${review ? isoDate(Prisma.sql`changed.at`) : Prisma.sql`NULL`} AS "lastChangedAt"
      FROM tasks t ${review ? reviewed : Prisma.empty}
      WHERE t.project_id = ${projectId}::int AND ${isOneOf(Prisma.sql`t.id`, taskIds)}) f`;
  return (JSON.parse(rows[0]?.facts ?? '[]') as FactsRow[]).map(toFacts);
}

/** A row of a task's history, as far as undoing needs it. */
export interface PastAction {
  action: HistoryAction;
  text: string | null;
  userId: number;
}

/** The whole histories of tasks, oldest first, by task. */
export async function readPasts(db: Db, projectId: number, taskIds: number[]): Promise<Map<number, PastAction[]>> {
  const rows = await db.$queryRaw<{ taskId: number; action: HistoryAction; text: string | null; userId: bigint }[]>`
    SELECT h.task_id AS "taskId", h.action, h.action_text AS text, h.user_id AS "userId"
    FROM task_history h WHERE h.project_id = ${projectId}::int AND ${isOneOf(Prisma.sql`h.task_id`, taskIds)} ORDER BY h.task_id, h.action_date, h.id`;
  const pasts = new Map<number, PastAction[]>();
  for (const { taskId, action, text, userId } of rows) {
    const past = pasts.get(taskId) ?? [];
    past.push({ action, text, userId: Number(userId) });
    pasts.set(taskId, past);
  }
  return pasts;
}

/** The id of a user by their exact name, or null. */
export async function findUserId(db: Db, username: string): Promise<number | null> {
  const [row] = await db.$queryRaw<{ id: bigint }[]>`SELECT id FROM users WHERE username = ${username}`;
  return row ? Number(row.id) : null;
}

/** Projects in which a lock ran out, each once. */
export async function projectsWithExpiredLocks(db: Db, rules: LockRules): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT t.project_id AS id FROM tasks t
    WHERE t.task_status IN (1, 3) AND t.locked_by IS NOT NULL AND ${lockExpired(rules.autoUnlockSeconds)}`;
  return rows.map(({ id }) => id);
}

/** The key of the advisory lock under which expired locks are swept. */
const SWEEP_LOCK = 7_310_421;

/** Takes the sweep's lock until the transaction ends, or says that another process has it. */
export async function tryToSweepAlone(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ alone: boolean }[]>`SELECT pg_try_advisory_xact_lock(${SWEEP_LOCK}::int) AS alone`;
  return row?.alone ?? false;
}
