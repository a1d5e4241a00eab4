import type { ChangeRequest, UserCount } from './plan-change.js';
import type { TaskSnapshot } from './task-snapshot.js';
import { NO_DURATION, TRANSITIONS, type HistoryAction, type TaskStatus } from './task-states.js';

/** The parts of a history row that an undo needs. */
export interface HistoryAct {
  action: HistoryAction;
  text: string | null;
  userId: number;
}

/** A state in the history of a task, with the values that an undo restores. */
interface Step {
  status: TaskStatus;
  mappedBy: number | null;
  validatedBy: number | null;
  /** The user whose counter was increased by this state; null if there is none (bulk actions, no real change). */
  countedFor: number | null;
}

const START: Step = { status: 'READY', mappedBy: null, validatedBy: null, countedFor: null };

const COUNTERS = { MAPPED: 'mapped', VALIDATED: 'validated', INVALIDATED: 'invalidated' } as const;

const isLockOrAutoUnlock = ({ action }: HistoryAct): boolean => action !== 'COMMENT' && action !== 'STATE_CHANGE';

/** The lock that a state change ended: the row before it, ignoring comments. Null if that row is not a lock. */
function lockBefore(history: HistoryAct[], index: number): HistoryAct | null {
  for (let i = index - 1; i >= 0; i--) {
    const row = history[i];
    if (row && row.action !== 'COMMENT') return isLockOrAutoUnlock(row) ? row : null;
  }
  return null;
}

const UNDOABLE: readonly TaskStatus[] = TRANSITIONS.undo.from;

/** Whether a state change undid the one before it: it follows the comment that an undo writes. */
const isUndo = (history: HistoryAct[], index: number, from: TaskStatus): boolean =>
  UNDOABLE.includes(from) &&
  history[index - 1]?.action === 'COMMENT' &&
  history[index - 1]?.text === undoComment(from, history[index]?.text ?? '');

const undoComment = (from: string, to: string): string =>
  TRANSITIONS.undo.comment.replace('{from}', from).replace('{to}', to);

function stepAfter(top: Step, row: HistoryAct, lock: HistoryAct | null): Step {
  const status = row.text as TaskStatus;
  const validating = lock?.action.endsWith('VALIDATION') ?? false;
  // The lock rows of bulk actions have a duration of zero.
  const inBulk = lock?.text === NO_DURATION;
  // Only work under the user's own lock is counted.
  const isOwn = lock?.userId === row.userId && !inBulk;
  const countedFor = isOwn && status !== top.status ? row.userId : null;
  switch (status) {
    case 'MAPPED':
    case 'BADIMAGERY': {
      const known = isOwn ? top.mappedBy : (top.mappedBy ?? row.userId);
      return { status, mappedBy: validating ? known : row.userId, validatedBy: top.validatedBy, countedFor };
    }
    case 'VALIDATED': {
      const mappedBy = top.mappedBy ?? (inBulk ? row.userId : null);
      return { status, mappedBy, validatedBy: row.userId, countedFor };
    }
    case 'INVALIDATED':
      return { status, mappedBy: null, validatedBy: null, countedFor };
    default:
      return { ...START, status };
  }
}

/** The changes of the counters of a user by a row of the history. */
export interface CountedRow extends UserCount {
  /** Its place in the history. */
  index: number;
  /** There is no lock before the state change, as in data that are older than lock rows. It is unknown whether it was counted. */
  unexplained?: boolean;
}

/** The changes of counters by a new step: the counter of its author, and the project on which the author worked. */
function countsOfStep(step: Step, row: HistoryAct, lock: HistoryAct | null): Omit<CountedRow, 'index'>[] {
  const counter = COUNTERS[step.status as keyof typeof COUNTERS];
  if (!counter && step.status !== 'BADIMAGERY') return [];
  if (!lock) return [{ userId: row.userId, unexplained: true }];
  if (lock.userId !== row.userId || lock.text === NO_DURATION) return [];
  return [{ userId: row.userId, worked: true, ...(counter && step.countedFor !== null && { [counter]: 1 }) }];
}

/**
 * The states of a task that were not undone, oldest first.
 * @param history the history of the task, oldest first
 * @param onCounts receives the changes of the counters of users by each row
 */
export function effectiveSteps(history: HistoryAct[], onCounts?: (counted: CountedRow) => void): Step[] {
  const steps: Step[] = [START];
  const report = (index: number, counts: Omit<CountedRow, 'index'>[]): void =>
    counts.forEach((count) => onCounts?.({ ...count, index }));
  for (const [index, row] of history.entries()) {
    if (row.action !== 'STATE_CHANGE') continue;
    const top = steps.at(-1) ?? START;
    if (!isUndo(history, index, top.status)) {
      const lock = lockBefore(history, index);
      const step = stepAfter(top, row, lock);
      steps.push(step);
      report(index, countsOfStep(step, row, lock));
      continue;
    }
    report(index, countsOfUndo(steps, top.status));
    if (steps.length > 1) steps.pop();
    const below = steps.at(-1) ?? START;
    if (below.status !== row.text) steps.push({ ...below, status: row.text as TaskStatus, countedFor: null });
  }
  return steps;
}

/** The counter that an undo decreases: that of the user who brought the task into its current state. */
function countsOfUndo(steps: Step[], status: TaskStatus): UserCount[] {
  const counter = COUNTERS[status as keyof typeof COUNTERS];
  if (!counter) return [];
  // A task that was invalidated twice in a row was counted once. The undo of the first one decreases the counter.
  if (status === 'INVALIDATED' && (steps.at(-2) ?? START).status === status) return [];
  for (const step of [...steps].reverse()) {
    if (step.status !== status) break;
    if (step.countedFor !== null) return [{ userId: step.countedFor, [counter]: -1 }];
  }
  return [];
}

/**
 * The state and owners that an undo restores: VALIDATED→MAPPED, MAPPED and BADIMAGERY→READY, INVALIDATED→the state before
 * it, with its owners.
 */
export function previousOf(task: TaskSnapshot, history: HistoryAct[]): NonNullable<ChangeRequest['previous']> {
  const steps = effectiveSteps(history);
  const counts = countsOfUndo(steps, task.status);
  if (task.status === 'VALIDATED') return { status: 'MAPPED', mappedBy: task.mappedBy, validatedBy: null, counts };
  if (task.status !== 'INVALIDATED') return { status: 'READY', mappedBy: null, validatedBy: null, counts };
  const { status, mappedBy, validatedBy } = steps.at(-2) ?? START;
  return { status, mappedBy, validatedBy, counts };
}

/**
 * The changes of the counters of users by the history of a task, row by row. Their sum for a user is the part of the
 * counters of this user that comes from the task.
 * @param history the history of the task, oldest first
 */
export function countedRows(history: HistoryAct[]): CountedRow[] {
  const counted: CountedRow[] = [];
  effectiveSteps(history, (row) => counted.push(row));
  return counted;
}
