import { Prisma } from '../../../generated/prisma/client.js';
import type { Db } from '../../../db/transaction.js';
import { viewerJson, projectJson } from '../../../access/access.sql.js';
import { isoDate, isOneOf, NOW, type Sql } from '../../../db/sql.js';
import { isInt4Id } from '../../../int4.js';
import { nextTasks, nextUnlockedTasks } from '../next-task/next-task.sql.js';
import { snapshotOf, type HistoryEntry, type TaskRow } from '../state-machine/task-snapshot.js';
import { IS_LOCKED, lockExpired, PROJECT_CHANGED, type LockRules } from '../tasks.sql.js';
import type { ActionContext, ActionRequest, ActionTask, ShownTask } from './action-context.js';
import { SHOWN_ENTRY, shownColumns, ENTRY_AUTHOR } from './task-dto.repository.js';

/** An action context as it was read. The actor and the project are null if they do not exist. */
export type StoredContext = { [part in 'actor' | 'project']: ActionContext[part] | null } & Pick<
  ActionContext,
  'heldLocks' | 'tasks'
>;

/** Locks of a user that have not expired, in the scope of `LOCK_SCOPE`, as a JSON array. */
const heldLocks = ({ projectId, userId }: ActionRequest, rules: LockRules): Sql => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('projectId', t.project_id, 'taskId', t.id)), '[]') FROM tasks t
  WHERE t.locked_by = ${userId}::bigint AND ${IS_LOCKED}
  ${rules.lockScope === 'project' ? Prisma.sql`AND t.project_id = ${projectId}::int` : Prisma.empty}
  AND NOT ${lockExpired(rules.autoUnlockSeconds)})`;

/** The whole history of task `t`, newest first, read once. `snapshotOf` derives the rest from it. */
const HISTORY = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object(${SHOWN_ENTRY}, 'userId', h.user_id) ORDER BY h.action_date DESC, h.id DESC), '[]')
  FROM task_history h ${ENTRY_AUTHOR} WHERE h.task_id = t.id AND h.project_id = t.project_id)`;

const taskColumns = (rules: LockRules, locales: string[]): Sql => Prisma.sql`
  t.id AS "taskId", json_build_object('taskId', t.id, 'version', t.xmin::text, 'status', t.task_status,
    'lockedBy', t.locked_by, 'mappedBy', t.mapped_by, 'validatedBy', t.validated_by,
    'projectChangedAt', ${isoDate(PROJECT_CHANGED)})::text AS row,
  ${HISTORY}::text AS history, ${shownColumns(locales)},
  (SELECT l.username FROM users l WHERE l.id = t.locked_by) AS "holderName",
  ${isoDate(Prisma.sql`${NOW} - make_interval(secs => ${rules.autoUnlockSeconds}::int)`)} AS "lockedBefore"`;

interface TaskColumns extends ShownTask {
  taskId: number;
  row: string;
  history: string;
}

/** The ids that can be stored, each once. */
const storableIds = (ids: number[]): number[] => [...new Set(ids)].filter(isInt4Id);

/** The number of an attempt to write an action (from 1), and the tasks among which the next free tasks are searched. */
interface Attempt {
  attempt: number;
  from: 'unlocked' | 'all';
}

/** The tasks of a request: the requested ids, or the next free tasks. */
function tasksOf({ projectId, userId, tasks }: ActionRequest, rules: LockRules, { attempt, from }: Attempt): Sql {
  if (Array.isArray(tasks))
    return Prisma.sql`tasks t JOIN projects p ON p.id = t.project_id AND t.project_id = ${projectId}::int
      AND ${isOneOf(Prisma.sql`t.id`, storableIds(tasks))}`;
  return (from === 'unlocked' ? nextUnlockedTasks : nextTasks)(tasks, { rules, projectId, userId, attempt });
}

function toTask({ row, history: entries, ...shown }: TaskColumns): ActionTask {
  const history = JSON.parse(entries) as HistoryEntry[];
  return { ...snapshotOf(JSON.parse(row) as TaskRow, history, shown.lockedBefore), history, shown };
}

async function readOnce(db: Db, rules: LockRules, request: ActionRequest, attempt: Attempt): Promise<StoredContext> {
  const { projectId, userId, locales } = request;
  const rows = await db.$queryRaw<(TaskColumns & { context: string })[]>`/* readActionContext */
    SELECT one.context, task.* FROM (SELECT json_build_object('actor', ${viewerJson(userId)},
        'project', ${projectJson(projectId, userId)}, 'heldLocks', ${heldLocks(request, rules)})::text AS context) one
    LEFT JOIN (SELECT ${taskColumns(rules, locales)} FROM ${tasksOf(request, rules, attempt)}) task ON true`;
  const [first] = rows;
  if (!first) throw new Error('the context of an action came back empty');
  const context = JSON.parse(first.context) as Omit<StoredContext, 'tasks'>;
  const tasks = rows.filter(({ taskId }) => taskId !== null).map(toTask);
  return { ...context, tasks: tasks.sort((a, b) => a.taskId - b.taskId) };
}

/**
 * Reads the facts for the decision and the answer of an action, in one statement and so in one snapshot. Unknown ids are
 * left out. No row is locked: `writeChanges` writes only to the versions that are read here. If the next free tasks are
 * requested, the first statement searches the unlocked tasks. If it finds too few, a second statement searches all tasks.
 * @param attempt the number of this attempt, from 1
 */
export async function readActionContext(
  db: Db,
  rules: LockRules,
  request: ActionRequest,
  attempt: number,
): Promise<StoredContext> {
  const { tasks } = request;
  if (!Array.isArray(tasks) && tasks.order === 'priority') {
    const found = await readOnce(db, rules, request, { attempt, from: 'unlocked' });
    if (!found.actor || !found.project || found.tasks.length === tasks.count) return found;
  }
  return readOnce(db, rules, request, { attempt, from: 'all' });
}
