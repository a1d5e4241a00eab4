import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient, type Prisma } from '../generated/prisma/client.js';
import type { Config } from '../config.js';
import { directDb, inDirectTransaction, StatementNames } from './postgres/direct.js';
import { takeFolder } from './embedded/folder-lock.js';
import { readPages } from './postgres/cursor.js';
import { timeStatements, type StatementClock } from './postgres/statement-clock.js';
import type { Db } from './transaction.js';

/** Where statements that only read are sent. */
export interface Source {
  /** Single raw statements, by the shortest way there is. */
  readonly db: Db;
  /** The rows of a statement page by page, of one snapshot, for answers that are too long to be held (embedded: held). */
  pages<Row>(sql: Prisma.Sql, rowsPerPage: number): AsyncGenerator<Row[], void>;
}

/**
 * An open database: PostgreSQL with PostGIS on a server, or the embedded one (PGlite) in a folder. What is
 * above this file need not know which; `runScript` and `whileMigrating` are for migrations.
 */
export interface Database extends Source {
  readonly kind: 'server' | 'embedded';
  /** Reads and writes of models, for whom it suits. On a server its engine is loaded when it is first used. */
  readonly prisma: PrismaClient;
  /** Runs several statements in one transaction (READ COMMITTED): committed whole or not at all. See `inTransaction`. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Where answers come from that may be some seconds old: a replica where there is one (`DATABASE_READ_URL`). */
  readonly replica: Source;
  /** Runs several statements of plain SQL, as migrations need (no parameters; one implicit transaction). */
  runScript(sql: string): Promise<void>;
  /** Runs `work` while no other process migrates this database (Prisma's own advisory lock; nothing to do embedded). */
  whileMigrating<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Where answers are looked for that may be some seconds old, in this order: the replica, and the database itself, since a
 * replica that knows of nothing is no proof that there is nothing. Without a replica, the database alone.
 */
export const sourcesOf = (database: Database): Source[] =>
  database.replica.db === database.db ? [database] : [database.replica, database];

/** The key of the advisory lock that `prisma migrate` takes. */
const PRISMA_MIGRATE_LOCK = 72707369;

/** How long a request waits for one of the connections before it is told that the server is busy. */
const CONNECT_TIMEOUT_MS = 30_000;

/** How long a process waits for another to migrate: indexes of millions of rows take their time. */
const MIGRATE_WAIT_MS = 30 * 60_000;

/** Errors of idle connections (the server restarted): the pool replaces them, nothing to do but not to crash. */
const ignoreIdleError = (): void => undefined;

type ServerConfig = Extract<Config['database'], { kind: 'server' }>;

function openPool(connectionString: string, max: number, clock?: StatementClock): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // UTC: the schema's timestamps have no zone and mean UTC, and the adapter drops offsets. No JIT: compiling a statement
    // takes longer than running any of ours. No parallel workers: the cores are for other callers.
    options: '-c TimeZone=UTC -c jit=off -c max_parallel_workers_per_gather=0',
    application_name: 'tessera',
  });
  pool.on('error', ignoreIdleError);
  // While a connection is lent out, the pool does not listen: nobody would, and its end would be the end of the process. Who
  // waits for an answer is told by its promise.
  pool.on('connect', (client) => client.on('error', ignoreIdleError));
  if (clock) pool.on('connect', (client) => timeStatements(client, clock));
  return pool;
}

/** A source, and how to close it. A quarter of the connections is for long reads, so that slow clients never hold them all. */
function openSource(url: string, { poolSize, prepare }: ServerConfig, clock?: StatementClock) {
  const long = Math.max(1, Math.floor(poolSize / 4));
  // Migrating holds one, and needs another.
  const pool = openPool(url, Math.max(2, poolSize - long), clock);
  const longPool = openPool(url, long, clock);
  const source: Source = {
    db: directDb(pool, prepare ? new StatementNames() : null),
    pages: (sql, rowsPerPage) => readPages(longPool, sql, rowsPerPage),
  };
  return { pool, source, close: async () => void (await Promise.all([pool.end(), longPool.end()])) };
}

async function openServer(config: ServerConfig, clock?: StatementClock): Promise<Database> {
  const { pool, source, close } = openSource(config.url, config, clock);
  const replica = config.readUrl === undefined ? null : openSource(config.readUrl, config, clock);
  let prisma: PrismaClient | undefined;
  const runScript = async (sql: string): Promise<void> => void (await pool.query(sql));
  return {
    kind: 'server',
    // Made when it is first needed: its engine takes as much memory as all the rest, and raw statements go past it.
    get prisma() {
      return (prisma ??= new PrismaClient({ adapter: new PrismaPg(pool) }));
    },
    ...source,
    replica: replica?.source ?? source,
    transaction: (work) => inDirectTransaction(pool, work),
    runScript,
    async whileMigrating(work) {
      const client = await pool.connect();
      try {
        // Asked for again and again, not waited for: a statement that waits holds a snapshot, and the CREATE INDEX
        // CONCURRENTLY of the process that has the lock would wait for that statement.
        for (const start = Date.now(); ;) {
          const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
            PRISMA_MIGRATE_LOCK,
          ]);
          if (rows[0]?.taken) break;
          if (Date.now() - start > MIGRATE_WAIT_MS)
            throw new Error(
              `Another process has been migrating this database for ${MIGRATE_WAIT_MS / 60_000} minutes (advisory lock ` +
                `${PRISMA_MIGRATE_LOCK}). If none is, end the session that holds the lock and start again.`,
            );
          await setTimeout(100);
        }
        return await work();
      } finally {
        await client.query('SELECT pg_advisory_unlock($1)', [PRISMA_MIGRATE_LOCK]).catch(ignoreIdleError);
        client.release();
      }
    },
    async close() {
      await prisma?.$disconnect();
      await close();
      await replica?.close();
    },
  };
}

/**
 * Opens the embedded database in a folder, or in memory where there is none.
 * @param dataDir folder for its files; `memory` keeps nothing
 * @param image a dump of a migrated database to start from (tests)
 * @throws FolderInUseError where another process has the folder open (two on one folder lose rows)
 */
export async function openEmbedded(dataDir: string, image?: Blob): Promise<Database & { dump(): Promise<Blob> }> {
  const [{ PGlite }, { postgis }, { PrismaPGlite }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite-postgis'),
    import('pglite-prisma-adapter'),
  ]);
  let release = (): void => undefined;
  if (dataDir !== 'memory') {
    mkdirSync(dataDir, { recursive: true });
    release = takeFolder(dataDir);
  }
  const engine = new PGlite({
    ...(dataDir !== 'memory' && { dataDir: join(dataDir, 'pgdata') }),
    extensions: { postgis },
    ...(image && { loadDataDir: image }),
  });
  try {
    await engine.waitReady;
    // The schema's timestamps have no zone and mean UTC; the zone of the process must not matter.
    await engine.exec(`SET TIME ZONE 'UTC'`);
  } catch (error) {
    release();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(engine) });
  const source: Source = {
    db: prisma,
    // One session for all: it cannot be held while a client reads.
    async *pages<Row>(sql: Prisma.Sql, rowsPerPage: number) {
      const rows = await prisma.$queryRaw<Row[]>(sql);
      for (let at = 0; at < rows.length; at += rowsPerPage) yield rows.slice(at, at + rowsPerPage);
    },
  };
  return {
    kind: 'embedded',
    prisma,
    ...source,
    replica: source,
    transaction: (work) => prisma.$transaction(work, { maxWait: 30_000, timeout: 120_000 }),
    runScript: async (sql) => void (await engine.exec(sql)),
    whileMigrating: (work) => work(),
    dump: async () => engine.dumpDataDir('none'),
    async close() {
      await prisma.$disconnect();
      await engine.close();
      release();
    },
  };
}

/**
 * Opens the database that the settings name.
 * @param clock takes the time of its statements; not of those of an embedded one
 */
export const openDatabase = (config: Config['database'], clock?: StatementClock): Promise<Database> =>
  config.kind === 'server' ? openServer(config, clock) : openEmbedded(config.dataDir);
