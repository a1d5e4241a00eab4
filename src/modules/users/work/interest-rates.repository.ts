import type { Db } from '../../../db/transaction.js';

/** The share of each interest in the interests of all projects in whose history the user appears, largest first. */
export const readInterestRates = (db: Db, userId: number): Promise<{ name: string; rate: number }[]> =>
  db.$queryRaw`/* readInterestRates */
    SELECT i.name, (count(*)::float8 / sum(count(*)) OVER ()) AS rate
    FROM project_interests l JOIN interests i ON i.id = l.interest_id
    WHERE EXISTS (SELECT FROM task_history h WHERE h.user_id = ${userId}::bigint AND h.project_id = l.project_id::int)
    GROUP BY i.id, i.name ORDER BY count(*) DESC, i.id`;
