import { NOW } from '../../db/sql.js';
import type { Db } from '../../db/transaction.js';

/**
 * An id of the state of the database: two equal ids mean the same rows, on the same day. The id has the set of committed
 * transactions (PostgreSQL's snapshot) and the replay position of a replica, because a snapshot of a replica does not contain
 * the running transactions. It also has the start time of the server, because a restored backup counts its transactions again.
 */
export async function readSnapshotId(db: Db): Promise<string> {
  const [row] = await db.$queryRaw<{ id: string }[]>`/* readSnapshotId */
    SELECT concat_ws(' ', pg_postmaster_start_time(), pg_current_snapshot(), pg_last_wal_replay_lsn(),
      ${NOW}::date) AS id`;
  if (!row) throw new Error('the snapshot id of the database came back without a row');
  return row.id;
}
