import type { Db, Tx } from '../../db/transaction.js';

/** The beginning of the comment on changesets of a project of the demo: until the demo is complete, and afterwards. */
export const COMMENT = { unfinished: '#tessera-demo-unfinished', finished: '#tessera-demo' } as const;

/** Counts the projects, and finds those that an interrupted attempt to make the demo has left: of its users, with its mark. */
export async function findRemains(db: Db, usernames: string[]): Promise<{ projects: number; remains: number[] }> {
  const rows = await db.$queryRaw<{ id: number; isRemains: boolean }[]>`/* findRemains */
    SELECT p.id, a.username = ANY(${usernames}::text[])
      AND starts_with(coalesce(p.changeset_comment, ''), ${COMMENT.unfinished}) AS "isRemains"
    FROM projects p JOIN users a ON a.id = p.author_id ORDER BY p.id`;
  return { projects: rows.length, remains: rows.filter(({ isRemains }) => isRemains).map(({ id }) => id) };
}

/** Takes back what the work on projects has left with the users of the demo: messages, and counters. */
export async function forgetWork(tx: Tx, projectIds: number[], usernames: string[]): Promise<void> {
  await tx.$executeRaw`/* forgetWork */ DELETE FROM messages WHERE project_id = ANY(${projectIds}::int[])`;
  await tx.$executeRaw`/* forgetWork */
    UPDATE users SET tasks_mapped = 0, tasks_validated = 0, tasks_invalidated = 0, projects_mapped = NULL
    WHERE username = ANY(${usernames}::text[])`;
}

/** Starts the ids of projects at 1 again. There must be no project. */
export async function restartProjectIds(tx: Tx): Promise<void> {
  await tx.$queryRaw`/* restartProjectIds */
    SELECT setval(pg_get_serial_sequence('projects', 'id'), 1, false)::int WHERE NOT EXISTS (SELECT FROM projects)`;
}

/** Marks the projects of the demo as complete. */
export async function markFinished(tx: Tx, projectIds: number[]): Promise<void> {
  await tx.$executeRaw`/* markFinished */
    UPDATE projects SET changeset_comment = ${COMMENT.finished} WHERE id = ANY(${projectIds}::int[])`;
}
