import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient, type Prisma } from '../generated/prisma/client.js';
import type { Config } from '../config.js';
import { directDb, readBytes, StatementNames, type Row } from './direct.js';
import { takeFolder } from './folder-lock.js';
import type { Db } from './transaction.js';

/**
 * An open database: PostgreSQL with PostGIS on a server, or the embedded one (PGlite) in a folder. Everything above
 * this file sees only `prisma`; `runScript` is for migrations, `stream` sides are added where they are used.
 */
export interface Database {
  readonly kind: 'server' | 'embedded';
  /** Typed reads and writes, and transactions. */
  readonly prisma: PrismaClient;
  /** Single raw statements, by the shortest way there is. */
  readonly db: Db;
  /** One row of text columns, as long as they like, by the shortest way to a client. */
  readText(sql: Prisma.Sql): Promise<Row>;
  /** Runs several statements of plain SQL, as migrations need (no parameters; one implicit transaction). */
  runScript(sql: string): Promise<void>;
  /** Runs `work` while no other process migrates this database (Prisma's own advisory lock; nothing to do embedded). */
  whileMigrating<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The key of the advisory lock that `prisma migrate` takes. */
const PRISMA_MIGRATE_LOCK = 72707369;

/** How long a request waits for one of the connections before it is told that the server is busy. */
const CONNECT_TIMEOUT_MS = 30_000;

/** How long a process waits for another to migrate: indexes of millions of rows take their time. */
const MIGRATE_WAIT_MS = 30 * 60_000;

/** Errors of idle connections (the server restarted): the pool replaces them, nothing to do but not to crash. */
const ignoreIdleError = (): void => undefined;

async function openServer(config: Extract<Config['database'], { kind: 'server' }>): Promise<Database> {
  // UTC: the schema's timestamps have no zone and mean UTC, and the adapter drops offsets. No JIT: compiling a statement
  // takes longer than running any of ours.
  const pool = new pg.Pool({
    connectionString: config.url,
    max: config.poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: '-c TimeZone=UTC -c jit=off',
    application_name: 'tessera',
  });
  pool.on('error', ignoreIdleError);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const names = config.prepare ? new StatementNames() : null;
  const runScript = async (sql: string): Promise<void> => void (await pool.query(sql));
  return {
    kind: 'server',
    prisma,
    db: directDb(pool, names),
    readText: (sql) => readBytes(pool, names, sql),
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
      await prisma.$disconnect();
      await pool.end();
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
  } catch (error) {
    release();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(engine) });
  return {
    kind: 'embedded',
    prisma,
    db: prisma,
    async readText(sql) {
      const [row] = await prisma.$queryRaw<Row[]>(sql);
      if (!row) throw new Error('a statement that gives one row gave none');
      return row;
    },
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

/** Opens the database that the settings name. */
export const openDatabase = (config: Config['database']): Promise<Database> =>
  config.kind === 'server' ? openServer(config) : openEmbedded(config.dataDir);
