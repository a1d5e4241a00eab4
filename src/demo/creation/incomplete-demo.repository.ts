import type { Db, Tx } from '../../db/transaction.js';

/** The beginning of the changeset comment of demo projects, before and after the demo is complete. */
export const CHANGESET_COMMENT = { incomplete: '#tessera-demo-unfinished', complete: '#tessera-demo' } as const;

/**
 * Counts all projects and finds the incomplete demo projects. Their author is a demo user, and their changeset comment has the mark.
 */
export async function findIncompleteProjects(
  db: Db,
  usernames: string[],
): Promise<{ projects: number; incomplete: number[] }> {
  const rows = await db.$queryRaw<{ id: number; isIncomplete: boolean }[]>`/* findIncompleteProjects */
    SELECT p.id, a.username = ANY(${usernames}::text[])
      AND starts_with(coalesce(p.changeset_comment, ''), ${CHANGESET_COMMENT.incomplete}) AS "isIncomplete"
    FROM projects p JOIN users a ON a.id = p.author_id ORDER BY p.id`;
  return { projects: rows.length, incomplete: rows.filter(({ isIncomplete }) => isIncomplete).map(({ id }) => id) };
}

/** Deletes the messages about projects and resets the counters of demo users. */
export async function resetWork(tx: Tx, projectIds: number[], usernames: string[]): Promise<void> {
  await tx.$executeRaw`/* resetWork */ DELETE FROM messages WHERE project_id = ANY(${projectIds}::int[])`;
  await tx.$executeRaw`/* resetWork */
    UPDATE users SET tasks_mapped = 0, tasks_validated = 0, tasks_invalidated = 0, projects_mapped = NULL
    WHERE username = ANY(${usernames}::text[])`;
}

/** Makes the next project get id 1. It does nothing if there is a project. */
export async function restartProjectIds(tx: Tx): Promise<void> {
  await tx.$queryRaw`/* restartProjectIds */
    SELECT setval(pg_get_serial_sequence('projects', 'id'), 1, false)::int WHERE NOT EXISTS (SELECT FROM projects)`;
}

/** Marks the projects of the demo as complete. */
export async function markComplete(tx: Tx, projectIds: number[]): Promise<void> {
  await tx.$executeRaw`/* markComplete */
    UPDATE projects SET changeset_comment = ${CHANGESET_COMMENT.complete} WHERE id = ANY(${projectIds}::int[])`;
}
