import type { Context } from '../../http/app-types.js';
import { DomainError } from '../../http/errors.js';
import { mayRead, ROLE } from '../projects/project-access.service.js';
import { storedComment } from './comment.js';
import { transitionOfOne, type TaskAction } from './transition.service.js';

/**
 * Comments on a task. The task stays as it is, locks included.
 * @returns the TaskDTO as JSON text
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND, TASK_NOT_FOUND, ReadOnly (a blocked user), PrivateProject
 */
export async function commentOnTask(context: Context, action: TaskAction, wrote: string): Promise<string> {
  const comment = storedComment(wrote);
  return transitionOfOne(context, action, ({ actor, project }) => {
    if (actor.role === ROLE.READ_ONLY) throw new DomainError('ReadOnly');
    if (!mayRead(actor, project)) throw new DomainError('PrivateProject');
    return comment === null ? null : { action: 'comment', comment, wrote };
  });
}
