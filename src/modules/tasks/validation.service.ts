import type { Context } from '../../http/app-types.js';
import { DomainError } from '../../http/errors.js';
import { ROLE, type Actor } from '../projects/project-access.service.js';
import { assertMayValidate } from './action-policy.js';
import { storedComment } from './comment.js';
import type { MappingIssue } from './task-change.js';
import { effectiveStatus, holds, mayHandInLate, type TaskFacts } from './task-facts.js';
import { TRANSITIONS, type TaskStatus } from './task-states.js';
import { taskDtoTexts } from './tasks.service.js';
import { transition, type Decision, type Situation, type TasksAction } from './transition.service.js';

/** `{"tasks": […]}` as JSON text: the TaskDTOs of the tasks of an action, in its order, each once. */
async function tasksAnswer(context: Context, { projectId, taskIds, locales }: TasksAction): Promise<string> {
  const dtos = await taskDtoTexts(context, { projectId, taskIds: [...new Set(taskIds)], locales });
  return `{"tasks":[${dtos.join(',')}]}`;
}

const holdsForValidation = (task: TaskFacts, userId: number): boolean =>
  holds(task, userId, 'LOCKED_FOR_VALIDATION') && !task.lockExpired;

/** @throws DomainError NotReadyForValidation, CannotValidateMappedTask */
function assertReadyForValidation(task: TaskFacts, actor: Actor): void {
  const from: readonly TaskStatus[] = TRANSITIONS.lockForValidation.from;
  if (!from.includes(effectiveStatus(task)) && !holdsForValidation(task, actor.id))
    throw new DomainError('NotReadyForValidation', {
      sentence: `Task ${task.taskId} is not MAPPED, BADIMAGERY or INVALIDATED`,
    });
  if (task.mappedBy === actor.id && actor.role !== ROLE.ADMIN) throw new DomainError('CannotValidateMappedTask');
}

/** Whether the tasks asked for are just those that the actor holds for validation. */
const holdsExactly = ({ actor, project, held, tasks }: Situation): boolean =>
  held.length === tasks.length &&
  held.every(({ projectId }) => projectId === project.id) &&
  tasks.every((task) => holdsForValidation(task, actor.id));

/**
 * Locks tasks for validation, all or none (row 10). The holder of just these locks locking again changes nothing.
 * @returns `{"tasks": […]}` as JSON text
 * @throws DomainError PROJECT_NOT_FOUND, TASK_NOT_FOUND, NotReadyForValidation, CannotValidateMappedTask, and the reasons
 *   of `assertMayValidate`
 */
export async function lockForValidation(context: Context, action: TasksAction): Promise<string> {
  await transition(context, action, (situation) => {
    const { actor, project, held, tasks } = situation;
    for (const task of tasks) assertReadyForValidation(task, actor);
    const already = holdsExactly(situation);
    assertMayValidate(actor, project, held.length > 0 && !already);
    return already ? null : tasks.map((): Decision => ({ action: 'lockForValidation' }));
  });
  return tasksAnswer(context, action);
}

/** @throws DomainError NotLockedForValidation, TaskNotOwned */
function assertHolds(task: TaskFacts, userId: number): void {
  if (holds(task, userId, 'LOCKED_FOR_VALIDATION')) return;
  if (effectiveStatus(task) === 'LOCKED_FOR_VALIDATION') throw new DomainError('TaskNotOwned');
  throw new DomainError('NotLockedForValidation', { sentence: `Task ${task.taskId} is not LOCKED_FOR_VALIDATION` });
}

/** What a validator hands in for one task. */
export interface ValidationResult {
  taskId: number;
  status: TaskStatus;
  comment?: string | null | undefined;
  issues: MappingIssue[];
}

type WithoutTasks = Omit<TasksAction, 'taskIds'>;

/** The last word on each task: where an id is given twice, the later one counts. */
const byTask = <T extends { taskId: number }>(results: T[]): Map<number, T> =>
  new Map(results.map((r) => [r.taskId, r]));

const resultOf = <T>(results: Map<number, T>, task: TaskFacts): T => {
  const result = results.get(task.taskId);
  if (result === undefined) throw new Error(`no result for task ${task.taskId}`);
  return result;
};

/**
 * Hands in the validation of tasks, all or none (row 11). Late work counts while nobody locked the task since.
 * @returns `{"tasks": […]}` as JSON text
 * @throws DomainError PROJECT_NOT_FOUND, TASK_NOT_FOUND, NotLockedForValidation, TaskNotOwned
 */
export async function unlockAfterValidation(
  context: Context,
  who: WithoutTasks,
  validated: ValidationResult[],
): Promise<string> {
  const results = byTask(validated.map((result) => ({ ...result, stored: storedComment(result.comment) })));
  const action = { ...who, taskIds: [...results.keys()] };
  await transition(context, action, ({ actor, tasks }) => {
    for (const task of tasks) if (!mayHandInLate(task, actor.id, 'LOCKED_FOR_VALIDATION')) assertHolds(task, actor.id);
    return tasks.map((task): Decision => {
      const { status: to, comment: wrote, stored: comment, issues } = resultOf(results, task);
      return { action: 'unlockAfterValidation', to, comment, wrote, issues };
    });
  });
  return tasksAnswer(context, action);
}

/**
 * Gives tasks back as they were before the lock, all or none (row 12).
 * @returns `{"tasks": […]}` as JSON text
 * @throws DomainError PROJECT_NOT_FOUND, TASK_NOT_FOUND, NotLockedForValidation, TaskNotOwned
 */
export async function stopValidation(
  context: Context,
  who: WithoutTasks,
  reset: { taskId: number; comment?: string | null | undefined }[],
): Promise<string> {
  const results = byTask(reset.map((result) => ({ ...result, stored: storedComment(result.comment) })));
  const action = { ...who, taskIds: [...results.keys()] };
  await transition(context, action, ({ actor, tasks }) => {
    for (const task of tasks) assertHolds(task, actor.id);
    return tasks.map((task): Decision => {
      const { comment: wrote, stored: comment } = resultOf(results, task);
      return { action: 'stopValidation', comment, wrote };
    });
  });
  return tasksAnswer(context, action);
}

/**
 * Lets locks last longer, counted from now, for mapping and validation, all or none (row 13).
 * @throws DomainError PROJECT_NOT_FOUND, TASK_NOT_FOUND, TaskStatusNotLocked, LockedByAnotherUser
 */
export async function extendLocks(context: Context, action: TasksAction): Promise<void> {
  await transition(context, action, ({ actor, tasks }) => {
    for (const task of tasks) {
      if (!LOCKED.includes(effectiveStatus(task)))
        throw new DomainError('TaskStatusNotLocked', {
          sentence: `Task ${task.taskId} status is not LOCKED_FOR_MAPPING or LOCKED_FOR_VALIDATION.`,
        });
      if (task.lockedBy !== actor.id) throw new DomainError('LockedByAnotherUser');
    }
    return tasks.map((): Decision => ({ action: 'extend' }));
  });
}

const LOCKED: readonly TaskStatus[] = TRANSITIONS.extend.from;
