import { Prisma } from '../../generated/prisma/client.js';
import type { Models, Tx } from '../../db/transaction.js';
import { PROJECT_STATUS } from '../../access/codes.js';

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

const STATUS_NAMES = {
  [PROJECT_STATUS.ARCHIVED]: 'ARCHIVED',
  [PROJECT_STATUS.PUBLISHED]: 'PUBLISHED',
  [PROJECT_STATUS.DRAFT]: 'DRAFT',
} as const;

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

/** All projects, newest last. */
export async function listAllProjects(db: Models): Promise<ListedProject[]> {
  const projects = await db.project.findMany({ select: LISTED, orderBy: { id: 'asc' } });
  return projects.map((project) => ({
    id: project.id,
    name: project.info.find(({ locale }) => locale === project.defaultLocale)?.name ?? '',
    status: STATUS_NAMES[project.status as keyof typeof STATUS_NAMES],
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

/** Locks a project and its tasks until the transaction ends. @returns null where there is no such project */
export async function lockProject(tx: Tx, projectId: number): Promise<{ workedOn: number } | null> {
  const [tasks] = await tx.$queryRaw<{ count: number }[]>`/* lockProject */
    SELECT count(*) FILTER (WHERE t.task_status <> 0)::int AS count
    FROM (SELECT task_status FROM tasks WHERE project_id = ${projectId}::int ORDER BY id FOR UPDATE) t`;
  const projects = await tx.$queryRaw<{ id: number }[]>`/* lockProject */
    SELECT id FROM projects WHERE id = ${projectId}::int FOR UPDATE`;
  return projects.length === 0 ? null : { workedOn: tasks?.count ?? 0 };
}

/** What points at a project, children of children first. Messages stay with their readers, but point at nothing. */
const deletions = (id: Prisma.Sql): Prisma.Sql[] => [
  Prisma.sql`UPDATE messages SET project_id = NULL, task_id = NULL WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM task_invalidation_history WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM task_mapping_issues WHERE task_history_id IN (
    SELECT h.id FROM task_history h WHERE h.project_id = ${id})`,
  Prisma.sql`DELETE FROM task_history WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM task_annotations WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM tasks WHERE project_id = ${id}`,
  Prisma.sql`WITH own AS (DELETE FROM project_priority_areas WHERE project_id = ${id} RETURNING priority_area_id)
    DELETE FROM priority_areas a USING own WHERE a.id = own.priority_area_id AND NOT EXISTS (
      SELECT FROM project_priority_areas o WHERE o.priority_area_id = a.id AND o.project_id <> ${id})`,
  Prisma.sql`DELETE FROM project_partnerships_history WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM project_partnerships WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM project_custom_editors WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM project_allowed_users WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM project_favorites WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM project_interests WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM campaign_projects WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM project_teams WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM project_chat WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM project_info WHERE project_id = ${id}`,
  Prisma.sql`DELETE FROM projects WHERE id = ${id}`,
];

/** Deletes a project with everything that hangs on it. Lock it first. */
export async function deleteProjectRows(tx: Tx, projectId: number): Promise<void> {
  for (const statement of deletions(Prisma.sql`${projectId}::int`))
    await tx.$executeRaw`/* deleteProjectRows */ ${statement}`;
}
