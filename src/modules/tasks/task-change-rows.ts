import type { HistoryRow, TaskChange, UserCount } from './task-change.js';
import { TASK_STATUS } from './task-states.js';
import type { SentRow } from './task-sql.js';

/** The columns of the rows that a statement is sent, and their types. */
export const CHANGE = {
  id: 'int',
  version: 'text',
  past: 'int',
  status: 'int',
  locked: 'bigint',
  mapped: 'bigint',
  validated: 'bigint',
  closes: 'text',
  closer: 'bigint',
  close_at: 'int',
  invalidation: 'text',
  mapper: 'bigint',
  mapped_at: 'timestamp',
} as const;

export const ENTRY = { id: 'int', at: 'int', action: 'text', body: 'text', user_id: 'bigint', issues: 'text' } as const;

export const COUNT = {
  userId: 'bigint',
  mapped: 'int',
  validated: 'int',
  invalidated: 'int',
  wasValidated: 'bool',
  worked: 'bool',
} as const;

export const MESSAGE = {
  taskId: 'int',
  type: 'int',
  username: 'text',
  userId: 'bigint',
  subject: 'text',
  message: 'text',
} as const;

/** A date of the facts as the schema's zone-less column takes it. */
const stored = (date: string | undefined): string | null => date?.replace('Z', '') ?? null;

const changeRow = (change: TaskChange, closeAt: number): SentRow<typeof CHANGE> => ({
  id: change.taskId,
  version: change.version,
  past: change.pastRows,
  status: TASK_STATUS[change.status],
  locked: change.lockedBy,
  mapped: change.mappedBy,
  validated: change.validatedBy,
  closes: change.closes?.as ?? null,
  closer: change.closes?.userId ?? null,
  close_at: closeAt,
  invalidation: change.invalidation,
  mapper: change.lastMapped?.userId ?? null,
  mapped_at: stored(change.lastMapped?.date),
});

const entryRow = (taskId: number, row: HistoryRow, at: number): SentRow<typeof ENTRY> => ({
  id: taskId,
  at,
  action: row.action,
  body: row.text,
  user_id: row.userId,
  ...(row.issues && { issues: JSON.stringify(row.issues) }),
});

/**
 * The rows of the changes and of their history. Every row of one statement has a moment of its own (`at` microseconds
 * after the statement's): history is ordered by it, and statistics tell copied rows by it.
 */
export function rowsOf(changes: TaskChange[]): { tasks: SentRow<typeof CHANGE>[]; entries: SentRow<typeof ENTRY>[] } {
  let moment = 0;
  const entries: SentRow<typeof ENTRY>[] = [];
  const tasks = changes.map((change) => {
    let closeAt = 0;
    for (const row of change.rows) {
      const at = moment++;
      if (row === 'close') closeAt = at;
      else entries.push(entryRow(change.taskId, row, at));
    }
    return changeRow(change, closeAt);
  });
  return { tasks, entries };
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
