import type { Db } from '../../db/transaction.js';

/**
 * The moment that a database is at: two equal ones see the same rows, on the same day. It is made of which transactions are committed
 * (PostgreSQL's snapshot; on a replica, whose snapshots do not name those under way, how far it has followed) and of the
 * start of the server, as a backup that is put back in place counts its transactions anew.
 */
export async function readSnapshotId(db: Db): Promise<string> {
  const [row] = await db.$queryRaw<{ moment: string }[]>`/* readSnapshotId */
    SELECT concat_ws(' ', pg_postmaster_start_time(), pg_current_snapshot(), pg_last_wal_replay_lsn(),
      (now() AT TIME ZONE 'UTC')::date) AS moment`;
  if (!row) throw new Error('the moment of the database came back without a row');
  return row.moment;
}
