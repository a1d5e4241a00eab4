import type { HistoryRow, TaskChange, UserCount } from '../state-machine/plan-change.js';
import { TASK_STATUS } from '../state-machine/task-states.js';
import type { SentRow } from '../../../db/sql.js';

/** Columns of the rows that `writeChanges` sends with its statement. This table has a row for each task, with its effect. */
export const TASK = {
  id: 'int',
  version: 'text',
  history_length: 'int',
  at: 'int',
  effect: 'int',
  mapper: 'bigint',
  mapped_at: 'timestamp',
} as const;

/** An effect: what a change does to the row of a task. Many tasks of a bulk action have the same effect. */
export const EFFECT = {
  effect: 'int',
  status: 'int',
  locked: 'bigint',
  mapped: 'bigint',
  validated: 'bigint',
  closes: 'text',
  closer: 'bigint',
  close_at: 'int',
  invalidation: 'text',
} as const;

/** The rows that an effect writes to the history of each of its tasks. */
export const ENTRY = {
  effect: 'int',
  at: 'int',
  action: 'text',
  body: 'text',
  user_id: 'bigint',
  issues: 'text',
} as const;

/** Changes of the counters of a user. */
export const COUNT = {
  userId: 'bigint',
  mapped: 'int',
  validated: 'int',
  invalidated: 'int',
  wasValidated: 'bool',
  worked: 'bool',
} as const;

/** An ISO 8601 date in UTC as a value for a timestamp column without zone. */
const toTimestamp = (date: string | undefined): string | null => date?.replace('Z', '') ?? null;

const effectRow = (change: TaskChange, effect: number): SentRow<typeof EFFECT> => ({
  effect,
  status: TASK_STATUS[change.status],
  locked: change.lockedBy,
  mapped: change.mappedBy,
  validated: change.validatedBy,
  closes: change.closes?.as,
  closer: change.closes?.userId,
  close_at: Math.max(0, change.rows.indexOf('close')),
  invalidation: change.invalidation,
});

const entryRow = (row: HistoryRow, effect: number, at: number): SentRow<typeof ENTRY> => ({
  effect,
  at,
  action: row.action,
  body: row.text,
  user_id: row.userId,
  issues: row.issues && JSON.stringify(row.issues),
});

const entryRows = (change: TaskChange, effect: number): SentRow<typeof ENTRY>[] =>
  change.rows.flatMap((row, at) => (row === 'close' ? [] : [entryRow(row, effect, at)]));

/** Changes with the same key have the same effect. */
const keyOf = ({ status, lockedBy, mappedBy, validatedBy, closes, rows, invalidation }: TaskChange): string =>
  JSON.stringify([status, lockedBy, mappedBy, validatedBy, closes, rows, invalidation]);

/** The rows of changes for one statement. An effect that many tasks have in common is sent once. */
export interface GroupedChanges {
  tasks: SentRow<typeof TASK>[];
  effects: SentRow<typeof EFFECT>[];
  entries: SentRow<typeof ENTRY>[];
}

/**
 * Groups changes by their effects. Every row of one statement gets a date of its own: `at` microseconds after the date of
 * the statement. The history is ordered by these dates, and statistics recognise copied rows by them. `at` of a task is the
 * offset of its first row; `at` of an entry counts from there.
 */
export function groupByEffect(changes: TaskChange[]): GroupedChanges {
  const byKey = new Map<string, { effect: number; change: TaskChange }>();
  let offset = 0;
  const tasks = changes.map((change) => {
    const key = keyOf(change);
    const known = byKey.get(key) ?? { effect: byKey.size, change };
    byKey.set(key, known);
    const at = offset;
    offset += change.rows.length;
    return {
      id: change.taskId,
      version: change.version,
      history_length: change.historyLength,
      at,
      effect: known.effect,
      mapper: change.lastMapped?.userId,
      mapped_at: toTimestamp(change.lastMapped?.date),
    };
  });
  const effects = [...byKey.values()];
  return {
    tasks,
    effects: effects.map(({ change, effect }) => effectRow(change, effect)),
    entries: effects.flatMap(({ change, effect }) => entryRows(change, effect)),
  };
}

/** Sums the changes of the counters of each user, ordered by user id. */
export const sumCounts = (changes: TaskChange[]): Required<UserCount>[] => {
  const byUser = new Map<number, Required<UserCount>>();
  for (const count of changes.flatMap((change) => change.counts)) {
    const { userId } = count;
    const sum = byUser.get(userId) ?? {
      userId,
      mapped: 0,
      validated: 0,
      invalidated: 0,
      wasValidated: false,
      worked: false,
    };
    byUser.set(userId, {
      userId,
      mapped: sum.mapped + (count.mapped ?? 0),
      validated: sum.validated + (count.validated ?? 0),
      invalidated: sum.invalidated + (count.invalidated ?? 0),
      wasValidated: sum.wasValidated || (count.wasValidated ?? false),
      worked: sum.worked || (count.worked ?? false),
    });
  }
  return [...byUser.values()].sort((a, b) => a.userId - b.userId);
};

/** By how much a set of changes moves each counter of the project. */
export function projectDelta(changes: TaskChange[]) {
  const moved = (status: 'MAPPED' | 'VALIDATED' | 'BADIMAGERY'): number =>
    changes.reduce((sum, { counted }) => sum + Number(counted.after === status) - Number(counted.before === status), 0);
  return { mapped: moved('MAPPED'), validated: moved('VALIDATED'), badImagery: moved('BADIMAGERY') };
}
