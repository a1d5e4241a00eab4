import { Prisma, type Prisma as PrismaTypes } from '../generated/prisma/client.js';

/** Pieces of SQL that statements of all modules share: dates, ids, and tables of values that are sent with a statement. */

export type Sql = PrismaTypes.Sql;

/** The current time in UTC, for timestamp columns without zone. */
export const NOW = Prisma.sql`(now() AT TIME ZONE 'UTC')`;

/** A timestamp of the schema as text: UTC, ISO 8601 with microseconds and `Z`; NULL stays NULL. */
export const isoDate = (column: Sql): Sql => Prisma.sql`to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** A timestamp as text like `isoDate`, without the `Z`, for a client that adds it. */
export const dateWithoutZone = (column: Sql): Sql => Prisma.sql`to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.US')`;

/** A PostgreSQL array literal of values that need no quotes. One text is faster to send than ten thousand parameters. */
const arrayText = (values: (string | number | boolean | null | undefined)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

/** Up to this number, ids are compared one by one. Above it, comparing each row with each id takes seconds. */
const MAX_COMPARED_IDS = 100;

/**
 * `column IN (…)` for a few ids, `column = ANY(ids)` for some and `column IN (SELECT …)` for many. PostgreSQL keeps one
 * plan for the first form, because its estimate does not depend on the ids. The second form is planned each time, which costs
 * milliseconds per action. The third form is a join by hash: the second form compares each row with each id where
 * PostgreSQL finds the rows by another column (4 s for 10,000 rows and ids, 8 ms by hash).
 */
export function isOneOf(column: Sql, ids: number[], type: 'int' | 'bigint' = 'int'): Sql {
  const cast = Prisma.raw(`::${type}`);
  if (ids.length > MAX_COMPARED_IDS) return Prisma.sql`${column} IN (SELECT unnest(${arrayText(ids)}::text${cast}[]))`;
  if (ids.length === 0 || ids.length > 4) return Prisma.sql`${column} = ANY(${arrayText(ids)}::text${cast}[])`;
  return Prisma.sql`${column} IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}${cast}`))})`;
}

/** A row of a table that is sent with a statement. Missing values are NULL. */
export type SentRow<C> = { [name in keyof C]?: string | number | boolean | null | undefined };

/** A few rows are sent as plain parameters: the planner can use their values, and no JSON is parsed. */
const isFew = (rows: unknown[]): boolean => rows.length > 0 && rows.length <= 3;

const listed = (names: string[]): Sql => Prisma.raw(names.map((name) => `"${name}"`).join(', '));

function valuesTable<C extends Record<string, string>>(columns: C, rows: SentRow<C>[]): Sql {
  const types = Object.entries(columns);
  const values = rows.map((row) =>
    Prisma.join(types.map(([name, type]) => Prisma.sql`${row[name] ?? null}::${Prisma.raw(type)}`)),
  );
  return Prisma.sql`(VALUES (${Prisma.join(values, '), (')})) AS sent(${listed(Object.keys(columns))})`;
}

/**
 * A table of rows that are sent with a statement, to select from.
 * @param columns its columns with their types; text for JSON
 */
export function table<C extends Record<string, string>>(columns: C, rows: SentRow<C>[]): Sql {
  if (isFew(rows)) return valuesTable(columns, rows);
  const types = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS sent(${Prisma.raw(types.join(', '))})`;
}

/** A `table` of thousands of rows of numbers and dates. It is sent column by column. Its texts must need no quotes. */
export function longTable<C extends Record<string, string>>(columns: C, rows: SentRow<C>[]): Sql {
  if (isFew(rows)) return valuesTable(columns, rows);
  const arrays = Object.entries(columns).map(
    ([name, type]) => Prisma.sql`${arrayText(rows.map((row) => row[name]))}::text::${Prisma.raw(type)}[]`,
  );
  return Prisma.sql`unnest(${Prisma.join(arrays)}) AS sent(${listed(Object.keys(columns))})`;
}

/** The mode of a sent table in WITH: a few parameters are inlined, many rows are read once. */
export const materialized = (rows: unknown[]): Sql =>
  isFew(rows) ? Prisma.sql`NOT MATERIALIZED` : Prisma.sql`MATERIALIZED`;
