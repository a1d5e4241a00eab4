import { projectNotFound } from '../../../access/project-policy.js';
import type { Context } from '../../../context.js';
import { inLongTransaction } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import { deleteProjectRows, deleteTaskRows, lockProject, lockTasks } from './project-deletion.repository.js';

/**
 * Deletes a project on which nobody has worked, with everything that belongs to it. Messages are kept.
 * @throws DomainError PROJECT_NOT_FOUND, HasMappedTasks (a task is in another state than READY)
 */
export const deleteProject = ({ database }: Context, projectId: number): Promise<void> =>
  inLongTransaction(database, async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) throw projectNotFound(projectId);
    if (project.workedOn > 0) throw new DomainError('HasMappedTasks');
    await deleteProjectRows(tx, projectId);
  });

/**
 * Deletes a project with everything that belongs to it, even if users have worked on it. Does nothing for an unknown
 * project.
 */
export const discardProject = ({ database }: Context, projectId: number): Promise<void> =>
  inLongTransaction(database, async (tx) => {
    if (await lockProject(tx, projectId)) await deleteProjectRows(tx, projectId);
  });

/**
 * Deletes tasks of a project with their history, all or none. The counters of the project are updated.
 * @throws DomainError TASK_NOT_FOUND if one of them does not exist
 */
export async function deleteTasks({ database }: Context, projectId: number, taskIds: number[]): Promise<void> {
  const wanted = [...new Set(taskIds)];
  if (wanted.length === 0) return;
  await inLongTransaction(database, async (tx) => {
    const locked = new Set(await lockTasks(tx, projectId, wanted));
    const missing = wanted.find((id) => !locked.has(id));
    if (missing !== undefined)
      throw new DomainError('TASK_NOT_FOUND', { details: { project_id: projectId, task_id: missing } });
    await deleteTaskRows(tx, projectId, wanted);
  });
}
