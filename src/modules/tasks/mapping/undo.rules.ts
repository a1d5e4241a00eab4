import { DomainError } from '../../../errors/errors.js';
import { mayValidate } from '../engine/action-policy.js';
import type { DecideOnOne } from '../engine/action-context.js';
import { effectiveStatus } from '../state-machine/task-snapshot.js';
import { isLocked, TRANSITIONS, type TaskStatus } from '../state-machine/task-states.js';
import { previousOf } from '../state-machine/task-undo.js';

const UNDOABLE: readonly TaskStatus[] = TRANSITIONS.undo.from;

/**
 * Undoing the last action on a task (row 9): for who did it, or may validate.
 * @throws DomainError UndoPermissionError
 */
export const undoLastAction: DecideOnOne = ({ actor, project, task }) => {
  const status = effectiveStatus(task);
  if (isLocked(status) || !UNDOABLE.includes(status)) throw new DomainError('UndoPermissionError');
  if (task.lastUser !== actor.id && !mayValidate(actor, project)) throw new DomainError('UndoPermissionError');
  const past = task.history.map(({ action, actionText: text, userId }) => ({ action, text, userId })).reverse();
  return { action: 'undo', previous: previousOf({ ...task, status }, past) };
};
