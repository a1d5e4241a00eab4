/** An index that a migration creates. */
export interface SchemaIndex {
  name: string;
  table: string;
  /** The statement that creates it; null if it belongs to a constraint of the table. */
  statement: string | null;
}

/** Columns and indexes that migrations create. Names of tables in the schema `public` are without the schema. */
export interface SchemaParts {
  /** As `table.column`. */
  columns: string[];
  indexes: SchemaIndex[];
}

const NAME = String.raw`((?:"?\w+"?\.)?"?\w+"?)`;
const TABLE = new RegExp(String.raw`CREATE TABLE (?:IF NOT EXISTS )?${NAME} \(\n([\s\S]*?)\n\);`, 'g');
const COLUMN = new RegExp(String.raw`ALTER TABLE (?:ONLY )?${NAME} ADD COLUMN (?:IF NOT EXISTS )?"?(\w+)"? `, 'g');
const INDEX = new RegExp(
  String.raw`CREATE (?:UNIQUE )?INDEX (?:CONCURRENTLY )?(?:IF NOT EXISTS )?"?(\w+)"? ON (?:ONLY )?${NAME}[^;]*;`,
  'g',
);
const DROPPED = /DROP INDEX (?:CONCURRENTLY )?(?:IF EXISTS )?"?(\w+)"?/g;
const NOT_A_COLUMN = new Set(['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'FOREIGN', 'CHECK']);

const plain = (name: string): string => name.replaceAll('"', '').replace(/^public\./, '');

function addTable(parts: SchemaParts, table: string, body: string): void {
  const [indent = ''] = /^ +/.exec(body) ?? [];
  for (const line of body.split('\n')) {
    // A line with more indentation continues the line before.
    if (line.startsWith(`${indent} `)) continue;
    const [, key] = /^\s+CONSTRAINT "?(\w+)"? (?:PRIMARY KEY|UNIQUE)/.exec(line) ?? [];
    if (key) parts.indexes.push({ name: key, table, statement: null });
    const [, column] = /^\s+"?(\w+)"? /.exec(line) ?? [];
    if (column && !NOT_A_COLUMN.has(column)) parts.columns.push(`${table}.${column}`);
  }
}

/** Parses the text of migrations, oldest first. @returns the columns and indexes of a database after them */
export function schemaPartsOf(migrations: string[]): SchemaParts {
  const parts: SchemaParts = { columns: [], indexes: [] };
  for (const text of migrations) {
    const sql = text.replaceAll(/^\s*--.*$/gm, '');
    for (const [, table = '', body = ''] of sql.matchAll(TABLE)) addTable(parts, plain(table), body);
    for (const [, table = '', column = ''] of sql.matchAll(COLUMN)) parts.columns.push(`${plain(table)}.${column}`);
    for (const [statement, name = '', table = ''] of sql.matchAll(INDEX))
      parts.indexes.push({ name, table: plain(table), statement });
    const dropped = new Set([...sql.matchAll(DROPPED)].map(([, name]) => name));
    parts.indexes = parts.indexes.filter(({ name }) => !dropped.has(name));
  }
  return parts;
}

/** Changes a CREATE INDEX statement so that it does not block writes, and does nothing if the index exists. */
export const gentleStatement = (statement: string): string =>
  statement.replace(
    /^CREATE (UNIQUE )?INDEX (?:CONCURRENTLY )?(?:IF NOT EXISTS )?/,
    (_, unique: string | undefined) => `CREATE ${unique ?? ''}INDEX CONCURRENTLY IF NOT EXISTS `,
  );
