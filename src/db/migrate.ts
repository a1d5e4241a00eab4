import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from './database.js';
import { isForbidden } from './pg-errors.js';
import { rightsSentence, type DatabaseNames } from './rights.js';
import { schemaPartsOf } from './schema-parts.js';

/** The database cannot be used in its present state. The message has the reason. */
export class SchemaError extends Error {}

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, as `prisma migrate` writes it. */
  checksum: string;
}

/** The migrations that ship with this version, oldest first. */
export function readMigrations(folder = MIGRATIONS): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The table of migrations in Prisma's form, so that `prisma migrate status` agrees. */
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

const recordOf = ({ name, checksum }: Migration): string =>
  `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
   VALUES ('${randomUUID()}', '${checksum}', now(), '${name}', now(), 1);`;

const statementsOf = (sql: string): string[] =>
  sql
    .replaceAll(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter(Boolean);

/** The columns that a baseline creates, as `table.column`. The table of alembic is left out, because Tessera does not read it. */
export const columnsOf = (baseline: string): string[] =>
  schemaPartsOf([baseline]).columns.filter((column) => !column.startsWith('alembic_version.'));

/** Codes of connection errors: of the system (`ECONNREFUSED`), a refused user, an unknown database, a server that is starting. */
const NO_CONNECTION = /^(E(?!RR_)[A-Z_]+|28\w{3}|3D000|57P03)$/;

/** Replaces a connection error by a sentence without the password. Other errors stay. */
function connectionError(error: unknown): unknown {
  const { code, message } = error as { code?: unknown; message?: string };
  if (typeof code !== 'string' || !NO_CONNECTION.test(code)) return error;
  return new SchemaError(`The database cannot be reached: ${message || code}. Check DATABASE_URL.`, { cause: error });
}

/** The first read after the start. @throws SchemaError if the database cannot be reached */
async function existingColumns(database: Database): Promise<Set<string>> {
  const reading = database.db.$queryRaw<{ name: string }[]>`/* existingColumns */
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'`;
  const rows = await reading.catch((error: unknown) => {
    throw connectionError(error);
  });
  return new Set(rows.map((row) => row.name));
}

/** Checks that a database of another server has every column of this schema. */
function checkForeignSchema(baseline: Migration, existing: Set<string>): void {
  const missing = columnsOf(baseline.sql).filter((column) => !existing.has(column));
  if (missing.length === 0) return;
  const shown = missing.slice(0, 20).join(', ') + (missing.length > 20 ? `, and ${missing.length - 20} more` : '');
  throw new SchemaError(
    `This database is one of a Tasking Manager, but parts of version 5 are missing: ${shown}. ` +
      'Migrate it with its own server first; nothing was changed.',
  );
}

/** Drops invalid indexes of Tessera, which an interrupted CREATE INDEX CONCURRENTLY leaves. They are created again afterwards. */
async function dropInvalidIndexes(database: Database): Promise<void> {
  const invalid = await database.db.$queryRaw<{ name: string }[]>`/* dropInvalidIndexes */
    SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE NOT i.indisvalid AND c.relname LIKE 'tessera\\_%'`;
  for (const { name } of invalid) await database.runScript(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
}

async function apply(database: Database, migration: Migration): Promise<void> {
  if (!/\bCONCURRENTLY\b/.test(migration.sql)) {
    // One script is one implicit transaction: the migration and its record are committed together.
    await database.runScript(`${migration.sql}\n${recordOf(migration)}`);
    return;
  }
  await dropInvalidIndexes(database);
  for (const statement of statementsOf(migration.sql)) await database.runScript(statement);
  await database.runScript(recordOf(migration));
}

/** The result of `migrate`. */
export interface MigrationReport {
  applied: string[];
  /** Whether the database was made by another server, so that its schema counts as the baseline. */
  adopted: boolean;
}

/** Replaces a refusal for missing rights by a sentence with the statement that grants them. Other errors stay. */
async function rightsError(database: Database, error: unknown): Promise<unknown> {
  if (!isForbidden(error)) return error;
  const [names] = await database.db.$queryRaw<DatabaseNames[]>`/* rightsError */
    SELECT current_database() AS database, current_user AS user,
           owner.rolname AS owner, coalesce(owner.rolsuper, false) AS "ownedBySuperuser"
    FROM (SELECT 'projects' AS name) wanted
    LEFT JOIN pg_class c ON c.relname = wanted.name AND c.relnamespace = 'public'::regnamespace
    LEFT JOIN pg_roles owner ON owner.oid = c.relowner`;
  return names ? new SchemaError(rightsSentence(names, (error as Error).message), { cause: error }) : error;
}

interface MigrationState {
  /** Columns of all tables, as `table.column`. */
  existing: Set<string>;
  /** Names of the migrations that are recorded as done. */
  done: Set<string>;
}

async function readMigrationState(database: Database): Promise<MigrationState> {
  const existing = await existingColumns(database);
  if (!existing.has('_prisma_migrations.migration_name')) return { existing, done: new Set() };
  const rows = await database.db.$queryRaw<{ name: string }[]>`/* readMigrationState */
    SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return { existing, done: new Set(rows.map(({ name }) => name)) };
}

/**
 * Migrates the database to the schema of this version. If several processes call it at once, each migration runs once.
 * A database of another Tasking Manager (it has a `projects` table, and no record of Tessera's migrations) is adopted:
 * the baseline counts as applied, and only Tessera's own parts (indexes, built without locking) are added.
 *
 * @throws SchemaError if an adopted database lacks columns (then nothing is changed), or the user lacks rights
 */
export async function migrate(database: Database, migrations = readMigrations()): Promise<MigrationReport> {
  const [baseline] = migrations;
  if (!baseline) throw new SchemaError('This installation has no migrations: prisma/migrations is empty.');
  const { done: doneBefore } = await readMigrationState(database);
  if (migrations.every(({ name }) => doneBefore.has(name))) return { applied: [], adopted: false };
  const migrating = database.whileMigrating(async () => {
    const { existing, done } = await readMigrationState(database);
    const adopted = !done.has(baseline.name) && existing.has('projects.id');
    if (adopted) checkForeignSchema(baseline, existing);
    const missing = migrations.filter((migration) => !done.has(migration.name));
    if (missing.length > 0) await database.runScript(BOOKKEEPING);
    const applied: string[] = [];
    for (const migration of missing) {
      if (adopted && migration === baseline) await database.runScript(recordOf(migration));
      else await apply(database, migration);
      applied.push(migration.name);
    }
    return { applied, adopted };
  });
  return migrating.catch(async (error: unknown) => {
    throw await rightsError(database, error);
  });
}
