import type { Db } from '../../db/transaction.js';
import { MAIL_QUEUE } from '../../mail/outbox.sql.js';

/** Version, rights and extensions of the database server. */
export interface ServerFacts {
  /** The version as a number such as `150004`. */
  version: number;
  versionText: string;
  database: string;
  user: string;
  /** Version of the extension PostGIS; null if the database does not have the extension. */
  postgis: string | null;
  /** Whether PostGIS could be added. */
  postgisAvailable: boolean;
  /** Whether the user may create a schema. */
  mayCreate: boolean;
  /** Tables of the schema `public` that the user does not own, so that no index can be added to them. */
  foreignTables: string[];
}

/** Reads the version, the rights and the extensions of the database server. */
export async function readServerFacts(db: Db): Promise<ServerFacts> {
  const [facts] = await db.$queryRaw<ServerFacts[]>`/* readServerFacts */
    SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS "versionText",
      current_database()::text AS database, current_user::text AS user,
      (SELECT e.extversion FROM pg_extension e WHERE e.extname = 'postgis') AS postgis,
      EXISTS (SELECT FROM pg_available_extensions a WHERE a.name = 'postgis') AS "postgisAvailable",
      has_database_privilege(current_database(), 'CREATE') AS "mayCreate",
      (SELECT coalesce(array_agg(t.tablename::text ORDER BY t.tablename), '{}') FROM pg_tables t
        WHERE t.schemaname = 'public' AND t.tablename <> 'spatial_ref_sys'
          AND NOT pg_has_role(current_user, t.tableowner, 'USAGE')) AS "foreignTables"`;
  return facts as ServerFacts;
}

/** The clock of the database, in milliseconds since 1970. */
export async function readClock(db: Db): Promise<number> {
  const [row] = await db.$queryRaw<{ now: number }[]>`/* readClock */
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
  return row?.now ?? NaN;
}

/** Columns of all tables as `table.column`. For tables outside the schema `public` as `schema.table.column`. */
export async function readColumns(db: Db): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ name: string }[]>`/* readColumns */
    SELECT CASE WHEN c.table_schema = 'public' THEN '' ELSE c.table_schema || '.' END
      || c.table_name || '.' || c.column_name AS name
    FROM information_schema.columns c WHERE c.table_schema NOT IN ('pg_catalog', 'information_schema')`;
  return new Set(rows.map(({ name }) => name));
}

/** Names of all indexes, and whether each is valid. An index is invalid after an interrupted CREATE INDEX CONCURRENTLY. */
export async function readIndexes(db: Db): Promise<Map<string, boolean>> {
  const rows = await db.$queryRaw<{ name: string; valid: boolean }[]>`/* readIndexes */
    SELECT c.relname::text AS name, i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT IN ('pg_catalog', 'pg_toast')`;
  return new Map(rows.map(({ name, valid }) => [name, valid]));
}

/** A row of the record of migrations in the database. */
export interface RecordedMigration {
  name: string;
  checksum: string;
  finished: boolean;
}

/** The record of migrations. Call it only if the table exists. */
export const readRecord = (db: Db): Promise<RecordedMigration[]> =>
  db.$queryRaw<RecordedMigration[]>`/* readRecord */
    SELECT m.migration_name AS name, m.checksum, m.finished_at IS NOT NULL AS finished FROM "_prisma_migrations" m
    WHERE m.rolled_back_at IS NULL ORDER BY m.migration_name`;

/** The revision of the migrations of version 5. Call it only if the table exists. */
export async function readRevision(db: Db): Promise<string | null> {
  const [row] = await db.$queryRaw<{ revision: string }[]>`/* readRevision */
    SELECT a.version_num AS revision FROM alembic_version a LIMIT 1`;
  return row?.revision ?? null;
}

/** The mails that wait to be sent. */
export interface MailQueue {
  waiting: number;
  /** Age of the oldest, in seconds. */
  oldestSeconds: number;
}

/** Reads the queue of mails. Call it only if the table exists. */
export async function readMailQueue(db: Db): Promise<MailQueue> {
  const [row] = await db.$queryRaw<MailQueue[]>`/* readMailQueue */ ${MAIL_QUEUE}`;
  return row ?? { waiting: 0, oldestSeconds: 0 };
}
