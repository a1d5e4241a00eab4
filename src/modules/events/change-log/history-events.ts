/**
 * Converts rows of `task_history` to events. The rows of one transaction become one event for each action. Events are in the order
 * of time. The functions are pure: the repository reads the rows.
 */

import { groupBy } from '../group-by.js';

/** A row of history that is new, or a known open lock that has ended. */
export interface HistoryRow {
  id: number;
  /** Whether the log already has an event for the row, as an open lock. */
  known: boolean;
  projectId: number;
  taskId: number;
  action: string;
  /** Name of the new state, or duration of a lock; null for an open lock. */
  text: string | null;
  /** The transaction that wrote the current version of the row. */
  writer: string;
  /** ISO 8601, UTC, with microseconds. */
  beganAt: string;
  endedAt: string;
  userId: number;
  username: string | null;
  /** State of the task before the row, without locks; null before its first state. */
  before: string | null;
}

interface Actor {
  id: number;
  username: string | null;
}

/** An event that is not in the log yet. */
export interface NewEvent {
  projectId: number;
  name: 'task' | 'comment' | 'project';
  /** When it happened: ISO 8601, UTC, with microseconds. */
  at: string;
  data: Record<string, unknown>;
}

/** A split that Tessera recorded. */
export interface Split {
  projectId: number;
  parent: number;
  children: number[];
}

/** One change of one task. */
interface TaskChange {
  projectId: number;
  taskId: number;
  writer: string;
  action: 'lock' | 'extend' | 'unlock' | 'auto-unlock' | 'state' | 'comment';
  from: string | null;
  to: string | null;
  actor: Actor;
  at: string;
  id: number;
}

/** The duration of lock rows that bulk actions write. Such a row was never a lock. */
const NO_DURATION = '00:00:00.000000';

const isLockRow = ({ action }: HistoryRow): boolean => /^(LOCKED|EXTENDED|AUTO_UNLOCKED)_FOR_/.test(action);
const isOpen = (row: HistoryRow): boolean => row.text === null && !row.action.startsWith('AUTO');
const lockOf = ({ action }: HistoryRow): string =>
  action.endsWith('MAPPING') ? 'LOCKED_FOR_MAPPING' : 'LOCKED_FOR_VALIDATION';
const stateBefore = (row: HistoryRow): string => row.before ?? 'READY';

const byTimeAndId = (a: { at: string; id: number }, b: { at: string; id: number }): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.id - b.id;

const commonParts = (row: HistoryRow): Pick<TaskChange, 'projectId' | 'taskId' | 'writer' | 'actor' | 'id'> => ({
  projectId: row.projectId,
  taskId: row.taskId,
  writer: row.writer,
  actor: { id: row.userId, username: row.username },
  id: row.id,
});

/** The start or the extension of a lock. If the lock has ended already, its start was written by an earlier transaction. */
const lockChange = (row: HistoryRow): TaskChange => ({
  ...commonParts(row),
  writer: isOpen(row) ? row.writer : `before ${row.writer}`,
  action: row.action.startsWith('EXTENDED') ? 'extend' : 'lock',
  from: row.action.startsWith('EXTENDED') ? lockOf(row) : stateBefore(row),
  to: lockOf(row),
  at: row.beganAt,
});

/** The end of a lock. */
const unlockChange = (row: HistoryRow): TaskChange => ({
  ...commonParts(row),
  action: row.action.startsWith('AUTO') ? 'auto-unlock' : 'unlock',
  from: lockOf(row),
  to: stateBefore(row),
  at: row.endedAt,
});

/** The changes of one task in one transaction. */
function changesOfTask(rows: HistoryRow[]): TaskChange[] {
  const locks = rows.filter((row) => isLockRow(row) && row.text !== NO_DURATION);
  const opened = locks.filter(isOpen);
  const closed = locks.filter((row) => !isOpen(row));
  const unreportedLocks = closed.filter(({ known }) => !known).map(lockChange);
  const states = rows.filter(({ action }) => action === 'STATE_CHANGE').sort((a, b) => a.id - b.id);
  const [first, last, lock, end] = [states[0], states.at(-1), opened.at(-1), closed.at(-1)];
  const from = end && lockOf(end);
  const changes = [...unreportedLocks];
  if (first && last)
    changes.push({
      ...commonParts(last),
      action: 'state',
      from: from ?? stateBefore(first),
      to: last.text,
      at: last.beganAt,
    });
  if (lock) {
    const change = lockChange(lock);
    changes.push({ ...change, from: last ? last.text : (from ?? change.from) });
  }
  if (!last && !lock && end) changes.push(unlockChange(end));
  const comment = rows.find(({ action }) => action === 'COMMENT');
  if (changes.length === 0 && comment)
    changes.push({ ...commonParts(comment), action: 'comment', from: null, to: null, at: comment.beganAt });
  return changes;
}

/** The value that all have in common; null if the values differ. */
const commonValue = (values: (string | null)[]): string | null =>
  values.every((value) => value === values[0]) ? (values[0] ?? null) : null;

/** Makes one event of the same action on several tasks. If the states of the tasks differ, the event lists them for each task. */
function eventOf(changes: TaskChange[]): NewEvent & { id: number } {
  const sorted = changes.toSorted((a, b) => a.taskId - b.taskId);
  const [first] = changes.toSorted(byTimeAndId);
  if (!first) throw new Error('an event without tasks');
  const { projectId, action, actor, at, id } = first;
  const [from, to] = [
    commonValue(changes.map((change) => change.from)),
    commonValue(changes.map((change) => change.to)),
  ];
  const taskIds = sorted.map(({ taskId }) => taskId);
  if (action === 'comment') return { projectId, name: 'comment', at, id, data: { taskIds, action, actor, at } };
  const isMixed = changes.some((change) => change.from !== from || change.to !== to);
  const tasks = isMixed
    ? sorted.map((change) => ({ taskId: change.taskId, from: change.from, to: change.to }))
    : undefined;
  return { projectId, name: 'task', at, id, data: { taskIds, action, from, to, actor, at, ...(tasks && { tasks }) } };
}

const isSplit = (row: HistoryRow): boolean => !row.known && row.action === 'STATE_CHANGE' && row.text === 'SPLIT';

/** Makes the event of a split. The transaction has written copies of the earlier history and two new rows for each child. */
function splitEvent(
  rows: HistoryRow[],
  parentOf: (split: Omit<Split, 'parent'> & { userId: number }) => number | null,
) {
  const own = rows.filter(isSplit).sort((a, b) => a.id - b.id);
  const row = own.at(-1);
  if (!row) throw new Error('a split without children');
  const { projectId, beganAt: at, userId, username, id } = row;
  const children = [...new Set(own.map(({ taskId }) => taskId))].sort((a, b) => a - b);
  const parent = parentOf({ projectId, children, userId });
  const taskIds = parent === null ? children : [parent, ...children];
  const data = { taskIds, action: 'split', from: stateBefore(row), to: 'READY', actor: { id: userId, username }, at };
  return { projectId, name: 'task' as const, at, id, data: { ...data, parent, children } };
}

/** Whether the rows contain a split. */
export const containsSplit = (rows: HistoryRow[]): boolean => rows.some(isSplit);

/**
 * Converts history rows to events.
 * @param parentOf the task that was split into the children; null if it is unknown
 */
export function historyEvents(
  rows: HistoryRow[],
  parentOf: (split: Omit<Split, 'parent'> & { userId: number }) => number | null = () => null,
): NewEvent[] {
  const transactions = [...groupBy(rows, ({ projectId, writer }) => `${projectId} ${writer}`).values()];
  const [splits, others] = [transactions.filter(containsSplit), transactions.filter((group) => !containsSplit(group))];
  const changes = others.flatMap((group) =>
    [...groupBy(group, ({ taskId }) => taskId).values()].flatMap(changesOfTask),
  );
  const byAction = groupBy(changes, ({ projectId, writer, action, actor }) =>
    [projectId, writer, action, actor.id].join(' '),
  );
  const events = [...byAction.values()].map(eventOf);
  return [...events, ...splits.map((group) => splitEvent(group, parentOf))]
    .sort(byTimeAndId)
    .map(({ projectId, name, at, data }) => ({ projectId, name, at, data }));
}
