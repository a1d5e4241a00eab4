import { setImmediate } from 'node:timers/promises';
import { inBulkTransaction, type Tx } from '../../../db/transaction.js';
import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { requireAccess } from '../../../access/require-access.js';
import type { TaskEvent } from '../engine/task-events.js';
import { writeChanges } from '../engine/write-changes.repository.js';
import { planChange, type ChangeRequest, type TaskChange } from '../state-machine/plan-change.js';
import { effectiveStatus, hasExpiredLock, type TaskSnapshot } from '../state-machine/task-snapshot.js';
import { TRANSITIONS, type ActionName, type TaskStatus } from '../state-machine/task-states.js';
import { previousOf, type HistoryAct } from '../state-machine/task-undo.js';
import { findUserId } from '../../users/users.service.js';
import { lockTasks, readHistories, readManySnapshots, type TaskFilter } from './bulk.repository.js';

interface BulkPlan {
  action: ActionName;
  /** Selects the tasks by their stored columns. They are locked before the decisions. */
  filter: TaskFilter;
  /** Whether `decide` needs the last mapper and the date of the last state change. */
  needsReview: boolean;
  /** Whether `decide` needs the history of a task, oldest first. */
  needsHistory?: boolean;
  /** Decides on one task; null if it does not change. */
  decide: (task: TaskSnapshot, history: HistoryAct[]) => Omit<ChangeRequest, 'action' | 'actorId'> | null;
}

/** Compares dates in the same text format. */
const compareDates = (a: string | null, b: string | null): number =>
  Number((a ?? '') > (b ?? '')) - Number((a ?? '') < (b ?? ''));

/**
 * After this number of tasks, planning pauses so that other requests are served. Planning 10,000 tasks without a pause takes
 * tens of milliseconds.
 */
const PLANNING_CHUNK_TASKS = 1000;

async function planMany(tasks: TaskSnapshot[], actorId: number, plan: BulkPlan, histories: Map<number, HistoryAct[]>) {
  const changes: TaskChange[] = [];
  const changedTasks: TaskEvent['tasks'] = [];
  for (const [index, task] of tasks.entries()) {
    if (index % PLANNING_CHUNK_TASKS === 0) await setImmediate();
    const decision = plan.decide(task, histories.get(task.taskId) ?? []);
    if (!decision) continue;
    const change = planChange(task, { ...decision, action: plan.action, actorId });
    changedTasks.push({ taskId: task.taskId, from: effectiveStatus(task), to: change.status });
    changes.push(change);
  }
  return { changes, changedTasks };
}

/**
 * Applies one plan to any number of tasks with three or four statements: lock the rows, read them, write the changes. Each
 * task gets the history that the single action would write.
 * @returns the event to publish after the commit; it has no tasks if nothing changed
 */
async function changeMany(
  context: Context,
  tx: Tx,
  { projectId, actorId }: { projectId: number; actorId: number },
  plan: BulkPlan,
): Promise<TaskEvent> {
  const event: TaskEvent = { action: plan.action, projectId, actorId, tasks: [] };
  const taskIds = await lockTasks(tx, projectId, plan.filter);
  if (taskIds.length === 0) return event;
  const tasks = await readManySnapshots(tx, context.config, projectId, { taskIds, review: plan.needsReview });
  const histories = plan.needsHistory ? await readHistories(tx, projectId, taskIds) : new Map<number, HistoryAct[]>();
  // Tasks are changed in the order of their last state changes.
  if (plan.needsReview) tasks.sort((a, b) => compareDates(a.lastChangedAt, b.lastChangedAt));
  const { changes, changedTasks } = await planMany(tasks, actorId, plan, histories);
  await setImmediate();
  if (changes.length > 0 && !(await writeChanges(tx, { projectId, actorId, changes })))
    throw new Error(`${plan.action}: rows changed while they were locked`);
  return { ...event, tasks: changedTasks };
}

/** Runs a plan in a transaction and publishes its event. */
async function applyToMany(
  context: Context,
  where: { projectId: number; actorId: number },
  plan: BulkPlan,
): Promise<void> {
  const event = await inBulkTransaction(context.database, (tx) => changeMany(context, tx, where, plan));
  if (event.tasks.length > 0) context.events.publish(event);
}

const LOCKS = ['LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION'] as const;

/** The actions that change all tasks of a project. */
export type ProjectWideAction = 'mapAll' | 'validateAll' | 'invalidateAll' | 'resetAllBadImagery' | 'resetAll';

/** A task that nobody has worked on has nothing to reset. */
const isUntouched = (task: TaskSnapshot): boolean =>
  task.status === 'READY' && task.mappedBy === null && task.validatedBy === null;

/**
 * Changes all tasks of a project that are in the states from which the action starts. An expired lock counts as no lock.
 * @param where the project, and the manager who acts
 */
export async function changeAllTasks(
  context: Context,
  where: { projectId: number; actorId: number },
  action: ProjectWideAction,
): Promise<void> {
  const from: readonly TaskStatus[] = TRANSITIONS[action].from;
  await applyToMany(context, where, {
    action,
    filter: { states: [...from, ...LOCKS] },
    needsReview: action === 'validateAll' || action === 'invalidateAll',
    decide: (task) =>
      from.includes(effectiveStatus(task)) && !(action === 'resetAll' && isUntouched(task)) ? {} : null,
  });
}

/**
 * Reverts the work of one user. Tasks that this user marked as bad imagery become READY. Tasks that this user validated
 * become MAPPED. The history rows name this user as their author, and the counter of this user decreases.
 * @throws DomainError InvalidData (no user has this name; checked first), USER_NOT_FOUND, PROJECT_NOT_FOUND,
 *   UserActionNotPermitted
 */
export async function resetByUser(
  context: Context,
  { projectId, userId }: { projectId: number; userId: number },
  { username, status }: { username: string; status: 'BADIMAGERY' | 'VALIDATED' },
): Promise<void> {
  const { db } = context.database;
  const ownerId = await findUserId(context, username);
  if (ownerId === null) throw new DomainError('InvalidData', { sentence: 'Unable to revert tasks' });
  const demand = { access: 'project:edit', refusal: 'UserActionNotPermitted' } as const;
  const { viewer } = await requireAccess(demand, { db, userId, params: { projectId } });
  await applyToMany(
    context,
    { projectId, actorId: viewer.id },
    {
      action: 'resetByUser',
      filter: { states: [status, ...LOCKS], [status === 'BADIMAGERY' ? 'mappedBy' : 'validatedBy']: ownerId },
      needsReview: false,
      needsHistory: true,
      decide: (task, history) =>
        effectiveStatus(task) === status
          ? { onBehalfOf: ownerId, previous: previousOf({ ...task, status }, history) }
          : null,
    },
  );
}

/** Whether the history has an open row for the lock of a task: of its holder, and of the kind of the lock. */
const hasLockRow = ({ status, lockedBy }: TaskSnapshot, history: HistoryAct[]): boolean =>
  history.some(
    ({ action, text, userId }) =>
      text === null && userId === lockedBy && (action === status || action === status.replace('LOCKED', 'EXTENDED')),
  );

/**
 * The locks that are released. `expired`: locks that lasted longer than allowed. `broken`: locks without a holder, or without
 * an open lock row in the history.
 */
export type LockFault = 'expired' | 'broken';

/** The actor of auto-unlocks. The author of their history rows is the holder of the lock. */
const NOBODY = 0;

/**
 * Records the expired or the broken locks of one project as auto-unlocks.
 * @returns the event to publish after the commit
 */
export const releaseLocks = (context: Context, tx: Tx, projectId: number, fault: LockFault): Promise<TaskEvent> =>
  changeMany(
    context,
    tx,
    { projectId, actorId: NOBODY },
    {
      action: 'autoUnlock',
      filter: { states: [...LOCKS] },
      needsReview: false,
      needsHistory: fault === 'broken',
      decide: (task, history) =>
        (fault === 'expired' ? hasExpiredLock(task) : !hasLockRow(task, history)) ? {} : null,
    },
  );
