/**
 * The states of a task and the one table of transitions. It says from which states an action starts, to which it leads,
 * and what it does to the lock, the owners and the history. `planChange` turns a transition and a task into a change,
 * `writeChanges` writes it. docs/tasks.md describes the actions.
 */

/** States and the numbers that the `tasks.task_status` column holds. */
export const TASK_STATUS = {
  READY: 0,
  LOCKED_FOR_MAPPING: 1,
  MAPPED: 2,
  LOCKED_FOR_VALIDATION: 3,
  VALIDATED: 4,
  INVALIDATED: 5,
  BADIMAGERY: 6,
  SPLIT: 7,
} as const;

export type TaskStatus = keyof typeof TASK_STATUS;

export const TASK_STATUSES = Object.keys(TASK_STATUS) as TaskStatus[];

/** The state with a number of the database; an unknown or absent number is READY, as the schema allows NULL. */
export const statusOf = (code: number | null): TaskStatus => TASK_STATUSES[code ?? 0] ?? 'READY';

export type LockStatus = 'LOCKED_FOR_MAPPING' | 'LOCKED_FOR_VALIDATION';

export const isLocked = (status: TaskStatus): status is LockStatus =>
  status === 'LOCKED_FOR_MAPPING' || status === 'LOCKED_FOR_VALIDATION';

/** What `task_history.action` holds. A lock row's text is NULL while the lock runs, then its duration. */
export type HistoryAction =
  | LockStatus
  | 'STATE_CHANGE'
  | 'COMMENT'
  | 'AUTO_UNLOCKED_FOR_MAPPING'
  | 'AUTO_UNLOCKED_FOR_VALIDATION'
  | 'EXTENDED_FOR_MAPPING'
  | 'EXTENDED_FOR_VALIDATION';

/** What a state means for the owners of a task that comes to it. */
type Owners =
  /** the one who acts becomes the mapper */
  | 'mapper'
  /** the same, but a mapper whose work a validator holds stays */
  | 'mapper-unless-validating'
  /** the mapper stays; the one who acts becomes the validator */
  | 'validator'
  /** as `validator`, and the mapper where none is known */
  | 'validator-and-missing-mapper'
  /** the validator is forgotten, the mapper stays */
  | 'forget-validator'
  /** both are forgotten */
  | 'forget-both'
  /** both are brought back as they were before */
  | 'bring-back'
  | 'keep';

export interface Transition {
  /** States (as they are without an expired lock) from which the action starts. */
  from: readonly TaskStatus[];
  /** States that the caller may ask for, or how the one state is found. */
  to: readonly TaskStatus[] | 'before-lock' | 'before-change' | 'unchanged';
  /**
   * take: a lock row is opened, the caller holds the task. release: the caller's lock row gets its duration.
   * extend: as release, and a new row is opened. finish: the lock row of any holder gets its duration. break: any lock
   * ends, recorded as an auto-unlock. none: an expired lock is recorded. keep: nothing.
   */
  lock: 'take' | 'release' | 'extend' | 'finish' | 'break' | 'none' | 'keep';
  owners: Partial<Record<TaskStatus, Owners>>;
  /** Whether arriving in the new state writes a STATE_CHANGE row. */
  stateChange: boolean;
  /** A lock row of no duration that a bulk action writes before its state change, as single actions do. */
  transientLock?: LockStatus;
  /** A COMMENT row that the action writes by itself; `{from}` and `{to}` are replaced. */
  comment?: string;
  /** Users' counters that a task coming to a state raises, of whom. Bulk actions have none. */
  counts?: Partial<Record<TaskStatus, 'mapped' | 'validated' | 'invalidated'>>;
}

const READY_FOR_MAPPING = ['READY', 'INVALIDATED'] as const;
const READY_FOR_VALIDATION = ['MAPPED', 'INVALIDATED', 'BADIMAGERY'] as const;
const EVERY_STATE = [...TASK_STATUSES].filter((status) => status !== 'SPLIT');

/** States from which the next task is taken: for validation only what waits for it, not what was sent back. */
export const NEXT_FROM = {
  mapping: READY_FOR_MAPPING,
  validation: ['MAPPED'],
} as const satisfies Record<string, readonly TaskStatus[]>;

export const TRANSITIONS = {
  /** Locks a task for mapping. */
  lockForMapping: { from: READY_FOR_MAPPING, to: ['LOCKED_FOR_MAPPING'], lock: 'take', owners: {}, stateChange: false },
  /** Hands in the work on a task. */
  unlockAfterMapping: {
    from: ['LOCKED_FOR_MAPPING'],
    to: ['MAPPED', 'BADIMAGERY', 'READY'],
    lock: 'release',
    owners: { MAPPED: 'mapper', BADIMAGERY: 'mapper' },
    stateChange: true,
    counts: { MAPPED: 'mapped' },
  },
  /** Gives a task back in its state before the lock. */
  stopMapping: { from: ['LOCKED_FOR_MAPPING'], to: 'before-lock', lock: 'release', owners: {}, stateChange: false },
  /** Takes the last change of state back. */
  undo: {
    from: ['VALIDATED', 'MAPPED', 'BADIMAGERY', 'INVALIDATED'],
    to: 'before-change',
    lock: 'none',
    owners: { READY: 'forget-both', MAPPED: 'bring-back', VALIDATED: 'bring-back', BADIMAGERY: 'bring-back' },
    stateChange: true,
    comment: 'Undo state from {from} to {to}',
  },
  /** Locks tasks for validation. */
  lockForValidation: {
    from: READY_FOR_VALIDATION,
    to: ['LOCKED_FOR_VALIDATION'],
    lock: 'take',
    owners: {},
    stateChange: false,
  },
  /** Hands in the validation of tasks. */
  unlockAfterValidation: {
    from: ['LOCKED_FOR_VALIDATION'],
    to: ['VALIDATED', 'INVALIDATED', 'MAPPED'],
    lock: 'release',
    owners: { VALIDATED: 'validator', INVALIDATED: 'forget-both' },
    stateChange: true,
    counts: { VALIDATED: 'validated', INVALIDATED: 'invalidated', MAPPED: 'mapped' },
  },
  /** Gives tasks back in their states before the locks. */
  stopValidation: {
    from: ['LOCKED_FOR_VALIDATION'],
    to: 'before-lock',
    lock: 'release',
    owners: {},
    stateChange: false,
  },
  /** Starts the time of locks anew. */
  extend: {
    from: ['LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION'],
    to: 'unchanged',
    lock: 'extend',
    owners: {},
    stateChange: false,
  },
  /** Maps all tasks of a project. */
  mapAll: {
    from: ['READY', 'LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION', 'INVALIDATED'],
    to: ['MAPPED'],
    lock: 'finish',
    owners: { MAPPED: 'mapper-unless-validating' },
    stateChange: true,
    transientLock: 'LOCKED_FOR_MAPPING',
  },
  /** Validates all mapped tasks. */
  validateAll: {
    from: ['MAPPED'],
    to: ['VALIDATED'],
    lock: 'none',
    owners: { VALIDATED: 'validator-and-missing-mapper' },
    stateChange: true,
    transientLock: 'LOCKED_FOR_VALIDATION',
  },
  /** Invalidates all validated tasks. */
  invalidateAll: {
    from: ['VALIDATED'],
    to: ['INVALIDATED'],
    lock: 'none',
    owners: { INVALIDATED: 'forget-both' },
    stateChange: true,
    transientLock: 'LOCKED_FOR_VALIDATION',
  },
  /** Makes tasks with bad imagery ready. */
  resetAllBadImagery: {
    from: ['BADIMAGERY'],
    to: ['READY'],
    lock: 'none',
    owners: { READY: 'forget-both' },
    stateChange: true,
    transientLock: 'LOCKED_FOR_MAPPING',
  },
  /** Makes all tasks ready. */
  resetAll: {
    from: EVERY_STATE,
    to: ['READY'],
    lock: 'break',
    owners: { READY: 'forget-both' },
    stateChange: true,
    comment: 'Task reset',
  },
  /** Reverts the bad imagery of one mapper, or the validations of one validator. */
  resetByUser: {
    from: ['BADIMAGERY', 'VALIDATED'],
    to: 'before-change',
    lock: 'none',
    owners: { READY: 'forget-both', MAPPED: 'forget-validator' },
    stateChange: true,
    comment: 'Undo state from {from} to {to}',
  },
  /** Splits a task. The children start in READY. */
  split: {
    from: ['READY', 'LOCKED_FOR_MAPPING'],
    to: ['SPLIT'],
    lock: 'release',
    owners: {},
    stateChange: true,
  },
  /** A comment does not change the task. */
  comment: { from: EVERY_STATE, to: 'unchanged', lock: 'keep', owners: {}, stateChange: false },
  /** Records an expired lock. Reads show the task as free before that. */
  autoUnlock: {
    from: ['LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION'],
    to: 'before-lock',
    lock: 'break',
    owners: {},
    stateChange: false,
  },
} as const satisfies Record<string, Transition>;

export type ActionName = keyof typeof TRANSITIONS;
