import type { ChangeRequest, UserCount } from './plan-change.js';
import type { TaskSnapshot } from './task-snapshot.js';
import { TRANSITIONS, type HistoryAction, type TaskStatus } from './task-states.js';

/** A row of a task's history, as far as undoing needs it. */
export interface HistoryAct {
  action: HistoryAction;
  text: string | null;
  userId: number;
}

/** A state that a task came to, with what matters when it is taken back. */
interface Step {
  status: TaskStatus;
  mappedBy: number | null;
  validatedBy: number | null;
  /** Whose counter went up when the task came to this state; null where nobody's did (bulk actions, no real change). */
  countedFor: number | null;
}

const START: Step = { status: 'READY', mappedBy: null, validatedBy: null, countedFor: null };

const COUNTERS = { MAPPED: 'mapped', VALIDATED: 'validated', INVALIDATED: 'invalidated' } as const;

const NO_DURATION = '00:00:00.000000';

const isLockRow = ({ action }: HistoryAct): boolean => action !== 'COMMENT' && action !== 'STATE_CHANGE';

/** The lock that ended with a state change: the row before it, comments apart; null where that is no lock. */
function lockBefore(past: HistoryAct[], index: number): HistoryAct | null {
  for (let i = index - 1; i >= 0; i--) {
    const row = past[i];
    if (row && row.action !== 'COMMENT') return isLockRow(row) ? row : null;
  }
  return null;
}

const UNDOABLE: readonly TaskStatus[] = TRANSITIONS.undo.from;

/** Whether a state change took the one before it back: it follows the comment that undoing writes. */
const isUndo = (past: HistoryAct[], index: number, from: TaskStatus): boolean =>
  UNDOABLE.includes(from) &&
  past[index - 1]?.action === 'COMMENT' &&
  past[index - 1]?.text === undoComment(from, past[index]?.text ?? '');

const undoComment = (from: string, to: string): string =>
  TRANSITIONS.undo.comment.replace('{from}', from).replace('{to}', to);

function stepAfter(top: Step, row: HistoryAct, lock: HistoryAct | null): Step {
  const status = row.text as TaskStatus;
  const validating = lock?.action.endsWith('VALIDATION') ?? false;
  // The passing locks of bulk actions have no duration.
  const inBulk = lock?.text === NO_DURATION;
  // Counted is what was done under a lock of one's own.
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

/** What a row of history did to a user's counters. */
export interface CountedRow extends UserCount {
  /** Its place in the history. */
  index: number;
  /** The state came without a lock before it, as in data that are older than lock rows: nobody can say whether it was counted. */
  unexplained?: boolean;
}

/** What a new step counts: for whom it stands, and who worked. */
function countsOfStep(step: Step, row: HistoryAct, lock: HistoryAct | null): Omit<CountedRow, 'index'>[] {
  const counter = COUNTERS[step.status as keyof typeof COUNTERS];
  if (!counter && step.status !== 'BADIMAGERY') return [];
  if (!lock) return [{ userId: row.userId, unexplained: true }];
  if (lock.userId !== row.userId || lock.text === NO_DURATION) return [];
  return [{ userId: row.userId, worked: true, ...(counter && step.countedFor !== null && { [counter]: 1 }) }];
}

/**
 * The states that a task went through and that still stand, oldest first: what was undone is taken off again.
 * @param past the task's history, oldest first
 * @param onCounts is told what each row did to the counters of users
 */
export function standingSteps(past: HistoryAct[], onCounts?: (counted: CountedRow) => void): Step[] {
  const steps: Step[] = [START];
  const tell = (index: number, counts: Omit<CountedRow, 'index'>[]): void =>
    counts.forEach((count) => onCounts?.({ ...count, index }));
  for (const [index, row] of past.entries()) {
    if (row.action !== 'STATE_CHANGE') continue;
    const top = steps.at(-1) ?? START;
    if (!isUndo(past, index, top.status)) {
      const lock = lockBefore(past, index);
      const step = stepAfter(top, row, lock);
      steps.push(step);
      tell(index, countsOfStep(step, row, lock));
      continue;
    }
    tell(index, countsBack(steps, top.status));
    if (steps.length > 1) steps.pop();
    const below = steps.at(-1) ?? START;
    if (below.status !== row.text) steps.push({ ...below, status: row.text as TaskStatus, countedFor: null });
  }
  return steps;
}

/** The counter that goes back: of whoever brought the task into the state it is in. */
function countsBack(steps: Step[], status: TaskStatus): UserCount[] {
  const counter = COUNTERS[status as keyof typeof COUNTERS];
  if (!counter) return [];
  // The same verdict given twice was counted once, and is taken back with the first.
  if (status === 'INVALIDATED' && (steps.at(-2) ?? START).status === status) return [];
  for (const step of [...steps].reverse()) {
    if (step.status !== status) break;
    if (step.countedFor !== null) return [{ userId: step.countedFor, [counter]: -1 }];
  }
  return [];
}

/**
 * What undoing the last action on a task brings back: VALIDATED→MAPPED, MAPPED and BADIMAGERY→READY,
 * INVALIDATED→the state before it, with its owners.
 */
export function previousOf(task: TaskSnapshot, past: HistoryAct[]): NonNullable<ChangeRequest['previous']> {
  const steps = standingSteps(past);
  const counts = countsBack(steps, task.status);
  if (task.status === 'VALIDATED') return { status: 'MAPPED', mappedBy: task.mappedBy, validatedBy: null, counts };
  if (task.status !== 'INVALIDATED') return { status: 'READY', mappedBy: null, validatedBy: null, counts };
  const { status, mappedBy, validatedBy } = steps.at(-2) ?? START;
  return { status, mappedBy, validatedBy, counts };
}

/**
 * What a task's history did to the counters of users, row by row: the sum for a user is what their counters hold of it.
 * @param past the task's history, oldest first
 */
export function countedRows(past: HistoryAct[]): CountedRow[] {
  const counted: CountedRow[] = [];
  standingSteps(past, (row) => counted.push(row));
  return counted;
}
