import { isLocked, statusOf, type HistoryAction, type LockStatus, type TaskStatus } from './task-states.js';

/** A row of the history of a task as clients see it, with its author. */
export interface HistoryEntry {
  historyId: number;
  taskId: null;
  action: HistoryAction;
  actionText: string | null;
  /** UTC, ISO 8601 with microseconds. The order of these texts is the order of the dates. */
  actionDate: string;
  actionBy: string | null;
  pictureUrl: string | null;
  issues: { categoryId: number; name: string; count: number }[] | null;
  userId: number;
}

/** The row of a task as it is stored. */
export interface TaskRow {
  taskId: number;
  version: string;
  status: number | null;
  lockedBy: number | null;
  mappedBy: number | null;
  validatedBy: number | null;
  /** When the project last changed (UTC, as `actionDate`). A lock of a task without any history counts from this date. */
  projectChangedAt?: string;
}

/** The facts about a task, from its row and its history. All are read in one snapshot of the database. */
export interface TaskSnapshot {
  taskId: number;
  /** The version of the row (PostgreSQL's xmin). A change is written only to the version that it was planned on. */
  version: string;
  /** The number of history rows, if the whole history was read. A change is written only while this number is the same. */
  historyLength: number | null;
  /** The stored state. Its lock may have expired. */
  status: TaskStatus;
  lockedBy: number | null;
  mappedBy: number | null;
  validatedBy: number | null;
  /** Whether the lock of a locked task has expired. Such a task is free. */
  lockExpired: boolean;
  /**
   * The state of the newest state change, READY without one. State changes to a lock are ignored. For a locked task it is the
   * state before the lock.
   */
  lastState: TaskStatus;
  /** The date of the newest state change (UTC, as stored); null without one. */
  lastChangedAt: string | null;
  /** The newest history row that is not a comment. */
  lastAction: { action: HistoryAction; userId: number } | null;
  /** The author of the newest history row, including comments. */
  lastUser: number | null;
  /** Whether the task was ever INVALIDATED, so that an invalidation may be open. True if this was not read. */
  wasInvalidated: boolean;
  /** The user who last marked the task as mapped or as bad imagery, and the date (UTC, as stored). */
  lastMapped: { userId: number; date: string } | null;
}

/** Rows that start or extend a lock. */
const isLockRow = ({ action }: HistoryEntry): boolean =>
  isLocked(action as TaskStatus) || action === 'EXTENDED_FOR_MAPPING' || action === 'EXTENDED_FOR_VALIDATION';

const marksAsMapped = ({ action, actionText }: HistoryEntry): boolean =>
  action === 'STATE_CHANGE' && (actionText === 'MAPPED' || actionText === 'BADIMAGERY');

/** Whether a state change undid the one before it: the same user wrote the comment of an undo just before it. */
const isUndo = ({ actionText, userId }: HistoryEntry, before: HistoryEntry | undefined): boolean =>
  before?.action === 'COMMENT' &&
  before.userId === userId &&
  /^Undo state from [A-Z_]+ to /.test(before.actionText ?? '') &&
  (before.actionText ?? '').endsWith(` to ${actionText}`);

/**
 * Derives the snapshot of a task from its row and its history. `tasks.sql.ts` has the same rules in SQL; a test compares
 * the two.
 * @param history the whole history, newest first
 * @param lockedBefore a lock that began before this date (UTC, as `actionDate`) has expired
 */
export function snapshotOf(row: TaskRow, history: HistoryEntry[], lockedBefore: string): TaskSnapshot {
  const status = statusOf(row.status);
  const lockedSince = (history.find(isLockRow) ?? history[0])?.actionDate ?? row.projectChangedAt;
  const changes = history.filter(({ action }) => action === 'STATE_CHANGE');
  const states = changes.map(({ actionText }) => (actionText ?? 'READY') as TaskStatus);
  const lastAction = history.find(({ action }) => action !== 'COMMENT');
  const lastMapped = history.find((entry, index) => marksAsMapped(entry) && !isUndo(entry, history[index + 1]));
  return {
    ...row,
    historyLength: history.length,
    status,
    lockExpired: isLocked(status) && (lockedSince === undefined || lockedSince < lockedBefore),
    lastState: states.find((state) => !isLocked(state)) ?? 'READY',
    lastChangedAt: changes[0]?.actionDate ?? null,
    lastAction: lastAction ? { action: lastAction.action, userId: lastAction.userId } : null,
    lastUser: history[0]?.userId ?? null,
    wasInvalidated: states.includes('INVALIDATED'),
    lastMapped: lastMapped ? { userId: lastMapped.userId, date: lastMapped.actionDate } : null,
  };
}

/** Whether the task has an expired lock that is not yet recorded as an auto-unlock. */
export const hasExpiredLock = (task: TaskSnapshot): boolean => isLocked(task.status) && task.lockExpired;

/** The state of a task as clients see it. An expired lock counts as no lock. */
export const effectiveStatus = (task: TaskSnapshot): TaskStatus =>
  isLocked(task.status) && task.lockExpired ? task.lastState : task.status;

/** The state that counts for the counters of the project. For a locked task it is the state before the lock. */
export const countedStatus = (task: TaskSnapshot): TaskStatus => (isLocked(task.status) ? task.lastState : task.status);

/** Whether the user holds a lock of this kind on the task. The lock may have expired. */
export const holds = (task: TaskSnapshot, userId: number, lock: LockStatus): boolean =>
  task.status === lock && task.lockedBy === userId;

/**
 * Whether the user may still hand in work after the auto-unlock was recorded: nobody has locked the task since, and its
 * state is the one before the lock.
 */
export const mayHandInLate = (task: TaskSnapshot, userId: number, lock: LockStatus): boolean =>
  !isLocked(task.status) &&
  task.status === task.lastState &&
  task.lastAction?.userId === userId &&
  task.lastAction.action ===
    (lock === 'LOCKED_FOR_MAPPING' ? 'AUTO_UNLOCKED_FOR_MAPPING' : 'AUTO_UNLOCKED_FOR_VALIDATION');
