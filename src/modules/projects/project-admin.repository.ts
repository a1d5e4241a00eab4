import type { Models } from '../../db/transaction.js';
import { nameOfCode, PROJECT_STATUS } from '../../access/codes.js';

/** A project in a list for its operators. */
export interface ListedProject {
  id: number;
  name: string;
  status: 'DRAFT' | 'PUBLISHED' | 'ARCHIVED';
  private: boolean;
  author: string;
  organisation: string | null;
  tasks: number;
  mapped: number;
  validated: number;
}

const LISTED = {
  id: true,
  status: true,
  private: true,
  defaultLocale: true,
  totalTasks: true,
  tasksMapped: true,
  tasksValidated: true,
  author: { select: { username: true } },
  organisation: { select: { name: true } },
  info: { select: { locale: true, name: true } },
} as const;

/** All projects, the newest last. */
export async function listAllProjects(db: Models): Promise<ListedProject[]> {
  const projects = await db.project.findMany({ select: LISTED, orderBy: { id: 'asc' } });
  return projects.map((project) => ({
    id: project.id,
    name: project.info.find(({ locale }) => locale === project.defaultLocale)?.name ?? '',
    status: nameOfCode(PROJECT_STATUS, project.status),
    private: project.private ?? false,
    author: project.author.username ?? '',
    organisation: project.organisation?.name ?? null,
    tasks: project.totalTasks,
    mapped: project.tasksMapped,
    validated: project.tasksValidated,
  }));
}

/** Whether there is any project. */
export const anyProject = async (db: Models): Promise<boolean> =>
  (await db.project.findFirst({ select: { id: true } })) !== null;

/** Publishes a project. @returns whether there is such a project */
export async function setPublished(db: Models, projectId: number): Promise<boolean> {
  const { count } = await db.project.updateMany({
    where: { id: projectId },
    data: { status: PROJECT_STATUS.PUBLISHED, lastUpdated: new Date() },
  });
  return count > 0;
}
