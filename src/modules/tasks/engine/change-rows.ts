import type { HistoryRow, TaskChange, UserCount } from '../state-machine/plan-change.js';
import { TASK_STATUS } from '../state-machine/task-states.js';
import type { SentRow } from '../../../db/sql.js';

/** The columns of the tables that a statement is sent, and their types. A task, and what is done to it: */
export const TASK = {
  id: 'int',
  version: 'text',
  past: 'int',
  at: 'int',
  shape: 'int',
  mapper: 'bigint',
  mapped_at: 'timestamp',
} as const;

/** what is done to all tasks of a shape, */
export const SHAPE = {
  shape: 'int',
  status: 'int',
  locked: 'bigint',
  mapped: 'bigint',
  validated: 'bigint',
  closes: 'text',
  closer: 'bigint',
  close_at: 'int',
  invalidation: 'text',
} as const;

/** and the rows that it writes to the history of each. */
export const ENTRY = {
  shape: 'int',
  at: 'int',
  action: 'text',
  body: 'text',
  user_id: 'bigint',
  issues: 'text',
} as const;

export const COUNT = {
  userId: 'bigint',
  mapped: 'int',
  validated: 'int',
  invalidated: 'int',
  wasValidated: 'bool',
  worked: 'bool',
} as const;

/** A date of the facts as the schema's zone-less column takes it. */
const stored = (date: string | undefined): string | null => date?.replace('Z', '') ?? null;

const shapeRow = (change: TaskChange, shape: number): SentRow<typeof SHAPE> => ({
  shape,
  status: TASK_STATUS[change.status],
  locked: change.lockedBy,
  mapped: change.mappedBy,
  validated: change.validatedBy,
  closes: change.closes?.as,
  closer: change.closes?.userId,
  close_at: Math.max(0, change.rows.indexOf('close')),
  invalidation: change.invalidation,
});

const entryRow = (row: HistoryRow, shape: number, at: number): SentRow<typeof ENTRY> => ({
  shape,
  at,
  action: row.action,
  body: row.text,
  user_id: row.userId,
  issues: row.issues && JSON.stringify(row.issues),
});

const entryRows = (change: TaskChange, shape: number): SentRow<typeof ENTRY>[] =>
  change.rows.flatMap((row, at) => (row === 'close' ? [] : [entryRow(row, shape, at)]));

/** All that tells the shape of a change from another's. */
const keyOf = ({ status, lockedBy, mappedBy, validatedBy, closes, rows, invalidation }: TaskChange): string =>
  JSON.stringify([status, lockedBy, mappedBy, validatedBy, closes, rows, invalidation]);

/** Changes as a statement is sent them: what a bulk action does to ten thousand tasks is said once. */
export interface ShapedChanges {
  tasks: SentRow<typeof TASK>[];
  shapes: SentRow<typeof SHAPE>[];
  entries: SentRow<typeof ENTRY>[];
}

/**
 * Tells what is done to many tasks by its shapes. Every row of one statement has a moment of its own (`at` microseconds
 * after the statement's): history is ordered by it, and statistics tell copied rows by it. A task's moments begin at its
 * `at`, those of its rows are counted from there.
 */
export function shapesOf(changes: TaskChange[]): ShapedChanges {
  const byKey = new Map<string, { shape: number; change: TaskChange }>();
  let moment = 0;
  const tasks = changes.map((change) => {
    const key = keyOf(change);
    const known = byKey.get(key) ?? { shape: byKey.size, change };
    byKey.set(key, known);
    const at = moment;
    moment += change.rows.length;
    return {
      id: change.taskId,
      version: change.version,
      past: change.historyLength,
      at,
      shape: known.shape,
      mapper: change.lastMapped?.userId,
      mapped_at: stored(change.lastMapped?.date),
    };
  });
  const shapes = [...byKey.values()];
  return {
    tasks,
    shapes: shapes.map(({ change, shape }) => shapeRow(change, shape)),
    entries: shapes.flatMap(({ change, shape }) => entryRows(change, shape)),
  };
}

/** By how much the changes move the counters of each user, by id. */
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

/** The project's counters: by how much a set of changes moves each. */
export function projectDelta(changes: TaskChange[]) {
  const moved = (status: 'MAPPED' | 'VALIDATED' | 'BADIMAGERY'): number =>
    changes.reduce((sum, { counted }) => sum + Number(counted.after === status) - Number(counted.before === status), 0);
  return { mapped: moved('MAPPED'), validated: moved('VALIDATED'), badImagery: moved('BADIMAGERY') };
}
