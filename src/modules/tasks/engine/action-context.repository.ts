import { Prisma } from '../../../generated/prisma/client.js';
import type { Db } from '../../../db/transaction.js';
import { viewerJson, projectJson } from '../../../access/access.sql.js';
import type { ActionContext, ShownTask, ActionTask } from './action-context.js';
import { SHOWN_ENTRY, shownColumns, WHO } from './task-dto.repository.js';
import { snapshotOf, type HistoryEntry, type TaskRow } from '../state-machine/task-snapshot.js';
import { isoDate, isOneOf, NOW, type Sql } from '../../../db/sql.js';
import { lockExpired } from '../tasks.sql.js';

/** What an action is decided on, all of one snapshot. Null where it is not there. */
export type StoredContext = { [part in 'actor' | 'project']: ActionContext[part] | null } & Pick<
  ActionContext,
  'heldLocks' | 'tasks'
>;

/** The settings that reading tasks depends on. */
export interface LockRules {
  autoUnlockSeconds: number;
  lockScope: 'project' | 'global';
}

/** Which tasks, and in which languages their instructions are wanted, best first. */
export interface TasksQuery {
  projectId: number;
  taskIds: number[];
  locales: string[];
}

/** Locks of a user that did not run out, in the scope that counts, as a JSON array. */
const heldTasks = (projectId: number, userId: number, rules: LockRules): Sql => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('projectId', t.project_id, 'taskId', t.id)), '[]') FROM tasks t
  WHERE t.locked_by = ${userId}::bigint AND t.task_status IN (1, 3)
  ${rules.lockScope === 'project' ? Prisma.sql`AND t.project_id = ${projectId}::int` : Prisma.empty}
  AND NOT ${lockExpired(rules.autoUnlockSeconds)})`;

/** The whole history of task `t`, newest first, gone through once: what it says is told by `snapshotOf`. */
const HISTORY = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object(${SHOWN_ENTRY}, 'userId', h.user_id) ORDER BY h.action_date DESC, h.id DESC), '[]')
  FROM task_history h ${WHO} WHERE h.task_id = t.id AND h.project_id = t.project_id)`;

const taskColumns = (rules: LockRules, locales: string[]): Sql => Prisma.sql`
  t.id AS "taskId", json_build_object('taskId', t.id, 'version', t.xmin::text, 'status', t.task_status,
    'lockedBy', t.locked_by, 'mappedBy', t.mapped_by, 'validatedBy', t.validated_by)::text AS row,
  ${HISTORY}::text AS history, ${shownColumns(locales)},
  (SELECT l.username FROM users l WHERE l.id = t.locked_by) AS "holderName",
  ${isoDate(Prisma.sql`${NOW} - make_interval(secs => ${rules.autoUnlockSeconds}::int)`)} AS "lockedBefore"`;

interface TaskColumns extends ShownTask {
  taskId: number;
  row: string;
  history: string;
}

const tasksWhere = ({ projectId, taskIds }: TasksQuery): Sql => Prisma.sql`
  tasks t JOIN projects p ON p.id = t.project_id AND t.project_id = ${projectId}::int AND ${isOneOf(Prisma.sql`t.id`, taskIds)}`;

function toTask({ row, history: entries, ...shown }: TaskColumns): ActionTask {
  const history = JSON.parse(entries) as HistoryEntry[];
  return { ...snapshotOf(JSON.parse(row) as TaskRow, history, shown.lockedBefore), history, shown };
}

/**
 * Reads what an action is decided on and answered with, in one statement and so in one snapshot.
 * @param query the tasks that the action names; ids that are not there are left out of the answer
 */
export async function readActionContext(
  db: Db,
  rules: LockRules,
  userId: number,
  query: TasksQuery,
): Promise<StoredContext> {
  const { projectId } = query;
  const rows = await db.$queryRaw<(TaskColumns & { context: string })[]>`/* readActionContext */
    SELECT one.context, task.* FROM (SELECT json_build_object('actor', ${viewerJson(userId)},
        'project', ${projectJson(projectId, userId)}, 'heldLocks', ${heldTasks(projectId, userId, rules)})::text AS context) one
    LEFT JOIN (SELECT ${taskColumns(rules, query.locales)} FROM ${tasksWhere(query)}) task ON true`;
  const [first] = rows;
  if (!first) throw new Error('the context of an action came back empty');
  const context = JSON.parse(first.context) as Omit<StoredContext, 'tasks'>;
  return { ...context, tasks: rows.filter(({ taskId }) => taskId !== null).map(toTask) };
}

/** The tasks of a project as actions find them, ordered by id. */
export async function readTasks(db: Db, rules: LockRules, query: TasksQuery): Promise<ActionTask[]> {
  const rows = await db.$queryRaw<TaskColumns[]>`/* readTasks */
    SELECT ${taskColumns(rules, query.locales)} FROM ${tasksWhere(query)} ORDER BY t.id`;
  return rows.map(toTask);
}
