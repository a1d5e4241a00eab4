import { isLocked, type HistoryAction, type LockStatus, type TaskStatus } from './task-states.js';

/** A task as an action finds it: its row, and what its history says. Read in one snapshot of the database. */
export interface TaskFacts {
  taskId: number;
  /** Which version of the row this is (PostgreSQL's xmin). A change is written only to the version it was planned on. */
  version: string;
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
  /** Who last marked the task as mapped or as bad imagery, and when (UTC, as stored). */
  lastMapped: { userId: number; date: string } | null;
}

/** Whether somebody's lock ran out that is not written down as ended. */
export const hasRunOut = (task: TaskFacts): boolean =>
  isLocked(task.status) && task.lockExpired && task.lockedBy !== null;

/** The state of a task as everybody is to see it: a lock that ran out counts as none. */
export const effectiveStatus = (task: TaskFacts): TaskStatus =>
  isLocked(task.status) && task.lockExpired ? task.lastState : task.status;

/** The state that the project's counters count a task under: while locked, what it was before the lock. */
export const countedStatus = (task: TaskFacts): TaskStatus => (isLocked(task.status) ? task.lastState : task.status);

/** Whether `userId` holds the task with a lock of that kind, run out or not. */
export const holds = (task: TaskFacts, userId: number, lock: LockStatus): boolean =>
  task.status === lock && task.lockedBy === userId;

/**
 * Whether `userId` may still hand in work on a task that the sweep took from them: nobody locked it since, and its state
 * is what it was before the lock.
 */
export const mayHandInLate = (task: TaskFacts, userId: number, lock: LockStatus): boolean =>
  !isLocked(task.status) &&
  task.status === task.lastState &&
  task.lastAction?.userId === userId &&
  task.lastAction.action ===
    (lock === 'LOCKED_FOR_MAPPING' ? 'AUTO_UNLOCKED_FOR_MAPPING' : 'AUTO_UNLOCKED_FOR_VALIDATION');
