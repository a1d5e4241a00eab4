import { DomainError } from '../../../errors/errors.js';
import { ROLE } from '../../../access/codes.js';
import type { Viewer } from '../../../access/viewer.js';
import { assertMayValidate } from '../engine/action-policy.js';
import { storedComment } from '../comments/comment.rules.js';
import type { ActionContext, Rule } from '../engine/action-context.js';
import type { MappingIssue } from '../state-machine/plan-change.js';
import { effectiveStatus, holds, mayHandInLate, type TaskSnapshot } from '../state-machine/task-snapshot.js';
import { TRANSITIONS, type TaskStatus } from '../state-machine/task-states.js';

const holdsForValidation = (task: TaskSnapshot, userId: number): boolean =>
  holds(task, userId, 'LOCKED_FOR_VALIDATION') && !task.lockExpired;

/** @throws DomainError NotReadyForValidation, CannotValidateMappedTask */
function assertReadyForValidation(task: TaskSnapshot, actor: Viewer): void {
  const from: readonly TaskStatus[] = TRANSITIONS.lockForValidation.from;
  if (!from.includes(effectiveStatus(task)) && !holdsForValidation(task, actor.id))
    throw new DomainError('NotReadyForValidation', {
      sentence: `Task ${task.taskId} is not MAPPED, BADIMAGERY or INVALIDATED`,
    });
  if (task.mappedBy === actor.id && actor.role !== ROLE.ADMIN) throw new DomainError('CannotValidateMappedTask');
}

/** Whether the actor holds exactly the requested tasks for validation, and no others. */
const holdsExactly = ({ actor, project, heldLocks, tasks }: ActionContext): boolean =>
  heldLocks.length === tasks.length &&
  heldLocks.every(({ projectId }) => projectId === project.id) &&
  tasks.every((task) => holdsForValidation(task, actor.id));

/**
 * Locks tasks for validation, all or none. Nothing changes if the actor already holds exactly these locks.
 * @throws DomainError NotReadyForValidation, CannotValidateMappedTask, and the reasons of `assertMayValidate`
 */
export const lockForValidation: Rule = (context) => {
  const { actor, project, heldLocks, tasks } = context;
  for (const task of tasks) assertReadyForValidation(task, actor);
  const already = holdsExactly(context);
  assertMayValidate(actor, project, heldLocks.length > 0 && !already);
  return already ? [] : tasks.map(() => ({ action: 'lockForValidation' }));
};

/** @throws DomainError NotLockedForValidation, TaskNotOwned */
function assertHolds(task: TaskSnapshot, userId: number): void {
  if (holds(task, userId, 'LOCKED_FOR_VALIDATION')) return;
  if (effectiveStatus(task) === 'LOCKED_FOR_VALIDATION') throw new DomainError('TaskNotOwned');
  throw new DomainError('NotLockedForValidation', { sentence: `Task ${task.taskId} is not LOCKED_FOR_VALIDATION` });
}

/** The result of validating one task. */
export interface ValidationResult {
  taskId: number;
  status: TaskStatus;
  comment?: string | null | undefined;
  issues: MappingIssue[];
}

type WithComment = { taskId: number; comment?: string | null | undefined };

/** Results by task, with the comment as it is stored. If an id is given twice, the later result counts. */
function resultsByTask<T extends WithComment>(results: T[]): (task: TaskSnapshot) => T & { stored: string | null } {
  const byTask = new Map(results.map((r) => [r.taskId, { ...r, stored: storedComment(r.comment) }]));
  return ({ taskId }) => {
    const result = byTask.get(taskId);
    if (result === undefined) throw new Error(`no result for task ${taskId}`);
    return result;
  };
}

/**
 * Hands in the validation of tasks, all or none. After a lock has expired, work is accepted as long as nobody has locked
 * the task since.
 * @throws DomainError NotLockedForValidation, TaskNotOwned
 */
export function unlockAfterValidation(validated: ValidationResult[]): Rule {
  const resultOf = resultsByTask(validated);
  return ({ actor, tasks }) => {
    for (const task of tasks) if (!mayHandInLate(task, actor.id, 'LOCKED_FOR_VALIDATION')) assertHolds(task, actor.id);
    return tasks.map((task) => {
      const { status: to, comment: rawComment, stored: comment, issues } = resultOf(task);
      return { action: 'unlockAfterValidation', to, comment, rawComment, issues };
    });
  };
}

/**
 * Ends the locks of the actor, all or none. The tasks return to their states before the locks.
 * @throws DomainError NotLockedForValidation, TaskNotOwned
 */
export function stopValidation(reset: WithComment[]): Rule {
  const resultOf = resultsByTask(reset);
  return ({ actor, tasks }) => {
    for (const task of tasks) assertHolds(task, actor.id);
    return tasks.map((task) => {
      const { comment: rawComment, stored: comment } = resultOf(task);
      return { action: 'stopValidation', comment, rawComment };
    });
  };
}

const LOCKED: readonly TaskStatus[] = TRANSITIONS.extend.from;

/**
 * Starts the duration of locks again, for mapping and validation, all or none.
 * @throws DomainError TaskStatusNotLocked, LockedByAnotherUser
 */
export const extendLocks: Rule = ({ actor, tasks }) => {
  for (const task of tasks) {
    if (!LOCKED.includes(effectiveStatus(task)))
      throw new DomainError('TaskStatusNotLocked', {
        sentence: `Task ${task.taskId} status is not LOCKED_FOR_MAPPING or LOCKED_FOR_VALIDATION.`,
      });
    if (task.lockedBy !== actor.id) throw new DomainError('LockedByAnotherUser');
  }
  return tasks.map(() => ({ action: 'extend' }));
};
