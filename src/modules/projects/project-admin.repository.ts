import { Prisma } from '../../generated/prisma/client.js';
import type { Db, StatementTx, Tx } from '../../db/transaction.js';
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

/** All projects, newest last. */
export const listAllProjects = (db: Db): Promise<ListedProject[]> =>
  db.$queryRaw<ListedProject[]>`/* listAllProjects */
    SELECT p.id, coalesce(i.name, '') AS name, coalesce(p.private, false) AS private,
      (ARRAY['ARCHIVED', 'PUBLISHED', 'DRAFT'])[p.status + 1] AS status, coalesce(u.username, '') AS author,
      o.name AS organisation, p.total_tasks AS tasks, p.tasks_mapped AS mapped, p.tasks_validated AS validated
    FROM projects p JOIN users u ON u.id = p.author_id LEFT JOIN organisations o ON o.id = p.organisation_id
    LEFT JOIN project_info i ON i.project_id = p.id AND i.locale = p.default_locale ORDER BY p.id`;

/** Whether there is any project. */
export async function anyProject(db: Db): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: number }[]>`/* anyProject */ SELECT id FROM projects LIMIT 1`;
  return rows.length > 0;
}

/** Publishes a project. @returns whether there is such a project */
export async function setPublished(tx: StatementTx, projectId: number): Promise<boolean> {
  const changed = await tx.$executeRaw`/* setPublished */
    UPDATE projects SET status = ${PROJECT_STATUS.PUBLISHED}::int, last_updated = now() AT TIME ZONE 'UTC'
    WHERE id = ${projectId}::int`;
  return changed > 0;
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
