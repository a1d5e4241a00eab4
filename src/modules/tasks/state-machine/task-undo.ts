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

/**
 * The states that a task went through and that still stand, oldest first: what was undone is taken off again.
 * @param past the task's history, oldest first
 */
export function standingSteps(past: HistoryAct[]): Step[] {
  const steps: Step[] = [START];
  for (const [index, row] of past.entries()) {
    if (row.action !== 'STATE_CHANGE') continue;
    const top = steps.at(-1) ?? START;
    if (!isUndo(past, index, top.status)) {
      steps.push(stepAfter(top, row, lockBefore(past, index)));
      continue;
    }
    if (steps.length > 1) steps.pop();
    const below = steps.at(-1) ?? START;
    if (below.status !== row.text) steps.push({ ...below, status: row.text as TaskStatus, countedFor: null });
  }
  return steps;
}

const COUNTERS = { MAPPED: 'mapped', VALIDATED: 'validated', INVALIDATED: 'invalidated' } as const;

/** The counter that goes back: of whoever brought the task into the state it is in. */
function countsBack(steps: Step[], status: TaskStatus): UserCount[] {
  const counter = COUNTERS[status as keyof typeof COUNTERS];
  if (!counter) return [];
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
  // The same verdict given twice was counted once, and is taken back with the first.
  return { status, mappedBy, validatedBy, counts: status === task.status ? [] : counts };
}
