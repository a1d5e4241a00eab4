import type { Database } from '../../src/db/database.js';
import { statusOf } from '../../src/modules/tasks/state-machine/task-states.js';
import type { User } from './factory.js';

/** What the database holds of a project, in strings that a test can spell out. */
export interface State {
  /** By task id: `MAPPED, mapped by ann`. */
  tasks: Record<number, string>;
  /** By task id, oldest first: `LOCKED_FOR_MAPPING running, ann`, `LOCKED_FOR_MAPPING ended, ann`, `COMMENT hello, ann`. */
  history: Record<number, string[]>;
  project: { total: number; mapped: number; validated: number; badImagery: number };
  /** By name: the counters, and whether this project is among those they mapped. */
  users: Record<string, { mapped: number; validated: number; invalidated: number; workedHere: boolean }>;
}

interface TaskRow {
  id: number;
  status: number;
  locked: number | null;
  mapped: number | null;
  validated: number | null;
}

interface HistoryRow {
  task: number;
  action: string;
  text: string | null;
  by: number;
}

const DURATION = /^\d\d:\d\d:\d\d(\.\d{1,6})?$/;

function describeRow({ action, text, by }: HistoryRow, nameOf: (id: number) => string): string {
  const isLock = /^(LOCKED|EXTENDED|AUTO_UNLOCKED)_/.test(action);
  const what = !isLock ? text : text === null ? 'running' : DURATION.test(text) ? 'ended' : `not a duration: ${text}`;
  return `${action} ${what}, ${nameOf(by)}`;
}

/**
 * Reads tasks and counters of a project by SQL.
 * @param people the users that the strings name, by the names that they give them; others appear by their number
 */
export async function readState(
  database: Database,
  project: { id: number },
  people: Record<string, User> = {},
): Promise<State> {
  const { prisma } = database;
  const names = new Map(Object.entries(people).map(([name, { id }]) => [id, name]));
  const nameOf = (id: number): string => names.get(id) ?? `#${id}`;
  const tasks = await prisma.$queryRaw<TaskRow[]>`
    SELECT id, task_status AS status, locked_by::float8 AS locked, mapped_by::float8 AS mapped, validated_by::float8 AS validated
    FROM tasks WHERE project_id = ${project.id}::int ORDER BY id`;
  const history = await prisma.$queryRaw<HistoryRow[]>`
    SELECT task_id AS task, action, action_text AS text, user_id::float8 AS by FROM task_history
    WHERE project_id = ${project.id}::int ORDER BY action_date, id`;
  const [counters] = await prisma.$queryRaw<State['project'][]>`
    SELECT total_tasks AS total, tasks_mapped AS mapped, tasks_validated AS validated, tasks_bad_imagery AS "badImagery"
    FROM projects WHERE id = ${project.id}::int`;
  const users = await prisma.$queryRaw<(State['users'][string] & { id: number })[]>`
    SELECT id::float8, tasks_mapped AS mapped, tasks_validated AS validated, tasks_invalidated AS invalidated,
      coalesce(projects_mapped @> ARRAY[${project.id}::int], false) AS "workedHere"
    FROM users WHERE id = ANY(${[...names.keys()]}::bigint[])`;
  if (!counters) throw new Error(`project ${project.id} is not there`);
  return {
    tasks: Object.fromEntries(
      tasks.map(({ id, status, locked, mapped, validated }) => [
        id,
        statusOf(status) +
          (locked === null ? '' : `, locked by ${nameOf(locked)}`) +
          (mapped === null ? '' : `, mapped by ${nameOf(mapped)}`) +
          (validated === null ? '' : `, validated by ${nameOf(validated)}`),
      ]),
    ),
    history: Object.fromEntries(
      tasks.map(({ id }) => [id, history.filter(({ task }) => task === id).map((row) => describeRow(row, nameOf))]),
    ),
    project: counters,
    users: Object.fromEntries(users.map(({ id, ...counts }) => [nameOf(id), counts])),
  };
}

/** Tables that the operations on tasks may write. */
const WRITTEN = [
  'tasks',
  'task_history',
  'task_mapping_issues',
  'task_invalidation_history',
  'task_annotations',
  'projects',
  'users',
  'messages',
  'notifications',
] as const;

/**
 * A digest of every version of every row that operations could write: equal before and after means that nothing was
 * written, not even the same value again.
 */
export async function fingerprint(database: Database): Promise<string> {
  const selects = WRITTEN.map(
    (table) =>
      `SELECT '${table}' AS name, count(*) AS n, coalesce(sum(hashtext(t.ctid::text || t.xmin::text)::bigint), 0) AS sum FROM ${table} t`,
  );
  const rows = await database.prisma.$queryRawUnsafe<{ name: string; n: bigint; sum: bigint }[]>(
    `SELECT name, n::text, sum::text FROM (${selects.join(' UNION ALL ')}) s`,
  );
  return rows.map(({ name, n, sum }) => `${name}:${n}:${sum}`).join(' ');
}
