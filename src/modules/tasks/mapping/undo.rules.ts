import { DomainError } from '../../../errors/errors.js';
import { mayValidate } from '../engine/action-policy.js';
import type { Rule } from '../engine/action-context.js';
import { effectiveStatus } from '../state-machine/task-snapshot.js';
import { isLocked, TRANSITIONS, type TaskStatus } from '../state-machine/task-states.js';
import { previousOf } from '../state-machine/task-undo.js';

const UNDOABLE: readonly TaskStatus[] = TRANSITIONS.undo.from;

/**
 * Undoes the last action on a task. Allowed for the user who did it and for validators of the project.
 * @throws DomainError UndoPermissionError
 */
export const undoLastAction: Rule = ({ actor, project, tasks }) =>
  tasks.map((task) => {
    const status = effectiveStatus(task);
    if (isLocked(status) || !UNDOABLE.includes(status)) throw new DomainError('UndoPermissionError');
    if (task.lastUser !== actor.id && !mayValidate(actor, project)) throw new DomainError('UndoPermissionError');
    const history = task.history.map(({ action, actionText: text, userId }) => ({ action, text, userId })).reverse();
    return { action: 'undo', previous: previousOf({ ...task, status }, history) };
  });
