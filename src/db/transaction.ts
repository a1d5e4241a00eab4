import { setTimeout } from 'node:timers/promises';
import { Prisma } from '../generated/prisma/client.js';
import type { Database, TransactionOptions } from './database.js';
import { sqlStateOf } from './pg-errors.js';

declare const transactional: unique symbol;

/** The argument of reading functions in repositories: the client itself, or a transaction. */
export type Db = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>;

/**
 * The argument of functions in repositories that write raw statements. Only this file creates one, so such a write outside a
 * transaction does not compile. All writes with one `Tx` are committed together or not at all.
 */
export type Tx = Db & { readonly [transactional]: 'of several statements' };

/** The argument of functions with a single statement: a transaction, or a connection on which the statement is its own transaction. */
export type StatementTx = Db & { readonly [transactional]: 'of several statements' | 'of one' };

/** Serialization failure, deadlock: the database rolled back and the work may be tried again. */
const RETRIABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 8;

/** The time limit for one statement of work on thousands of rows. */
const LONG_LIMIT = '10min';

/** Waits for a random time before the retry, so that the same two transactions do not conflict again. */
const randomDelay = (attempt: number): Promise<void> => setTimeout(Math.random() * 20 * attempt);

/** Runs a transaction, and again after a deadlock. */
async function withRetries<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRIABLE.has(sqlStateOf(error) ?? '')) throw error;
      await randomDelay(attempt);
    }
  }
}

/**
 * Runs `work` in a transaction (READ COMMITTED), and again after a deadlock. An SQL error inside must
 * not be caught by `work`: PostgreSQL has then aborted the transaction, and nothing of it is committed.
 * By default the statements in it are not kept prepared: each is planned for the rows that it is given, one or ten thousand.
 */
export const inTransaction = <T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
  options?: TransactionOptions,
): Promise<T> => withRetries(() => database.transaction((db) => work(db as Tx), options));

/**
 * `inTransaction` for work on thousands of rows that may be new and missing in the planner's statistics. The planner would expect
 * one row and choose nested loops, so nested loops are off here. The limit for statements is ten minutes.
 */
export const inBulkTransaction = <T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(database, async (tx) => {
    if (database.kind === 'server')
      await tx.$queryRaw`/* inBulkTransaction */
        SELECT set_config('enable_nestloop', 'off', true), set_config('statement_timeout', ${LONG_LIMIT}, true)`;
    else await tx.$executeRaw`/* inBulkTransaction */ SET LOCAL enable_nestloop = off`;
    return work(tx);
  });

/** `inTransaction` for work that may take minutes: the limit for statements of requests does not apply. */
export const inLongTransaction = <T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(database, async (tx) => {
    // SET, not set_config: `work` may begin with SET TRANSACTION, which no query may precede.
    if (database.kind === 'server')
      await tx.$executeRaw`/* inLongTransaction */ SET LOCAL statement_timeout = ${Prisma.raw(`'${LONG_LIMIT}'`)}`;
    return work(tx);
  });

/**
 * Runs `work`, which is exactly one statement. In PostgreSQL every single statement is a transaction, so
 * BEGIN and COMMIT would be two needless round trips. A second statement is a programming error and throws.
 */
export const asOneStatement = <T>(database: Database, work: (tx: StatementTx) => Promise<T>): Promise<T> =>
  withRetries(async () => work(oneStatementOn(database)));

/** A client on which the second statement throws. */
function oneStatementOn({ db }: Database): StatementTx {
  let used = false;
  const once = <A extends unknown[], R>(send: (...parts: A) => R) => {
    return (...parts: A): R => {
      if (used) throw new Error('asOneStatement: the work sent a second statement; use inTransaction');
      used = true;
      return send(...parts);
    };
  };
  return {
    $queryRaw: once(db.$queryRaw.bind(db)),
    $executeRaw: once(db.$executeRaw.bind(db)),
  } as unknown as StatementTx;
}

/** The typed client of Prisma, outside a transaction or in one. Repositories use it for plain create, read, update and delete. */
export type Models = Omit<Prisma.TransactionClient, `${string}Unsafe`>;

/** The typed client in a transaction. It is also a `Tx`: raw statements on it belong to the same transaction. */
export type ModelTx = Models & Tx;

/** How long a transaction waits for a connection, and how long it may last, in milliseconds. */
const MODEL_TRANSACTION = { maxWait: 30_000, timeout: 120_000 };

/**
 * Runs `work` in a transaction of Prisma's client (READ COMMITTED), and again after a deadlock. An SQL error
 * inside must not be caught by `work`: PostgreSQL has then aborted the transaction, and nothing of it is committed.
 * Do not use the outer client inside: on the embedded database it waits for this transaction.
 */
export const inModelTransaction = <T>(database: Database, work: (tx: ModelTx) => Promise<T>): Promise<T> =>
  withRetries(() => database.prisma.$transaction((tx) => work(tx as unknown as ModelTx), MODEL_TRANSACTION));
