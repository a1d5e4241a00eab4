import { Prisma } from '../../../generated/prisma/client.js';
import type { Db } from '../../../db/transaction.js';
import { lockSeconds, MAPPING_LOCKS, VALIDATION_LOCKS } from '../history.sql.js';

/** The time that a user spent on a project, in seconds. */
export interface TimesOfUser {
  timeSpentMapping: number;
  timeSpentValidating: number;
  totalTimeSpent: number;
}

/**
 * Sums the durations of the locks of a user in a project. Locks that the children of a split task have in common count once.
 * @returns null if there is no such user
 */
export async function readTimesOfUser(db: Db, projectId: number, username: string): Promise<TimesOfUser | null> {
  const [row] = await db.$queryRaw<{ mapping: number; validating: number }[]>`/* readTimesOfUser */
    SELECT coalesce(sum(l.seconds) FILTER (WHERE l.action IN ${MAPPING_LOCKS}), 0)::float8 AS mapping,
      coalesce(sum(l.seconds) FILTER (WHERE l.action IN ${VALIDATION_LOCKS}), 0)::float8 AS validating
    FROM users u LEFT JOIN LATERAL (
      SELECT DISTINCT h.action, h.action_date, ${lockSeconds(Prisma.sql`h.action_text`)} AS seconds
      FROM task_history h WHERE h.project_id = ${projectId}::int AND h.user_id = u.id
        AND (h.action IN ${MAPPING_LOCKS} OR h.action IN ${VALIDATION_LOCKS})) l ON true
    WHERE u.username = ${username}::text GROUP BY u.id`;
  if (!row) return null;
  const { mapping, validating } = row;
  return { timeSpentMapping: mapping, timeSpentValidating: validating, totalTimeSpent: mapping + validating };
}
