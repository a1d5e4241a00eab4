import { NOW } from '../../db/sql.js';
import type { Db } from '../../db/transaction.js';

/**
 * An id of the state of the database: two equal ids mean the same rows, on the same day. It has the set of committed
 * transactions (PostgreSQL's snapshot; on a replica its replay position, because snapshots there do not contain the
 * running transactions) and the start time of the server, because a restored backup counts its transactions again.
 */
export async function readSnapshotId(db: Db): Promise<string> {
  const [row] = await db.$queryRaw<{ moment: string }[]>`/* readSnapshotId */
    SELECT concat_ws(' ', pg_postmaster_start_time(), pg_current_snapshot(), pg_last_wal_replay_lsn(),
      ${NOW}::date) AS moment`;
  if (!row) throw new Error('the moment of the database came back without a row');
  return row.moment;
}
