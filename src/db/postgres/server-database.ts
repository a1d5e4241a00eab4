import { setTimeout } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { Config } from '../../config.js';
import { PrismaClient } from '../../generated/prisma/client.js';
import type { Database, Source } from '../database.js';
import { readPages, TOTAL_LIMIT_MS } from './cursor.js';
import { directDb, inDirectTransaction, StatementNames } from './executor.js';
import { ignoreIdleError, openPool, watchPool } from './pool.js';
import { timedAdapter, type StatementClock } from './timing.js';

type ServerConfig = Extract<Config['database'], { kind: 'server' }>;

/** The key of the advisory lock that `prisma migrate` takes. */
const PRISMA_MIGRATE_LOCK = 72707369;

/** By default, how long a transaction may wait for our next statement, in milliseconds. */
const IDLE_LIMIT_MS = 120_000;

/** Time for which a process waits for the migrations of another one: indexes of millions of rows take minutes. */
const MIGRATE_WAIT_MS = 30 * 60_000;

/** A source and how to close it. A quarter of the connections is for long reads, so that slow clients never hold all of them. */
function openSource(name: string, url: string, config: ServerConfig, clock?: StatementClock) {
  const { poolSize, prepare, statementTimeoutMs: statementMs = 0, idleTimeoutMs: idleMs = IDLE_LIMIT_MS } = config;
  const long = Math.max(1, Math.floor(poolSize / 4));
  // A migration uses two connections.
  const pool = openPool(url, Math.max(2, poolSize - long), { statementMs, idleMs });
  // The reader of pages sets its own limits.
  const longPool = openPool(url, long, { statementMs: statementMs === 0 ? 0 : TOTAL_LIMIT_MS, idleMs });
  const names = prepare ? new StatementNames() : null;
  const source: Source = {
    db: directDb(pool, { names, clock }),
    pages: (sql, rowsPerPage) => readPages(longPool, sql, rowsPerPage, clock),
  };
  const pools = [watchPool(`${name} requests`, pool), watchPool(`${name} exports`, longPool)];
  return { pool, names, pools, source, close: async () => void (await Promise.all([pool.end(), longPool.end()])) };
}

/**
 * Waits until this session holds the lock of migrations. It polls: a waiting statement holds a snapshot, and
 * the CREATE INDEX CONCURRENTLY of the process that has the lock would wait for that statement.
 * @throws Error after half an hour
 */
async function takeMigrationLock(client: pg.ClientBase): Promise<void> {
  for (const start = Date.now(); ; await setTimeout(100)) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      PRISMA_MIGRATE_LOCK,
    ]);
    if (rows[0]?.taken) return;
    if (Date.now() - start > MIGRATE_WAIT_MS)
      throw new Error(
        `Another process has been migrating this database for ${MIGRATE_WAIT_MS / 60_000} minutes (advisory lock ` +
          `${PRISMA_MIGRATE_LOCK}). If none is, end the session that holds the lock and start again.`,
      );
  }
}

async function whileMigrating<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await takeMigrationLock(client);
    return await work();
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [PRISMA_MIGRATE_LOCK]).catch(ignoreIdleError);
    client.release();
  }
}

/** Runs a script of a migration, without a time limit. */
async function runScript(pool: pg.Pool, sql: string): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('SET statement_timeout = 0');
    await client.query(sql);
  } finally {
    await client.query('RESET statement_timeout').catch((error: Error) => (broken = error));
    client.release(broken);
  }
}

/** Opens a PostgreSQL database with PostGIS. */
export async function openServer(config: ServerConfig, clock?: StatementClock): Promise<Database> {
  const { pool, names, pools, source, close } = openSource('primary', config.url, config, clock);
  const { idleTimeoutMs: idleMs = IDLE_LIMIT_MS } = config;
  const replica = config.readUrl === undefined ? null : openSource('replica', config.readUrl, config, clock);
  let prisma: PrismaClient | undefined;
  return {
    kind: 'server',
    // Created at the first use, because its query compiler needs memory.
    get prisma() {
      return (prisma ??= new PrismaClient({ adapter: timedAdapter(new PrismaPg(pool), clock) }));
    },
    ...source,
    replica: replica?.source ?? source,
    pools: [...pools, ...(replica?.pools ?? [])],
    transaction: (work, { prepared = false } = {}) =>
      inDirectTransaction(pool, work, { idleMs, names: prepared ? names : null, clock }),
    runScript: (sql) => runScript(pool, sql),
    whileMigrating: (work) => whileMigrating(pool, work),
    async close() {
      await prisma?.$disconnect();
      await close();
      await replica?.close();
    },
  };
}
