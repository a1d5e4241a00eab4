import { Prisma, type Prisma as PrismaTypes } from '../../generated/prisma/client.js';
import { TASK_STATUSES } from './state-machine/task-states.js';

/** Pieces of SQL that several statements about tasks share. In each, `t` is the row of `tasks`. */

export type Sql = PrismaTypes.Sql;

/** Now, as the schema's zone-less timestamps hold it: UTC. */
export const NOW = Prisma.sql`(now() AT TIME ZONE 'UTC')`;

/** A timestamp of the schema as text: UTC, ISO 8601 with microseconds and `Z`; NULL stays NULL. */
export const isoDate = (column: Sql): Sql => Prisma.sql`to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The name of a state from its number. */
export const statusName = (code: Sql): Sql =>
  Prisma.sql`(ARRAY[${Prisma.join(TASK_STATUSES.map((name) => Prisma.raw(`'${name}'`)))}])[coalesce(${code}, 0) + 1]`;

/** When the lock that runs on task `t` began or was last extended. */
const LOCKED_SINCE = Prisma.sql`(
  SELECT max(l.action_date) FROM task_history l
  WHERE l.task_id = t.id AND l.project_id = t.project_id AND l.action IN
    ('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION', 'EXTENDED_FOR_MAPPING', 'EXTENDED_FOR_VALIDATION'))`;

/** Whether task `t` is locked and its lock ran out (false where the history knows of no lock). */
export const lockExpired = (autoUnlockSeconds: number): Sql => Prisma.sql`(CASE WHEN t.task_status IN (1, 3)
  THEN coalesce(${LOCKED_SINCE} < ${NOW} - make_interval(secs => ${autoUnlockSeconds}::int), false) ELSE false END)`;

/** The name of the state that the newest state change of task `t` led to, READY where there was none. */
export const LAST_STATE = Prisma.sql`coalesce((
  SELECT s.action_text FROM task_history s
  WHERE s.task_id = t.id AND s.project_id = t.project_id AND s.action = 'STATE_CHANGE'
  ORDER BY s.action_date DESC, s.id DESC LIMIT 1), 'READY')`;

/** The state of task `t` as everybody is to see it (a name): a lock that ran out counts as none. */
export const effectiveStatusName = (autoUnlockSeconds: number): Sql =>
  Prisma.sql`(CASE WHEN ${lockExpired(autoUnlockSeconds)} THEN ${LAST_STATE} ELSE ${statusName(Prisma.sql`t.task_status`)} END)`;

/** An array as PostgreSQL writes it, of values that need no quotes: a driver would handle ten thousand one by one. */
const arrayText = (values: (string | number | boolean | null | undefined)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

/**
 * `column IN (…)` for a few ids and `column = ANY(ids)` for many. PostgreSQL plans a statement of the first form once for
 * all ids (its estimate does not depend on them), and would plan the second anew each time: milliseconds on an action.
 */
export function isOneOf(column: Sql, ids: number[], type: 'int' | 'bigint' = 'int'): Sql {
  const cast = Prisma.raw(`::${type}`);
  if (ids.length === 0 || ids.length > 4) return Prisma.sql`${column} = ANY(${arrayText(ids)}::text${cast}[])`;
  return Prisma.sql`${column} IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}${cast}`))})`;
}

/** More tasks than this are not put together in memory, but read and sent page by page. */
export const MANY = 20_000;

/** Which tasks are asked for: of a project those that are named (null: all); ids that are not there are left out. */
export const wanted = ({ projectId, taskIds }: { projectId: number; taskIds: number[] | null }): Sql => Prisma.sql`
  t.project_id = ${projectId}::int ${taskIds ? Prisma.sql`AND t.id = ANY(${taskIds}::int[])` : Prisma.empty}`;

/** Who wrote the rows of tasks `t`, as `VersionColumns` (row-versions.ts). */
export const WRITERS = Prisma.sql`encode(string_agg(xidsend(t.xmin), ''), 'hex') AS writers`;

/** Which versions the rows of tasks `t` are, as `VersionColumns`. */
export const VERSIONS = Prisma.sql`${WRITERS}, encode(string_agg(tidsend(t.ctid), ''), 'hex') AS places`;

/**
 * What versions of rows of `tasks` mean what they mean within, as text: one run of the PostgreSQL server, and one file of the
 * table (VACUUM FULL and CLUSTER put rows to other places and leave their writers).
 */
export const EPOCH = Prisma.sql`concat_ws(' ', pg_postmaster_start_time(), pg_relation_filenode('tasks'))`;

/** A row of a table that is sent with a statement; what it leaves out is NULL. */
export type SentRow<C> = { [name in keyof C]?: string | number | boolean | null | undefined };

/** Up to so many rows go as plain parameters, which the planner sees through and nothing has to parse. */
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

/** The same for thousands of rows of numbers and dates (texts must need no quotes): column by column. */
export function longTable<C extends Record<string, string>>(columns: C, rows: SentRow<C>[]): Sql {
  if (isFew(rows)) return valuesTable(columns, rows);
  const arrays = Object.entries(columns).map(
    ([name, type]) => Prisma.sql`${arrayText(rows.map((row) => row[name]))}::text::${Prisma.raw(type)}[]`,
  );
  return Prisma.sql`unnest(${Prisma.join(arrays)}) AS sent(${listed(Object.keys(columns))})`;
}

/** How a table that is sent is best named with WITH: a few parameters are put in where they are used, many rows are read once. */
export const materialized = (rows: unknown[]): Sql =>
  isFew(rows) ? Prisma.sql`NOT MATERIALIZED` : Prisma.sql`MATERIALIZED`;
