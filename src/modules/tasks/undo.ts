import { DomainError } from '../../http/errors.js';
import { mayValidate } from './action-policy.js';
import type { DecideOnOne } from './situation.js';
import { effectiveStatus } from './task-facts.js';
import { isLocked, TRANSITIONS, type TaskStatus } from './task-states.js';
import { previousOf } from './task-undo.js';

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
