import { inTransaction } from '../../db/transaction.js';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { readProjectAccess } from '../../access/access.repository.js';
import { managesProject, projectNotFound } from '../../access/project-policy.js';
import { userNotFound } from '../../access/viewer.js';
import {
  anyProject,
  deleteProjectRows,
  listAllProjects,
  lockProject,
  setPublished,
  type ListedProject,
} from './project-admin.repository.js';

export type { ListedProject } from './project-admin.repository.js';

/** All projects, for operators: nobody's permissions are asked for. */
export const listProjects = ({ database }: Context): Promise<ListedProject[]> => listAllProjects(database.prisma);

/** Whether there is any project. */
export const hasProjects = ({ database }: Context): Promise<boolean> => anyProject(database.prisma);

/**
 * Publishes a project, for operators. One that is published stays so.
 * @throws DomainError PROJECT_NOT_FOUND
 */
export async function publishProject({ database }: Context, projectId: number): Promise<void> {
  if (!(await setPublished(database.prisma, projectId))) throw projectNotFound(projectId);
}

/**
 * Deletes a project on which nobody has worked, with all that hangs on it, for operators.
 * @throws DomainError PROJECT_NOT_FOUND, HasMappedTasks (a task is in another state than READY)
 */
export const deleteProject = ({ database }: Context, projectId: number): Promise<void> =>
  inTransaction(database, async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) throw projectNotFound(projectId);
    if (project.workedOn > 0) throw new DomainError('HasMappedTasks');
    await deleteProjectRows(tx, projectId);
  });

/**
 * The same for a user.
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND, UserPermissionError, HasMappedTasks
 */
export async function deleteProjectAs(context: Context, projectId: number, userId: number): Promise<void> {
  const { viewer: actor, project } = await readProjectAccess(context.database.db, projectId, userId);
  if (!actor) throw userNotFound(userId);
  if (!project) throw projectNotFound(projectId);
  if (!managesProject(actor, project)) throw new DomainError('UserPermissionError');
  await deleteProject(context, projectId);
}
