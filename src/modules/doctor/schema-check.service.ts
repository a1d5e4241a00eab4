import type { Context } from '../../context.js';
import { readMigrations } from '../../db/migrate.js';
import { schemaPartsOf } from '../../db/schema-parts.js';
import {
  readColumns,
  readIndexes,
  readRecord,
  readRevision,
  readServerFacts,
  type ServerFacts,
} from './doctor.repository.js';
import { detailsOf, ok, type Finding } from './finding.js';
import {
  checkColumns,
  checkMigrations,
  indexFinding,
  missingIndexes,
  originOf,
  statementsFor,
  type SchemaState,
} from './schema-check.js';

/** The oldest versions that Tessera supports. */
const OLDEST_POSTGRESQL = 140_000;
const OLDEST_POSTGIS = 3;

/** Reads the columns, indexes and migrations of the database. */
export async function readSchemaState({ database: { db } }: Context): Promise<SchemaState> {
  const columns = await readColumns(db);
  return {
    columns,
    indexes: await readIndexes(db),
    record: columns.has('_prisma_migrations.migration_name') ? await readRecord(db) : null,
  };
}

function postgisFinding({ postgis, postgisAvailable }: ServerFacts): Finding {
  const check = 'PostGIS';
  if (postgis && Number.parseInt(postgis, 10) >= OLDEST_POSTGIS) return ok(check, `PostGIS ${postgis} is installed.`);
  if (postgis)
    return { check, severity: 'fault', message: `PostGIS is ${postgis}; Tessera needs ${OLDEST_POSTGIS} or newer.` };
  return {
    check,
    severity: postgisAvailable ? 'warning' : 'fault',
    message: postgisAvailable
      ? 'The database does not have PostGIS yet. The start of the server adds it if the user is a superuser. ' +
        'Otherwise run CREATE EXTENSION postgis.'
      : 'The database server does not have PostGIS. Install it there.',
  };
}

/** Checks the versions of the database server and of PostGIS, and the rights of the user. */
export async function checkServer({ database }: Context): Promise<Finding[]> {
  const facts = await readServerFacts(database.db);
  const named = `PostgreSQL ${facts.versionText}${database.kind === 'embedded' ? ' (embedded)' : ''}`;
  const version: Finding =
    facts.version >= OLDEST_POSTGRESQL
      ? ok('database', `${named}; database ${facts.database}, user ${facts.user}.`)
      : { check: 'database', severity: 'fault', message: `${named} is too old: Tessera needs 14 or newer.` };
  return [version, postgisFinding(facts), rightsFinding(facts)];
}

function rightsFinding({ mayCreate, foreignTables, user }: ServerFacts): Finding {
  const check = 'rights';
  if (mayCreate && foreignTables.length === 0) return ok(check, 'The user may add what Tessera needs.');
  return {
    check,
    severity: 'warning',
    message: mayCreate
      ? `User ${user} does not own all tables: indexes cannot be added to them.`
      : `User ${user} may not create a schema: GRANT CREATE ON DATABASE … TO "${user}".`,
    details: detailsOf(foreignTables, (table) => table),
  };
}

/** Compares the revision of the migrations of version 5 with the revision that Tessera was built for. */
async function checkRevision({ database }: Context, schema: SchemaState, wanted: string): Promise<Finding[]> {
  if (!schema.columns.has('alembic_version.version_num')) return [];
  const revision = await readRevision(database.db);
  if (revision === wanted) return [ok('version 5', `The tables are at revision ${wanted} of version 5.`)];
  return [
    {
      check: 'version 5',
      severity: 'note',
      message: `The tables are at revision ${revision ?? '(none)'} of version 5. Tessera was built for ${wanted}.`,
    },
  ];
}

/** Checks the migrations, and finds missing tables, columns and indexes. */
export async function checkSchema(
  context: Context,
  schema: SchemaState,
  { repair }: { repair: boolean },
): Promise<Finding[]> {
  const shipped = readMigrations();
  const migrations = checkMigrations(shipped, schema);
  if (originOf(schema) === 'empty') return [migrations];
  const [, revision = ''] =
    /INSERT INTO alembic_version \(version_num\) VALUES \('(\w+)'\)/.exec(shipped[0]?.sql ?? '') ?? [];
  return [
    migrations,
    ...(await checkRevision(context, schema, revision)),
    checkColumns(shipped, schema),
    await checkIndexes(context, schema, repair),
  ];
}

async function checkIndexes(context: Context, schema: SchemaState, repair: boolean): Promise<Finding> {
  const shipped = readMigrations();
  const missing = missingIndexes(shipped, schema);
  const finding = indexFinding(missing, schema);
  if (!repair || missing.length === 0) return finding;
  // Each statement is a script of its own, because CREATE INDEX CONCURRENTLY cannot run with other statements.
  await context.database.whileMigrating(async () => {
    for (const statement of statementsFor(missing, schema)) await context.database.runScript(statement);
  });
  const repaired = await readSchemaState(context);
  const left = missingIndexes(shipped, repaired);
  return left.length === 0 ? { ...finding, repaired: true } : indexFinding(left, repaired);
}

/** The names of missing indexes, for the log at the start. */
export async function missingIndexNames(context: Context): Promise<string[]> {
  return missingIndexes(readMigrations(), await readSchemaState(context)).map(({ name }) => name);
}

/** Whether all tables exist that the checks of counters and locks read. */
export function hasTaskTables({ columns }: SchemaState): boolean {
  const baseline = readMigrations()[0]?.sql ?? '';
  return schemaPartsOf([baseline])
    .columns.filter((column) => /^(projects|tasks|task_history|users)\./.test(column))
    .every((column) => columns.has(column));
}
