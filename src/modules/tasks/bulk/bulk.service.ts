import { setImmediate } from 'node:timers/promises';
import { Prisma } from '../../../generated/prisma/client.js';
import { inBulkTransaction, type Tx } from '../../../db/transaction.js';
import type { Context } from '../../../context.js';
import { DomainError, type RuleCode } from '../../../errors/errors.js';
import { managesProject, projectNotFound } from '../../../access/project-policy.js';
import { userNotFound, type Viewer } from '../../../access/viewer.js';
import { readActionContext } from '../engine/action-context.repository.js';
import { findUserId, lockTasks, readManySnapshots, readHistories } from './bulk.repository.js';
import { planChange, type ChangeRequest, type TaskChange } from '../state-machine/plan-change.js';
import { writeChanges } from '../engine/write-changes.repository.js';
import type { TaskEvent } from '../engine/task-events.js';
import { effectiveStatus, hasRunOut, type TaskSnapshot } from '../state-machine/task-snapshot.js';
import { TASK_STATUS, TRANSITIONS, type ActionName, type TaskStatus } from '../state-machine/task-states.js';
import type { Sql } from '../../../db/sql.js';
import { previousOf, type HistoryAct } from '../state-machine/task-undo.js';

/** Who acts on a whole project. */
export interface BulkAction {
  projectId: number;
  userId: number;
}

/**
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND, and `refusal` where the user does not manage the project
 */
async function managerOf(context: Context, { projectId, userId }: BulkAction, refusal: RuleCode): Promise<Viewer> {
  const { actor, project } = await readActionContext(context.database.db, context.config, userId, {
    projectId,
    taskIds: [],
    locales: [],
  });
  if (!actor) throw userNotFound(userId);
  if (!project) throw projectNotFound(projectId);
  if (!managesProject(actor, project)) throw new DomainError(refusal);
  return actor;
}

interface BulkPlan {
  action: ActionName;
  /** Which rows may be concerned, as stored: they are locked before anything is decided. */
  which: Sql;
  /** Whether it is needed who mapped a task, and when its state changed. */
  review: boolean;
  /** Whether `request` needs what happened to the tasks before. */
  withHistory?: boolean;
  /** What is to be done to a task of them; null where nothing. */
  request: (task: TaskSnapshot, past: HistoryAct[]) => Omit<ChangeRequest, 'action' | 'actorId'> | null;
}

/** Texts of dates in one form: they compare by their characters. */
const compareDates = (a: string | null, b: string | null): number =>
  Number((a ?? '') > (b ?? '')) - Number((a ?? '') < (b ?? ''));

/** After so many tasks other requests are let in: planning ten thousand takes tens of milliseconds. */
const PLANNING_CHUNK_TASKS = 1000;

interface Written {
  changes: TaskChange[];
  event: TaskEvent;
}

async function changeMany(
  context: Context,
  tx: Tx,
  projectId: number,
  actorId: number,
  plan: BulkPlan,
): Promise<Written> {
  const event: TaskEvent = { action: plan.action, projectId, actorId, tasks: [] };
  const taskIds = await lockTasks(tx, projectId, plan.which);
  if (taskIds.length === 0) return { changes: [], event };
  const tasks = await readManySnapshots(tx, context.config, projectId, { taskIds, review: plan.review });
  const pasts = plan.withHistory ? await readHistories(tx, projectId, taskIds) : new Map<number, HistoryAct[]>();
  // Of one state, tasks are taken in the order in which they came to it.
  if (plan.review) tasks.sort((a, b) => compareDates(a.lastChangedAt, b.lastChangedAt));
  const changes: TaskChange[] = [];
  for (const [index, task] of tasks.entries()) {
    if (index % PLANNING_CHUNK_TASKS === 0) await setImmediate();
    const request = plan.request(task, pasts.get(task.taskId) ?? []);
    if (!request) continue;
    const change = planChange(task, { ...request, action: plan.action, actorId });
    event.tasks.push({ taskId: task.taskId, from: effectiveStatus(task), to: change.status });
    changes.push(change);
  }
  await setImmediate();
  if (changes.length > 0 && !(await writeChanges(tx, { projectId, actorId, changes })))
    throw new Error(`${plan.action}: rows changed while they were locked`);
  return { changes, event };
}

/**
 * Does the same to many tasks in one transaction of three or four statements, however many there are: lock the rows, read what
 * they are, write the changes. Each task gets the history that the single action would write.
 */
async function applyToMany(context: Context, projectId: number, actorId: number, plan: BulkPlan): Promise<void> {
  const { changes, event } = await inBulkTransaction(context.database, (tx) =>
    changeMany(context, tx, projectId, actorId, plan),
  );
  if (changes.length > 0) context.events.publish(event);
}

const storedAs = (...states: readonly TaskStatus[]): Sql =>
  Prisma.sql`coalesce(t.task_status, 0) = ANY(${states.map((status) => TASK_STATUS[status])}::int[])`;

const LOCKS = ['LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION'] as const;

type ProjectWide = 'mapAll' | 'validateAll' | 'invalidateAll' | 'resetAllBadImagery' | 'resetAll';

/** A task that was never worked on has nothing to reset. */
const isUntouched = (task: TaskSnapshot): boolean =>
  task.status === 'READY' && task.mappedBy === null && task.validatedBy === null;

/**
 * Rows 14 to 18: what a manager does to all tasks of a project that are in the right state (a lock that ran out counts as
 * none).
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND, UserPermissionError
 */
export async function changeAllTasks(context: Context, action: BulkAction, name: ProjectWide): Promise<void> {
  const actor = await managerOf(context, action, 'UserPermissionError');
  const from: readonly TaskStatus[] = TRANSITIONS[name].from;
  await applyToMany(context, action.projectId, actor.id, {
    action: name,
    which: storedAs(...from, ...LOCKS),
    review: name === 'validateAll' || name === 'invalidateAll',
    request: (task) =>
      from.includes(effectiveStatus(task)) && !(name === 'resetAll' && isUntouched(task)) ? {} : null,
  });
}

/**
 * Row 19: takes back what one user did: bad imagery that they marked becomes READY, tasks that they validated MAPPED. The
 * history rows are in their name, and their counter goes back.
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND, UserActionNotPermitted, InvalidData (no such user)
 */
export async function resetByUser(
  context: Context,
  action: BulkAction,
  { username, status }: { username: string; status: 'BADIMAGERY' | 'VALIDATED' },
): Promise<void> {
  const actor = await managerOf(context, action, 'UserActionNotPermitted');
  const userId = await findUserId(context.database.db, username);
  if (userId === null) throw new DomainError('InvalidData', { sentence: 'Unable to revert tasks' });
  const owner = status === 'BADIMAGERY' ? Prisma.sql`t.mapped_by` : Prisma.sql`t.validated_by`;
  await applyToMany(context, action.projectId, actor.id, {
    action: 'resetByUser',
    which: Prisma.sql`${storedAs(status, ...LOCKS)} AND ${owner} = ${userId}::bigint`,
    review: false,
    withHistory: true,
    request: (task, past) =>
      effectiveStatus(task) === status ? { onBehalfOf: userId, previous: previousOf({ ...task, status }, past) } : null,
  });
}

/**
 * Writes down the locks that ran out in one project, as every read shows them already.
 * @returns what is to be told once the transaction is committed
 */
export async function unlockExpired(context: Context, tx: Tx, projectId: number): Promise<TaskEvent> {
  const { event } = await changeMany(context, tx, projectId, NOBODY, {
    action: 'autoUnlock',
    which: storedAs(...LOCKS),
    review: false,
    request: (task) => (hasRunOut(task) ? {} : null),
  });
  return event;
}

/** The sweep acts in nobody's name: the rows that it writes are the lock holders'. */
const NOBODY = 0;
