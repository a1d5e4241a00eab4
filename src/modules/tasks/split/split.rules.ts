import { DomainError } from '../../../errors/errors.js';
import type { Rule } from '../engine/action-context.js';
import { assertMayMap } from '../engine/action-policy.js';
import { effectiveStatus } from '../state-machine/task-snapshot.js';
import { TRANSITIONS, type TaskStatus } from '../state-machine/task-states.js';

const SPLITTABLE: readonly TaskStatus[] = TRANSITIONS.split.from;

/**
 * Splits a task. It must be READY, or locked for mapping by the caller.
 * @param tooSmall whether the task is too small to be split
 * @throws DomainError SmallToSplit, LockToSplit, SplitOtherUserTask, and for a READY task the reasons of `assertMayMap`
 */
export const splitRule =
  (tooSmall: boolean): Rule =>
  ({ actor, project, heldLocks, tasks }) =>
    tasks.map((task) => {
      if (tooSmall) throw new DomainError('SmallToSplit');
      const status = effectiveStatus(task);
      if (!SPLITTABLE.includes(status)) throw new DomainError('LockToSplit');
      if (status === 'READY') assertMayMap(actor, project, heldLocks.length > 0);
      else if (task.lockedBy !== actor.id) throw new DomainError('SplitOtherUserTask');
      return { action: 'split' };
    });
