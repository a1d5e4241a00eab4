import { gentleStatement, schemaPartsOf, type SchemaIndex } from '../../db/schema-parts.js';
import type { RecordedMigration } from './doctor.repository.js';
import { counted, detailsOf, ok, type Finding } from './finding.js';

/** A migration that ships with this version. */
export interface ShippedMigration {
  name: string;
  sql: string;
  checksum: string;
}

/** The columns, indexes and migrations of a database. */
export interface SchemaState {
  columns: Set<string>;
  /** Names of the indexes, and whether each is valid. */
  indexes: Map<string, boolean>;
  /** The record of Tessera's migrations; null if it does not exist. */
  record: RecordedMigration[] | null;
}

/** The program that created the tables of the database. */
export type Origin = 'empty' | 'version-5' | 'tessera';

/** Finds the program that created the tables of the database. */
export const originOf = ({ columns, record }: SchemaState): Origin => {
  if (record && record.length > 0) return 'tessera';
  return columns.has('projects.id') ? 'version-5' : 'empty';
};

const tableOf = (column: string): string => column.slice(0, column.lastIndexOf('.'));

/** The missing columns, such as `users.name`. If a whole table is missing, `table teams`. */
function missingParts(needed: string[], existing: Set<string>): string[] {
  const tables = new Set([...existing].map(tableOf));
  const missing = needed.filter((column) => !existing.has(column));
  return [...new Set(missing.map((column) => (tables.has(tableOf(column)) ? column : `table ${tableOf(column)}`)))];
}

/** Compares the record of migrations with the migrations that ship with this version. */
export function checkMigrations(shipped: ShippedMigration[], schema: SchemaState): Finding {
  const check = 'migrations';
  const origin = originOf(schema);
  if (origin === 'empty')
    return { check, severity: 'note', message: 'The database is empty. The start of the server creates the tables.' };
  if (origin === 'version-5')
    return {
      check,
      severity: 'note',
      message:
        "The database has the tables of version 5 only. The start of the server adds Tessera's tables and indexes.",
    };
  const record = schema.record ?? [];
  const byName = new Map(record.map((entry) => [entry.name, entry]));
  const broken = record.filter(({ finished }) => !finished);
  if (broken.length > 0)
    return {
      check,
      severity: 'fault',
      message: `${counted(broken.length, 'migration')} started and did not finish.`,
      details: broken.map(({ name }) => name),
    };
  const unknown = record.filter(({ name }) => !shipped.some((one) => one.name === name));
  if (unknown.length > 0)
    return {
      check,
      severity: 'warning',
      message: 'A newer version of Tessera has migrated this database.',
      details: unknown.map(({ name }) => name),
    };
  const pending = shipped.filter(({ name }) => !byName.has(name));
  if (pending.length > 0)
    return {
      check,
      severity: 'note',
      message: `${counted(pending.length, 'migration')} of this version will run at the next start of the server.`,
      details: pending.map(({ name }) => name),
    };
  const changed = shipped.filter(({ name, checksum }) => byName.get(name)?.checksum !== checksum);
  if (changed.length > 0)
    return {
      check,
      severity: 'warning',
      message: 'The text of a migration differs from the text that was run.',
      details: changed.map(({ name }) => name),
    };
  return ok(check, `All ${shipped.length} migrations are done.`);
}

/** The migrations whose results must exist: the finished migrations, and the first one, whose tables version 5 creates too. */
const effectiveMigrations = (shipped: ShippedMigration[], { record }: SchemaState): ShippedMigration[] =>
  shipped.filter(({ name }, index) => index === 0 || record?.some((entry) => entry.finished && entry.name === name));

/** Finds missing tables and columns. */
export function checkColumns(shipped: ShippedMigration[], schema: SchemaState): Finding {
  const check = 'tables';
  const { columns } = schemaPartsOf(effectiveMigrations(shipped, schema).map(({ sql }) => sql));
  const needed = columns.filter((column) => tableOf(column) !== 'alembic_version');
  const missing = missingParts(needed, schema.columns);
  const tables = new Set(needed.map(tableOf)).size;
  if (missing.length === 0) return ok(check, `All ${tables} tables have the columns that Tessera needs.`);
  const advice =
    originOf(schema) === 'version-5' ? 'Migrate the database with version 5 first.' : 'Restore them from a backup.';
  return {
    check,
    severity: 'fault',
    message: `${counted(missing.length, 'part')} that Tessera needs ${missing.length === 1 ? 'is' : 'are'} missing. ${advice}`,
    details: detailsOf(missing, (part) => part),
  };
}

/** Finds missing and invalid indexes. */
export function missingIndexes(shipped: ShippedMigration[], schema: SchemaState): SchemaIndex[] {
  const { indexes } = schemaPartsOf(effectiveMigrations(shipped, schema).map(({ sql }) => sql));
  const tables = new Set([...schema.columns].map(tableOf));
  return indexes.filter(
    ({ name, table }) => tables.has(table) && table !== 'alembic_version' && schema.indexes.get(name) !== true,
  );
}

/** The finding about missing and invalid indexes. */
export function indexFinding(missing: SchemaIndex[], schema: SchemaState): Finding {
  const check = 'indexes';
  if (missing.length === 0)
    return ok(check, `All indexes that Tessera needs exist (${schema.indexes.size} in the database).`);
  const isBroken = ({ name }: SchemaIndex): boolean => schema.indexes.get(name) === false;
  return {
    check,
    severity: 'fault',
    message: `${counted(missing.length, 'index').replace('indexs', 'indexes')} missing or invalid.`,
    details: detailsOf(missing, (index) => `${index.name} on ${index.table}${isBroken(index) ? ' (invalid)' : ''}`),
    repairable: missing.every(({ statement }) => statement !== null),
  };
}

/** The statements that create missing indexes, one by one. They do not block writes. */
export const statementsFor = (missing: SchemaIndex[], schema: SchemaState): string[] =>
  missing.flatMap(({ name, statement }) => {
    if (statement === null) return [];
    const drop = schema.indexes.get(name) === false ? [`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`] : [];
    return [...drop, gentleStatement(statement)];
  });
