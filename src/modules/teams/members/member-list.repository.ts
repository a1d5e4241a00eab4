import { NOW, table } from '../../../db/sql.js';
import type { Tx } from '../../../db/transaction.js';

/** A member in the list of a request. */
export interface ListedMember {
  userId: number;
  /** A code of `TEAM_FUNCTION`. */
  function: number;
  joinRequestNotifications: boolean;
}

const COLUMNS = { userId: 'bigint', function: 'int', joinRequestNotifications: 'bool' };

/**
 * Inserts active members. For existing members only `joinRequestNotifications` is written.
 * @returns the ids of the new members
 */
export async function writeMembers(tx: Tx, teamId: number, members: ListedMember[]): Promise<number[]> {
  const rows = await tx.$queryRaw<{ userId: number; isNew: boolean }[]>`/* writeMembers */
    INSERT INTO team_members AS m (team_id, user_id, function, active, join_request_notifications, joined_date)
    SELECT ${teamId}::int, s."userId", s.function, true, s."joinRequestNotifications", ${NOW}
    FROM (SELECT * FROM ${table(
      COLUMNS,
      members.map((member) => ({ ...member })),
    )}) s ORDER BY s."userId"
    ON CONFLICT (team_id, user_id) DO UPDATE SET join_request_notifications = excluded.join_request_notifications
    RETURNING m.user_id::float8 AS "userId", m.xmax::text = '0' AS "isNew"`;
  return rows.filter(({ isNew }) => isNew).map(({ userId }) => userId);
}
