/**
 * The states of a task and the table of transitions. For each action, the table has the states from which it starts, the
 * resulting states, and the changes of the lock, the owners and the history. `planChange` turns a transition and a task into
 * a change. `writeChanges` writes the change. docs/tasks.md describes the actions.
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

/** The name of a state. */
export type TaskStatus = keyof typeof TASK_STATUS;

/** The names of the states, in the order of their numbers. */
export const TASK_STATUSES = Object.keys(TASK_STATUS) as TaskStatus[];

/** The state with a number of the database; an unknown or absent number is READY, as the schema allows NULL. */
export const statusOf = (code: number | null): TaskStatus => TASK_STATUSES[code ?? 0] ?? 'READY';

/** A state in which a user holds the lock of the task. */
export type LockStatus = 'LOCKED_FOR_MAPPING' | 'LOCKED_FOR_VALIDATION';

/** Whether a state is a lock. */
export const isLocked = (status: TaskStatus): status is LockStatus =>
  status === 'LOCKED_FOR_MAPPING' || status === 'LOCKED_FOR_VALIDATION';

/** The duration in the lock rows that bulk actions write. */
export const NO_DURATION = '00:00:00.000000';

/** The values of `task_history.action`. The text of a lock row is NULL until the lock ends, then its duration. */
export type HistoryAction =
  | LockStatus
  | 'STATE_CHANGE'
  | 'COMMENT'
  | 'AUTO_UNLOCKED_FOR_MAPPING'
  | 'AUTO_UNLOCKED_FOR_VALIDATION'
  | 'EXTENDED_FOR_MAPPING'
  | 'EXTENDED_FOR_VALIDATION';

/** How the owners of a task change with its new state. */
type Owners =
  /** The actor becomes the mapper. */
  | 'mapper'
  /** The actor becomes the mapper, unless a validator holds the task and it has a mapper. */
  | 'mapper-unless-validating'
  /** The mapper stays. The actor becomes the validator. */
  | 'validator'
  /** As `validator`. If there is no mapper, the actor also becomes the mapper. */
  | 'validator-and-missing-mapper'
  /** The validator is cleared. The mapper stays. */
  | 'clear-validator'
  /** Both are cleared. */
  | 'clear-both'
  /** Both are restored. */
  | 'restore'
  | 'keep';

/** The effect of an action on a task. */
export interface Transition {
  /** States from which the action starts. An expired lock counts as no lock. */
  from: readonly TaskStatus[];
  /** States that the caller may choose, or the rule that gives the state. */
  to: readonly TaskStatus[] | 'before-lock' | 'before-change' | 'unchanged';
  /**
   * take: opens a lock row, and the actor holds the lock. release: writes the duration into the lock row of the actor.
   * extend: as release, and opens a new lock row. finish: writes the duration into the lock row of any holder. break: ends
   * any lock as an auto-unlock. none: records an expired lock as an auto-unlock. keep: changes nothing.
   */
  lock: 'take' | 'release' | 'extend' | 'finish' | 'break' | 'none' | 'keep';
  owners: Partial<Record<TaskStatus, Owners>>;
  /** Whether arriving in the new state writes a STATE_CHANGE row. */
  stateChange: boolean;
  /** A lock row with a duration of zero that a bulk action writes before its state change. */
  transientLock?: LockStatus;
  /** The text of a COMMENT row that the action writes. `{from}` and `{to}` are replaced. */
  comment?: string;
  /** The counter of the actor that a new state increases. Bulk actions have none. */
  counts?: Partial<Record<TaskStatus, 'mapped' | 'validated' | 'invalidated'>>;
}

const READY_FOR_MAPPING = ['READY', 'INVALIDATED'] as const;
const READY_FOR_VALIDATION = ['MAPPED', 'INVALIDATED', 'BADIMAGERY'] as const;
const EVERY_STATE = [...TASK_STATUSES].filter((status) => status !== 'SPLIT');

/** States from which the next task is chosen. For validation, INVALIDATED tasks are not chosen. */
export const NEXT_FROM = {
  mapping: READY_FOR_MAPPING,
  validation: ['MAPPED'],
} as const satisfies Record<string, readonly TaskStatus[]>;

/** The table of transitions, by action. */
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
  /** Ends the lock. The task returns to its state before the lock. */
  stopMapping: { from: ['LOCKED_FOR_MAPPING'], to: 'before-lock', lock: 'release', owners: {}, stateChange: false },
  /** Undoes the last state change. */
  undo: {
    from: ['VALIDATED', 'MAPPED', 'BADIMAGERY', 'INVALIDATED'],
    to: 'before-change',
    lock: 'none',
    owners: { READY: 'clear-both', MAPPED: 'restore', VALIDATED: 'restore', BADIMAGERY: 'restore' },
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
    owners: { VALIDATED: 'validator', INVALIDATED: 'clear-both' },
    stateChange: true,
    counts: { VALIDATED: 'validated', INVALIDATED: 'invalidated', MAPPED: 'mapped' },
  },
  /** Ends the locks. The tasks return to their states before the locks. */
  stopValidation: {
    from: ['LOCKED_FOR_VALIDATION'],
    to: 'before-lock',
    lock: 'release',
    owners: {},
    stateChange: false,
  },
  /** Starts the duration of locks again. */
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
    owners: { INVALIDATED: 'clear-both' },
    stateChange: true,
    transientLock: 'LOCKED_FOR_VALIDATION',
  },
  /** Makes tasks with bad imagery ready. */
  resetAllBadImagery: {
    from: ['BADIMAGERY'],
    to: ['READY'],
    lock: 'none',
    owners: { READY: 'clear-both' },
    stateChange: true,
    transientLock: 'LOCKED_FOR_MAPPING',
  },
  /** Makes all tasks ready. */
  resetAll: {
    from: EVERY_STATE,
    to: ['READY'],
    lock: 'break',
    owners: { READY: 'clear-both' },
    stateChange: true,
    comment: 'Task reset',
  },
  /** Reverts the bad imagery of one mapper, or the validations of one validator. */
  resetByUser: {
    from: ['BADIMAGERY', 'VALIDATED'],
    to: 'before-change',
    lock: 'none',
    owners: { READY: 'clear-both', MAPPED: 'clear-validator' },
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
  /** Records an expired lock. Reads show the task as free even before this is recorded. */
  autoUnlock: {
    from: ['LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION'],
    to: 'before-lock',
    lock: 'break',
    owners: {},
    stateChange: false,
  },
} as const satisfies Record<string, Transition>;

/** The name of an action. */
export type ActionName = keyof typeof TRANSITIONS;
