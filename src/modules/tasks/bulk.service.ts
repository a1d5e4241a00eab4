import { Prisma } from '../../generated/prisma/client.js';
import { inTransaction, type Tx } from '../../db/transaction.js';
import type { Context } from '../../http/app-types.js';
import { DomainError, type RuleCode } from '../../http/errors.js';
import { isManager, projectNotFound, userNotFound, type Actor } from '../projects/project-access.service.js';
import { findUserId, lockTasks, readActionContext, readTaskFacts } from './action-context.repository.js';
import { planChange, type ChangeRequest, type TaskChange } from './task-change.js';
import { writeChanges } from './task-change.repository.js';
import { effectiveStatus, type TaskFacts } from './task-facts.js';
import { isLocked, TASK_STATUS, TRANSITIONS, type ActionName, type TaskStatus } from './task-states.js';
import type { Sql } from './task-sql.js';

/** Who acts on a whole project. */
export interface BulkAction {
  projectId: number;
  userId: number;
}

/**
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND, and `refusal` where the user does not manage the project
 */
async function managerOf(context: Context, { projectId, userId }: BulkAction, refusal: RuleCode): Promise<Actor> {
  const { actor, project } = await readActionContext(context.database.prisma, context.config, {
    projectId,
    userId,
    taskIds: [],
  });
  if (!actor) throw userNotFound(userId);
  if (!project) throw projectNotFound(projectId);
  if (!isManager(actor, project)) throw new DomainError(refusal);
  return actor;
}

interface BulkPlan {
  action: ActionName;
  /** Which rows may be concerned, as stored: they are locked before anything is decided. */
  which: Sql;
  /** What is to be done to a task of them; null where nothing. */
  request: (task: TaskFacts) => Omit<ChangeRequest, 'action' | 'actorId'> | null;
}

/**
 * Does the same to many tasks in one transaction of three statements, however many there are: lock the rows, read what
 * they are, write the changes. Each task gets the history that the single action would write.
 * @returns how many tasks changed
 */
export async function applyToMany(context: Context, projectId: number, actorId: number, plan: BulkPlan): Promise<number> {
  const before = new Map<number, TaskStatus>();
  const changes = await inTransaction(context.database, async (tx: Tx): Promise<TaskChange[]> => {
    const ids = await lockTasks(tx, projectId, plan.which);
    if (ids.length === 0) return [];
    const tasks = await readTaskFacts(tx, context.config, projectId, ids);
    const planned = tasks.flatMap((task) => {
      const request = plan.request(task);
      if (!request) return [];
      before.set(task.taskId, effectiveStatus(task));
      return [planChange(task, { ...request, action: plan.action, actorId })];
    });
    if (planned.length === 0) return [];
    if (!(await writeChanges(tx, { projectId, actorId, changes: planned })))
      throw new Error(`${plan.action}: rows changed while they were locked`);
    return planned;
  });
  if (changes.length > 0)
    context.events.publish({
      action: plan.action,
      projectId,
      actorId,
      tasks: changes.map(({ taskId, status }) => ({ taskId, from: before.get(taskId) ?? status, to: status })),
    });
  return changes.length;
}

const storedAs = (...states: readonly TaskStatus[]): Sql =>
  Prisma.sql`coalesce(t.task_status, 0) = ANY(${states.map((status) => TASK_STATUS[status])}::int[])`;

const LOCKS = ['LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION'] as const;

type ProjectWide = 'mapAll' | 'validateAll' | 'invalidateAll' | 'resetAllBadImagery' | 'resetAll';

/** A task that was never worked on has nothing to reset. */
const isUntouched = (task: TaskFacts): boolean => task.status === 'READY' && task.mappedBy === null && task.validatedBy === null;

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
    request: (task) => (from.includes(effectiveStatus(task)) && !(name === 'resetAll' && isUntouched(task)) ? {} : null),
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
  const userId = await findUserId(context.database.prisma, username);
  if (userId === null) throw new DomainError('InvalidData', { sentence: 'Unable to revert tasks' });
  const owner = status === 'BADIMAGERY' ? Prisma.sql`t.mapped_by` : Prisma.sql`t.validated_by`;
  await applyToMany(context, action.projectId, actor.id, {
    action: 'resetByUser',
    which: Prisma.sql`${storedAs(status, ...LOCKS)} AND ${owner} = ${userId}::bigint`,
    request: (task) =>
      effectiveStatus(task) !== status
        ? null
        : {
            inNameOf: userId,
            previous: {
              status: status === 'BADIMAGERY' ? 'READY' : 'MAPPED',
              mappedBy: task.mappedBy,
              validatedBy: null,
              counts: status === 'VALIDATED' ? [{ userId, validated: -1 }] : [],
            },
          },
  });
}

/** Writes down locks that ran out in one project, as every read shows them already. @returns how many tasks */
export const unlockExpired = (context: Context, projectId: number): Promise<number> =>
  applyToMany(context, projectId, 0, {
    action: 'autoUnlock',
    which: storedAs(...LOCKS),
    request: (task) => (isLocked(task.status) && task.lockExpired && task.lockedBy !== null ? {} : null),
  });
