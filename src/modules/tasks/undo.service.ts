import type { Context } from '../../http/app-types.js';
import { DomainError } from '../../http/errors.js';
import { readPasts } from './action-context.repository.js';
import { mayValidate } from './action-policy.js';
import { effectiveStatus } from './task-facts.js';
import { isLocked, TRANSITIONS, type TaskStatus } from './task-states.js';
import { previousOf } from './task-undo.js';
import { transitionOfOne, type TaskAction } from './transition.service.js';

const UNDOABLE: readonly TaskStatus[] = TRANSITIONS.undo.from;

/**
 * Undoes the last action on a task (row 9): for who did it, or may validate.
 * @returns the TaskDTO as JSON text
 * @throws DomainError PROJECT_NOT_FOUND, TASK_NOT_FOUND, UndoPermissionError
 */
export const undoLastAction = (context: Context, action: TaskAction): Promise<string> =>
  transitionOfOne(context, action, async ({ actor, project, task }) => {
    const status = effectiveStatus(task);
    if (isLocked(status) || !UNDOABLE.includes(status)) throw new DomainError('UndoPermissionError');
    if (task.lastUser !== actor.id && !mayValidate(actor, project)) throw new DomainError('UndoPermissionError');
    // Read after the task itself: had the task changed since, its version would differ and nothing be written.
    const pasts = await readPasts(context.database.db, action.projectId, [task.taskId]);
    return { action: 'undo', previous: previousOf({ ...task, status }, pasts.get(task.taskId) ?? []) };
  });
