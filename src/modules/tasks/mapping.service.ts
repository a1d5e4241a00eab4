import type { Context } from '../../http/app-types.js';
import { DomainError } from '../../http/errors.js';
import { assertMayMap } from './action-policy.js';
import { storedComment } from './comment.js';
import { effectiveStatus, holds, mayHandInLate, type TaskFacts } from './task-facts.js';
import { TASK_STATUS, TRANSITIONS, type TaskStatus } from './task-states.js';
import { transitionOfOne, type TaskAction } from './transition.service.js';

/**
 * Locks a task for mapping (row 6). The holder locking again changes nothing.
 * @returns the TaskDTO as JSON text
 * @throws DomainError PROJECT_NOT_FOUND, TASK_NOT_FOUND, InvalidTaskState, and the reasons of `assertMayMap`
 */
export const lockForMapping = (context: Context, action: TaskAction): Promise<string> =>
  transitionOfOne(context, action, ({ actor, project, held, task }) => {
    if (holds(task, actor.id, 'LOCKED_FOR_MAPPING') && !task.lockExpired) return null;
    const from: readonly TaskStatus[] = TRANSITIONS.lockForMapping.from;
    if (!from.includes(effectiveStatus(task))) throw new DomainError('InvalidTaskState');
    assertMayMap(actor, project, held.length > 0);
    return { action: 'lockForMapping' };
  });

/** @throws DomainError LockBeforeUnlocking, TaskNotOwned */
function assertHolds(task: TaskFacts, userId: number): void {
  if (holds(task, userId, 'LOCKED_FOR_MAPPING')) return;
  throw new DomainError(effectiveStatus(task) === 'LOCKED_FOR_MAPPING' ? 'TaskNotOwned' : 'LockBeforeUnlocking');
}

/** What the holder of a mapping lock hands in. */
export interface MappingResult {
  /** As the client wrote it, in any case. */
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
 * Hands in work on a task (row 7). Late work counts while nobody locked the task since.
 * @returns the TaskDTO as JSON text
 * @throws DomainError InvalidData, PROJECT_NOT_FOUND, TASK_NOT_FOUND, LockBeforeUnlocking, TaskNotOwned, InvalidUnlockState
 */
export async function unlockAfterMapping(context: Context, action: TaskAction, result: MappingResult): Promise<string> {
  const to = stateNamed(result.status);
  const allowed: readonly TaskStatus[] = TRANSITIONS.unlockAfterMapping.to;
  const comment = storedComment(result.comment);
  return transitionOfOne(context, action, ({ actor, task }) => {
    if (!mayHandInLate(task, actor.id, 'LOCKED_FOR_MAPPING')) assertHolds(task, actor.id);
    if (!allowed.includes(to)) throw new DomainError('InvalidUnlockState');
    return { action: 'unlockAfterMapping', to, comment, wrote: result.comment };
  });
}

/**
 * Gives a task back as it was before the lock (row 8).
 * @returns the TaskDTO as JSON text
 * @throws DomainError PROJECT_NOT_FOUND, TASK_NOT_FOUND, LockBeforeUnlocking, TaskNotOwned
 */
export async function stopMapping(context: Context, action: TaskAction, wrote?: string | null): Promise<string> {
  const comment = storedComment(wrote);
  return transitionOfOne(context, action, ({ actor, task }) => {
    assertHolds(task, actor.id);
    return { action: 'stopMapping', comment, wrote };
  });
}
