import type { Context } from '../../context.js';
import { projectNotFound } from '../../access/project-policy.js';
import { anyProject, listAllProjects, setPublished, type ListedProject } from './project-admin.repository.js';

export type { ListedProject } from './project-admin.repository.js';

/** All projects, for operators. No permission is checked. */
export const listProjects = ({ database }: Context): Promise<ListedProject[]> => listAllProjects(database.prisma);

/** Whether there is any project. */
export const hasProjects = ({ database }: Context): Promise<boolean> => anyProject(database.prisma);

/**
 * Publishes a project, for operators. Repeating this changes nothing.
 * @throws DomainError PROJECT_NOT_FOUND
 */
export async function publishProject({ database }: Context, projectId: number): Promise<void> {
  if (!(await setPublished(database.prisma, projectId))) throw projectNotFound(projectId);
}
