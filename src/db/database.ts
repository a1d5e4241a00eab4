import type { Config } from '../config.js';
import type { Prisma, PrismaClient } from '../generated/prisma/client.js';
import { openEmbedded } from './embedded/embedded-database.js';
import { openServer } from './postgres/server-database.js';
import type { StatementClock } from './postgres/timing.js';
import type { Db } from './transaction.js';

/** A pool of connections, for metrics. */
export interface PoolWatch {
  name: string;
  /** The limit of connections, the open connections, and the requests that wait for one. */
  use: () => { max: number; busy: number; idle: number; waiting: number };
  /** Called with the seconds that a request has waited for a connection. */
  onWait?: (seconds: number) => void;
}

/** How a transaction sends its statements. */
export interface TransactionOptions {
  /** Statements are kept prepared, as outside transactions: for statements with few rows, whose plan is the same each time. */
  prepared?: boolean;
}

/** The target of statements that only read. */
export interface Source {
  /** Sends single raw statements. */
  readonly db: Db;
  /** The rows of a statement page by page, of one snapshot, for answers that are too long for memory (embedded: all at once). */
  pages<Row>(sql: Prisma.Sql, rowsPerPage: number): AsyncGenerator<Row[], void>;
}

/**
 * An open database: PostgreSQL with PostGIS on a server, or the embedded one (PGlite) in a folder. Both have the same interface.
 * `runScript` and `whileMigrating` are for migrations.
 */
export interface Database extends Source {
  readonly kind: 'server' | 'embedded';
  /** Prisma's typed client: the default for plain reads and writes of rows. */
  readonly prisma: PrismaClient;
  /** Runs several raw statements in one transaction (READ COMMITTED): all are committed, or none. See `inTransaction`. */
  transaction<T>(work: (db: Db) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Source of answers that may be some seconds old: the replica (`DATABASE_READ_URL`), or without one the database. */
  readonly replica: Source;
  /** Runs several statements of plain SQL, as migrations need (no parameters; one implicit transaction). */
  runScript(sql: string): Promise<void>;
  /** Runs `work` while no other process migrates this database (Prisma's own advisory lock; nothing to do embedded). */
  whileMigrating<T>(work: () => Promise<T>): Promise<T>;
  /** Its pools of connections; absent embedded. */
  readonly pools?: PoolWatch[];
  close(): Promise<void>;
}

/**
 * Sources of answers that may be some seconds old, in order: the replica, then the database itself, because a row
 * that is missing in the replica may exist. Without a replica, the database alone.
 */
export const sourcesOf = (database: Database): Source[] =>
  database.replica.db === database.db ? [database] : [database.replica, database];

/**
 * Opens the database of the settings.
 * @param clock measures its statements; those of an embedded database are not measured
 */
export const openDatabase = (config: Config['database'], clock?: StatementClock): Promise<Database> =>
  config.kind === 'server' ? openServer(config, clock) : openEmbedded(config.dataDir);
