import type pg from 'pg';
import type { Prisma } from '../../generated/prisma/client.js';
import { timedStatement, types } from './executor.js';
import type { StatementClock } from './timing.js';

/** How long a reader may take over a page before the database ends its transaction. A stopped reader must not hold a snapshot. */
const IDLE_LIMIT = '60s';

/** How long reading all pages may take, in milliseconds. A very slow reader must not hold a snapshot either. */
export const TOTAL_LIMIT_MS = 600_000;

/**
 * Reads the rows of a statement page by page, all from one snapshot. Only one page is in memory. The connection is released at the end,
 * and if the caller stops reading.
 *
 * @param rowsPerPage - largest number of rows of a page
 * @throws Error if reading takes longer than `TOTAL_LIMIT_MS`
 */
export async function* readPages<Row>(
  pool: pg.Pool,
  sql: Prisma.Sql,
  rowsPerPage: number,
  clock?: StatementClock,
): AsyncGenerator<Row[], void> {
  const [name = ''] = /^\s*\/\*.*?\*\//.exec(sql.text) ?? [];
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query(`BEGIN READ ONLY; SET LOCAL idle_in_transaction_session_timeout = '${IDLE_LIMIT}'`);
    const declare = { text: `${name} DECLARE pages NO SCROLL CURSOR FOR ${sql.text}`, values: sql.values };
    await timedStatement(clock, sql.text, () => client.query(declare));
    const fetch = { text: `${name} FETCH ${rowsPerPage} FROM pages`, types };
    for (const end = Date.now() + TOTAL_LIMIT_MS; ;) {
      if (Date.now() > end) throw new Error('The pages of an answer were read too slowly.');
      const { rows } = await timedStatement(clock, fetch.text, () => client.query<Row & object>(fetch));
      if (rows.length > 0) yield rows;
      if (rows.length < rowsPerPage) break;
    }
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    if (!failure) await client.query('ROLLBACK').catch((error: Error) => (failure = error));
    client.release(failure);
  }
}
