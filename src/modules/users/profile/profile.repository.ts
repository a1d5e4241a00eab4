import { Prisma } from '../../../generated/prisma/client.js';
import type { Db } from '../../../db/transaction.js';
import {
  effectiveStatusName,
  IS_LOCKED,
  LOCKED_SINCE,
  lockExpired,
  PROJECT_CHANGED,
  type TaskStatus,
} from '../../tasks/tasks.sql.js';
import { userJson } from '../user-dto.sql.js';

/** A task that a user has locked. */
export interface LockedTask {
  projectId: number;
  taskId: number;
  status: TaskStatus;
  /**
   * The time at which the lock began or was last extended, in seconds since 1970. For a lock without any history, the time at
   * which the project was last changed.
   */
  lockedSince: number;
}

/**
 * The tasks that a user has locked, by project and task. Expired locks are left out.
 * @returns null for an unknown user
 */
export async function readLockedTasks(db: Db, userId: number, autoUnlockSeconds: number): Promise<LockedTask[] | null> {
  const rows = await db.$queryRaw<(LockedTask | { projectId: null })[]>`/* readLockedTasks */
    SELECT t.project_id AS "projectId", t.id AS "taskId",
      CASE WHEN t.id IS NOT NULL THEN ${effectiveStatusName(autoUnlockSeconds)} END AS status,
      extract(epoch FROM coalesce((SELECT ${LOCKED_SINCE} FROM task_history h
        WHERE h.task_id = t.id AND h.project_id = t.project_id), ${PROJECT_CHANGED}))::float8 AS "lockedSince"
    FROM users u LEFT JOIN (tasks t JOIN projects p ON p.id = t.project_id) ON t.locked_by = u.id AND ${IS_LOCKED} AND NOT ${lockExpired(autoUnlockSeconds)}
    WHERE u.id = ${userId}::bigint ORDER BY t.project_id, t.id`;
  if (rows.length === 0) return null;
  return rows.filter((row): row is LockedTask => row.projectId !== null);
}

/**
 * Reads a user as JSON text. Private values are included only for the user.
 * @returns null for an unknown user
 */
export async function readUserJson(
  db: Db,
  viewerId: number,
  which: { id: number } | { username: string },
): Promise<string | null> {
  const condition =
    'id' in which ? Prisma.sql`u.id = ${which.id}::bigint` : Prisma.sql`u.username = ${which.username}::text`;
  const [row] = await db.$queryRaw<{ profile: string }[]>`/* readUserJson */
    SELECT ${userJson(viewerId)}::text AS profile
    FROM users u JOIN mapping_levels l ON l.id = u.mapping_level WHERE ${condition}`;
  return row?.profile ?? null;
}
