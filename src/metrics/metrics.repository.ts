import type { Db } from '../db/transaction.js';

/** What is counted in the database when the figures are asked for. */
export interface CountedRows {
  lockedForMapping: number;
  lockedForValidation: number;
  mailsWaiting: number;
  /** Age of the oldest mail that waits. */
  oldestMailSeconds: number;
}

/** Counts the locks that are held, and the mails that wait. */
export async function readCountedRows(db: Db): Promise<CountedRows> {
  const [row] = await db.$queryRaw<CountedRows[]>`/* readCountedRows */
    SELECT l.mapping AS "lockedForMapping", l.validation AS "lockedForValidation", m.waiting AS "mailsWaiting",
      m.oldest AS "oldestMailSeconds"
    FROM (SELECT count(*) FILTER (WHERE t.task_status = 1)::int AS mapping,
        count(*) FILTER (WHERE t.task_status = 3)::int AS validation FROM tasks t WHERE t.locked_by IS NOT NULL) l,
      (SELECT count(*)::int AS waiting,
        coalesce(extract(epoch FROM now() - min(o.queued_at)), 0)::float8 AS oldest FROM tessera_mail.outbox o) m`;
  return row as CountedRows;
}
