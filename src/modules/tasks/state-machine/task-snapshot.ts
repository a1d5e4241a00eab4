import { isLocked, statusOf, type HistoryAction, type LockStatus, type TaskStatus } from './task-states.js';

/** A row of a task's history: as clients are shown it, and by whom it is. */
export interface HistoryEntry {
  historyId: number;
  taskId: null;
  action: HistoryAction;
  actionText: string | null;
  /** UTC, ISO 8601 with microseconds: such texts compare as the moments do. */
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
}

/** A task as an action finds it: its row, and what its history says. Read in one snapshot of the database. */
export interface TaskSnapshot {
  taskId: number;
  /** Which version of the row this is (PostgreSQL's xmin). A change is written only to the version it was planned on. */
  version: string;
  /** How many rows its history has, where the whole of it was read: a change is written only while it has no more. */
  historyLength: number | null;
  /** The state as stored: with a lock that may have run out. */
  status: TaskStatus;
  lockedBy: number | null;
  mappedBy: number | null;
  validatedBy: number | null;
  /** Whether the lock of a locked task ran out: such a task is free. */
  lockExpired: boolean;
  /** The state that the newest state change led to; READY where there was none. For a locked task: its state before. */
  lastState: TaskStatus;
  /** When the task came to `lastState` (UTC, as stored); null where its state never changed. */
  lastChangedAt: string | null;
  /** The newest row of the history that is no comment. */
  lastAction: { action: HistoryAction; userId: number } | null;
  /** Who wrote the newest row of the history, a comment too. */
  lastUser: number | null;
  /** Whether the task ever was INVALIDATED, so that an invalidation may be open; true where it was not looked at. */
  wasInvalidated: boolean;
  /** Who last marked the task as mapped or as bad imagery, and when (UTC, as stored). */
  lastMapped: { userId: number; date: string } | null;
}

/** Rows that begin a lock, or begin its time anew. */
const isLockRow = ({ action }: HistoryEntry): boolean =>
  isLocked(action as TaskStatus) || action === 'EXTENDED_FOR_MAPPING' || action === 'EXTENDED_FOR_VALIDATION';

const marksAsMapped = ({ action, actionText }: HistoryEntry): boolean =>
  action === 'STATE_CHANGE' && (actionText === 'MAPPED' || actionText === 'BADIMAGERY');

/** Whether a change of state took back the one before: the same user wrote the comment of an undo just before it. */
const isUndo = ({ actionText, userId }: HistoryEntry, before: HistoryEntry | undefined): boolean =>
  before?.action === 'COMMENT' &&
  before.userId === userId &&
  /^Undo state from [A-Z_]+ to /.test(before.actionText ?? '') &&
  (before.actionText ?? '').endsWith(` to ${actionText}`);

/**
 * What a task's row and its history say. `task-sql.ts` tells the state and the lock of many tasks in SQL; a test holds the
 * two to the same.
 * @param history all of it, newest first
 * @param lockedBefore a lock that began before that moment (UTC, as `actionDate`) has run out
 */
export function snapshotOf(row: TaskRow, history: HistoryEntry[], lockedBefore: string): TaskSnapshot {
  const status = statusOf(row.status);
  const lockedSince = (history.find(isLockRow) ?? history[0])?.actionDate;
  const lastChange = history.find(({ action }) => action === 'STATE_CHANGE');
  const lastAction = history.find(({ action }) => action !== 'COMMENT');
  const lastMapped = history.find((entry, index) => marksAsMapped(entry) && !isUndo(entry, history[index + 1]));
  return {
    ...row,
    historyLength: history.length,
    status,
    lockExpired: isLocked(status) && (lockedSince === undefined || lockedSince < lockedBefore),
    lastState: (lastChange?.actionText as TaskStatus | null | undefined) ?? 'READY',
    lastChangedAt: lastChange?.actionDate ?? null,
    lastAction: lastAction ? { action: lastAction.action, userId: lastAction.userId } : null,
    lastUser: history[0]?.userId ?? null,
    wasInvalidated: history.some(({ action, actionText }) => action === 'STATE_CHANGE' && actionText === 'INVALIDATED'),
    lastMapped: lastMapped ? { userId: lastMapped.userId, date: lastMapped.actionDate } : null,
  };
}

/** Whether the task has an expired lock that is not recorded as ended. */
export const hasRunOut = (task: TaskSnapshot): boolean => isLocked(task.status) && task.lockExpired;

/** The state of a task as everybody is to see it: a lock that ran out counts as none. */
export const effectiveStatus = (task: TaskSnapshot): TaskStatus =>
  isLocked(task.status) && task.lockExpired ? task.lastState : task.status;

/** The state that the project's counters count a task under: while locked, what it was before the lock. */
export const countedStatus = (task: TaskSnapshot): TaskStatus => (isLocked(task.status) ? task.lastState : task.status);

/** Whether `userId` holds the task with a lock of that kind, run out or not. */
export const holds = (task: TaskSnapshot, userId: number, lock: LockStatus): boolean =>
  task.status === lock && task.lockedBy === userId;

/**
 * Whether `userId` may still hand in work on a task that the sweep took from them: nobody locked it since, and its state
 * is what it was before the lock.
 */
export const mayHandInLate = (task: TaskSnapshot, userId: number, lock: LockStatus): boolean =>
  !isLocked(task.status) &&
  task.status === task.lastState &&
  task.lastAction?.userId === userId &&
  task.lastAction.action ===
    (lock === 'LOCKED_FOR_MAPPING' ? 'AUTO_UNLOCKED_FOR_MAPPING' : 'AUTO_UNLOCKED_FOR_VALIDATION');
