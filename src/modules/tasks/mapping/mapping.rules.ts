import { DomainError } from '../../../errors/errors.js';
import { assertMayMap } from '../engine/action-policy.js';
import { storedComment } from '../comments/comment.rules.js';
import type { DecideOnOne } from '../engine/action-context.js';
import { effectiveStatus, holds, mayHandInLate, type TaskSnapshot } from '../state-machine/task-snapshot.js';
import { TASK_STATUS, TRANSITIONS, type TaskStatus } from '../state-machine/task-states.js';

/**
 * Locking a task for mapping (row 6). The holder locking again changes nothing.
 * @throws DomainError InvalidTaskState, and the reasons of `assertMayMap`
 */
export const lockForMapping: DecideOnOne = ({ actor, project, heldLocks, task }) => {
  if (holds(task, actor.id, 'LOCKED_FOR_MAPPING') && !task.lockExpired) return null;
  const from: readonly TaskStatus[] = TRANSITIONS.lockForMapping.from;
  if (!from.includes(effectiveStatus(task))) throw new DomainError('InvalidTaskState');
  assertMayMap(actor, project, heldLocks.length > 0);
  return { action: 'lockForMapping' };
};

/** @throws DomainError LockBeforeUnlocking, TaskNotOwned */
function assertHolds(task: TaskSnapshot, userId: number): void {
  if (holds(task, userId, 'LOCKED_FOR_MAPPING')) return;
  throw new DomainError(effectiveStatus(task) === 'LOCKED_FOR_MAPPING' ? 'TaskNotOwned' : 'LockBeforeUnlocking');
}

/** What the holder of a mapping lock hands in. */
export interface MappingResult {
  /** As the client rawComment it, in any case. */
  status: string;
  comment?: string | null | undefined;
}

/** @throws DomainError InvalidData for what is no state */
function stateNamed(name: string): TaskStatus {
  const state = name.toUpperCase();
  if (!Object.hasOwn(TASK_STATUS, state))
    throw new DomainError('InvalidData', { sentence: 'Task unlock failed: unknown status' });
  return state as TaskStatus;
}

/**
 * Handing in work on a task (row 7). Late work counts while nobody locked the task since.
 * @throws DomainError InvalidData, at once; LockBeforeUnlocking, TaskNotOwned, InvalidUnlockState
 */
export function unlockAfterMapping({ status, comment: rawComment }: MappingResult): DecideOnOne {
  const to = stateNamed(status);
  const allowed: readonly TaskStatus[] = TRANSITIONS.unlockAfterMapping.to;
  const comment = storedComment(rawComment);
  return ({ actor, task }) => {
    if (!mayHandInLate(task, actor.id, 'LOCKED_FOR_MAPPING')) assertHolds(task, actor.id);
    if (!allowed.includes(to)) throw new DomainError('InvalidUnlockState');
    return { action: 'unlockAfterMapping', to, comment, rawComment };
  };
}

/**
 * Giving a task back as it was before the lock (row 8).
 * @throws DomainError LockBeforeUnlocking, TaskNotOwned
 */
export function stopMapping(rawComment?: string | null): DecideOnOne {
  const comment = storedComment(rawComment);
  return ({ actor, task }) => {
    assertHolds(task, actor.id);
    return { action: 'stopMapping', comment, rawComment };
  };
}
