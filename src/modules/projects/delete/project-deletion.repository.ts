import { NOW } from '../../../db/sql.js';
import { Prisma } from '../../../generated/prisma/client.js';
import type { Tx } from '../../../db/transaction.js';
import { IS_LOCKED, LAST_STATE, statusCode, statusName } from '../../tasks/tasks.sql.js';

/** Locks a project and its tasks until the transaction ends. @returns null if there is no such project */
export async function lockProject(tx: Tx, projectId: number): Promise<{ workedOn: number } | null> {
  const [tasks] = await tx.$queryRaw<{ count: number }[]>`/* lockProject */
    SELECT count(*) FILTER (WHERE t.task_status <> ${statusCode('READY')})::int AS count
    FROM (SELECT task_status FROM tasks WHERE project_id = ${projectId}::int ORDER BY id FOR UPDATE) t`;
  const projects = await tx.$queryRaw<{ id: number }[]>`/* lockProject */
    SELECT id FROM projects WHERE id = ${projectId}::int FOR UPDATE`;
  return projects.length === 0 ? null : { workedOn: tasks?.count ?? 0 };
}

/** The tables that refer to a project, in the order of deletion. Messages are kept without the reference. */
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

/** Deletes a project with everything that belongs to it. Lock it first. */
export async function deleteProjectRows(tx: Tx, projectId: number): Promise<void> {
  for (const statement of deletions(Prisma.sql`${projectId}::int`))
    await tx.$executeRaw`/* deleteProjectRows */ ${statement}`;
}

/** Locks tasks of a project until the transaction ends. @returns the ids of those that exist, in ascending order */
export async function lockTasks(tx: Tx, projectId: number, taskIds: number[]): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`/* lockTasks */
    SELECT id FROM tasks WHERE project_id = ${projectId}::int AND id = ANY(${taskIds}::int[]) ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

/** The tables that refer to tasks of a project, in the order of deletion. Messages are kept without the reference. */
const taskDeletions = (projectId: Prisma.Sql, taskIds: Prisma.Sql): Prisma.Sql[] => [
  Prisma.sql`UPDATE messages SET task_id = NULL WHERE project_id = ${projectId} AND task_id = ANY(${taskIds})`,
  Prisma.sql`DELETE FROM task_invalidation_history WHERE project_id = ${projectId} AND task_id = ANY(${taskIds})`,
  Prisma.sql`DELETE FROM task_mapping_issues WHERE task_history_id IN (
    SELECT h.id FROM task_history h WHERE h.project_id = ${projectId} AND h.task_id = ANY(${taskIds}))`,
  Prisma.sql`DELETE FROM task_history WHERE project_id = ${projectId} AND task_id = ANY(${taskIds})`,
  Prisma.sql`DELETE FROM task_annotations WHERE project_id = ${projectId} AND task_id = ANY(${taskIds})`,
];

/** Deletes tasks with everything that belongs to them, and decreases the counters of the project. Lock them first. */
export async function deleteTaskRows(tx: Tx, projectId: number, taskIds: number[]): Promise<void> {
  // A locked task counts in its state before the lock. The history has this state, so it is read before it is deleted.
  await tx.$executeRaw`/* deleteTaskRows */
    WITH counted AS (
      SELECT CASE WHEN ${IS_LOCKED} THEN ${LAST_STATE} ELSE ${statusName(Prisma.sql`t.task_status`)} END AS state
      FROM tasks t WHERE t.project_id = ${projectId}::int AND t.id = ANY(${taskIds}::int[]))
    UPDATE projects SET total_tasks = total_tasks - c.total, tasks_mapped = tasks_mapped - c.mapped,
      tasks_validated = tasks_validated - c.validated, tasks_bad_imagery = tasks_bad_imagery - c.bad,
      last_updated = ${NOW}
    FROM (SELECT count(*)::int AS total, count(*) FILTER (WHERE state = 'MAPPED')::int AS mapped,
      count(*) FILTER (WHERE state = 'VALIDATED')::int AS validated,
      count(*) FILTER (WHERE state = 'BADIMAGERY')::int AS bad FROM counted) c
    WHERE id = ${projectId}::int`;
  for (const statement of taskDeletions(Prisma.sql`${projectId}::int`, Prisma.sql`${taskIds}::int[]`))
    await tx.$executeRaw`/* deleteTaskRows */ ${statement}`;
  await tx.$executeRaw`/* deleteTaskRows */
    DELETE FROM tasks WHERE project_id = ${projectId}::int AND id = ANY(${taskIds}::int[])`;
}
