import type { Db } from '../db/transaction.js';
import { MAIL_QUEUE } from '../mail/outbox.sql.js';
import { statusCode } from '../modules/tasks/tasks.sql.js';

/** The numbers that are read from the database for each scrape. */
export interface CountedRows {
  lockedForMapping: number;
  lockedForValidation: number;
  mailsWaiting: number;
  /** Age of the oldest waiting mail. */
  oldestMailSeconds: number;
}

/** Counts the held locks and the waiting mails. */
export async function readCountedRows(db: Db): Promise<CountedRows> {
  const [row] = await db.$queryRaw<CountedRows[]>`/* readCountedRows */
    SELECT l.mapping AS "lockedForMapping", l.validation AS "lockedForValidation", m.waiting AS "mailsWaiting",
      m."oldestSeconds" AS "oldestMailSeconds"
    FROM (SELECT count(*) FILTER (WHERE t.task_status = ${statusCode('LOCKED_FOR_MAPPING')})::int AS mapping,
        count(*) FILTER (WHERE t.task_status = ${statusCode('LOCKED_FOR_VALIDATION')})::int AS validation FROM tasks t WHERE t.locked_by IS NOT NULL) l,
      (${MAIL_QUEUE}) m`;
  return row as CountedRows;
}
