import { createHash } from 'node:crypto';
import pg from 'pg';
import { Prisma } from '../../generated/prisma/client.js';
import type { Db } from '../transaction.js';
import type { StatementClock } from './timing.js';

/** Type ids of PostgreSQL for the types that Prisma and `pg` convert to different JavaScript values. */
const INT8 = 20;
const TIMESTAMP = 1114;

type Parser = (value: string | Buffer) => unknown;

/** The default conversion of a type in `pg`. */
const parserOf = (oid: number, format?: 'text' | 'binary'): Parser => pg.types.getTypeParser(oid, format) as Parser;

/** The values of raw statements, converted as in Prisma: bigint for int8, dates in UTC. */
export const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return BigInt;
    if (oid === TIMESTAMP) return (text: string) => new Date(`${text.replace(' ', 'T')}Z`);
    return parserOf(oid, format);
  }) as typeof pg.types.getTypeParser,
};

/** A statement for the driver. Without a name it is not kept prepared. */
interface Named {
  name?: string;
  text: string;
}

/**
 * Names of the prepared statements of connections. Their number is limited: a search has a text for each combination of
 * its filters, and a connection keeps what it has prepared.
 */
export class StatementNames {
  /**
   * Statements are grouped by the length of their text, because a look-up by the text itself would hash some kilobytes
   * each time.
   */
  private readonly known = new Map<number, (Required<Named> & { parts: string[] })[]>();
  private size = 0;

  constructor(private readonly limit = 200) {}

  /** The text of a statement, with its name if it is kept prepared. */
  of(sql: Prisma.Sql): Named {
    const parts = sql.strings;
    let length = 0;
    for (const part of parts) length += part.length;
    const alike = this.known.get(length) ?? [];
    for (const one of alike) if (isSame(one.parts, parts)) return one;
    const { text } = sql;
    if (this.size >= this.limit) return { text };
    const named = { name: createHash('md5').update(text).digest('base64url'), text, parts };
    this.known.set(length, [...alike, named]);
    this.size += 1;
    return named;
  }
}

const isSame = (a: string[], b: string[]): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index]);

const isSql = (query: unknown): query is Prisma.Sql => query instanceof Prisma.Sql;

interface ExecutorOptions {
  /** Names of prepared statements. Null: statements are not kept prepared. */
  names: StatementNames | null;
  clock?: StatementClock | undefined;
}

/** Runs `send`, and measures it if there is a clock. */
export async function timedStatement<T>(
  clock: StatementClock | undefined,
  text: string,
  send: () => Promise<T>,
): Promise<T> {
  if (!clock) return send();
  const stop = clock.start(text);
  try {
    return await send();
  } finally {
    stop();
  }
}

/** Sends raw statements (tagged `Prisma.sql`) with the driver, without Prisma's engine. See docs/decisions/0001. */
export function directDb(to: pg.Pool | pg.ClientBase, { names, clock }: ExecutorOptions): Db {
  const send = async (given: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
    const sql = isSql(given) ? given : Prisma.sql(given, ...values);
    const { name, text }: Named = names ? names.of(sql) : { text: sql.text };
    const statement = { ...(name !== undefined && { name }), text, values: sql.values, types };
    return timedStatement(clock, text, () => to.query<Record<string, unknown>>(statement));
  };
  return {
    $queryRaw: ((query, ...values) => send(query, values).then(({ rows }) => rows)) as Db['$queryRaw'],
    $executeRaw: ((query, ...values) => send(query, values).then(({ rowCount }) => rowCount ?? 0)) as Db['$executeRaw'],
  };
}

/**
 * Runs `work` in a transaction (READ COMMITTED) on a connection of its own.
 * @param options.idleMs how long it may wait for our next statement before the database ends it
 * @param options.names names of prepared statements. Null: each statement is planned for the rows that it is given, one or
 *   ten thousand
 * @throws Error the error of `work`. Nothing is committed then
 */
export async function inDirectTransaction<T>(
  pool: pg.Pool,
  work: (db: Db) => Promise<T>,
  { idleMs, names, clock }: ExecutorOptions & { idleMs: number },
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    // Statements that are kept prepared are planned once: few rows need no plan of their own.
    const plan = names ? '; SET LOCAL plan_cache_mode = force_generic_plan' : '';
    const begin = `BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${idleMs}${plan}`;
    await timedStatement(clock, begin, () => client.query(begin));
    const result = await work(directDb(client, { names, clock }));
    const { command } = await timedStatement(clock, 'COMMIT', () => client.query('COMMIT'));
    if (command !== 'COMMIT')
      throw new Error('an error in a transaction was caught by its work: nothing was committed');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((reason: Error) => (broken = reason));
    throw error;
  } finally {
    client.release(broken);
  }
}
