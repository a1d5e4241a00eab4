import { DomainError } from '../../../errors/errors.js';
import { assertMayMap } from '../engine/action-policy.js';
import { storedComment } from '../comments/comment.rules.js';
import type { Rule } from '../engine/action-context.js';
import { effectiveStatus, holds, mayHandInLate, type TaskSnapshot } from '../state-machine/task-snapshot.js';
import { TASK_STATUS, TRANSITIONS, type TaskStatus } from '../state-machine/task-states.js';

const LOCKABLE: readonly TaskStatus[] = TRANSITIONS.lockForMapping.from;

/**
 * Locks a task for mapping. Nothing changes if the actor already holds the lock.
 * @throws DomainError InvalidTaskState, and the reasons of `assertMayMap`
 */
export const lockForMapping: Rule = ({ actor, project, heldLocks, tasks }) => {
  if (tasks.every((task) => holds(task, actor.id, 'LOCKED_FOR_MAPPING') && !task.lockExpired)) return [];
  for (const task of tasks) if (!LOCKABLE.includes(effectiveStatus(task))) throw new DomainError('InvalidTaskState');
  assertMayMap(actor, project, heldLocks.length > 0);
  return tasks.map(() => ({ action: 'lockForMapping' }));
};

/** @throws DomainError LockBeforeUnlocking, TaskNotOwned */
function assertHolds(task: TaskSnapshot, userId: number): void {
  if (holds(task, userId, 'LOCKED_FOR_MAPPING')) return;
  throw new DomainError(effectiveStatus(task) === 'LOCKED_FOR_MAPPING' ? 'TaskNotOwned' : 'LockBeforeUnlocking');
}

/** The result of mapping a task. */
export interface MappingResult {
  /** The name of a state from the client, in upper or lower case. */
  status: string;
  comment?: string | null | undefined;
}

/** @throws DomainError InvalidData if there is no state with this name */
function stateNamed(name: string): TaskStatus {
  const state = name.toUpperCase();
  if (!Object.hasOwn(TASK_STATUS, state))
    throw new DomainError('InvalidData', { sentence: 'Task unlock failed: unknown status' });
  return state as TaskStatus;
}

/**
 * Hands in the work on a task. After the lock has expired, work is accepted as long as nobody has locked the task since.
 * @throws DomainError InvalidData (before the rule is applied), LockBeforeUnlocking, TaskNotOwned, InvalidUnlockState
 */
export function unlockAfterMapping({ status, comment: rawComment }: MappingResult): Rule {
  const to = stateNamed(status);
  const allowed: readonly TaskStatus[] = TRANSITIONS.unlockAfterMapping.to;
  const comment = storedComment(rawComment);
  return ({ actor, tasks }) => {
    for (const task of tasks) if (!mayHandInLate(task, actor.id, 'LOCKED_FOR_MAPPING')) assertHolds(task, actor.id);
    if (!allowed.includes(to)) throw new DomainError('InvalidUnlockState');
    return tasks.map(() => ({ action: 'unlockAfterMapping', to, comment, rawComment }));
  };
}

/**
 * Ends the lock of the actor. The task returns to its state before the lock.
 * @throws DomainError LockBeforeUnlocking, TaskNotOwned
 */
export function stopMapping(rawComment?: string | null): Rule {
  const comment = storedComment(rawComment);
  return ({ actor, tasks }) => {
    for (const task of tasks) assertHolds(task, actor.id);
    return tasks.map(() => ({ action: 'stopMapping', comment, rawComment }));
  };
}
