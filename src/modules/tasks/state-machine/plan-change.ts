import { countedStatus, effectiveStatus, type TaskSnapshot } from './task-snapshot.js';
import {
  isLocked,
  NO_DURATION,
  TRANSITIONS,
  type ActionName,
  type HistoryAction,
  type LockStatus,
  type TaskStatus,
  type Transition,
} from './task-states.js';

/** A mapping issue that a validator found: stored on the state-change row. */
export interface MappingIssue {
  categoryId: number;
  name: string;
  count: number;
}

/** A row of history to write. Rows of one change are written in order, a microsecond apart. */
export interface HistoryRow {
  action: HistoryAction;
  text: string | null;
  userId: number;
  issues?: MappingIssue[];
}

/** The planned change of one task, with all its rows. `writeChanges` writes it. */
export interface TaskChange {
  taskId: number;
  version: string;
  /** The number of history rows that the plan is based on; null if they were not counted. */
  historyLength: number | null;
  /** The states that count for the project before and after the change. */
  counted: { before: TaskStatus; after: TaskStatus };
  status: TaskStatus;
  lockedBy: number | null;
  mappedBy: number | null;
  validatedBy: number | null;
  /** How the open lock row is closed: it gets its duration, or becomes an auto-unlock with the current date. */
  closes: { as: 'duration' | 'auto'; userId: number | null } | null;
  /** The rows to write, in order. `'close'` is the place of the closed lock row. */
  rows: (HistoryRow | 'close')[];
  /** open: opens an invalidation and closes earlier ones. validate: closes the open one as validated. withdraw: closes it. */
  invalidation: 'open' | 'validate' | 'withdraw' | null;
  lastMapped: TaskSnapshot['lastMapped'];
  /** Changes of the counters of users. */
  counts: UserCount[];
}

/** The amounts that a change adds to the counters of one user. */
export interface UserCount {
  userId: number;
  mapped?: number;
  validated?: number;
  invalidated?: number;
  /** A task of this mapper was validated. */
  wasValidated?: boolean;
  /** The user worked on the project, which is added to their mapped projects. */
  worked?: boolean;
}

/** The action and its parameters. */
export interface ChangeRequest {
  action: ActionName;
  actorId: number;
  /** The new state, if the transition has several. */
  to?: TaskStatus;
  /** Sanitised HTML. */
  comment?: string | null;
  issues?: MappingIssue[];
  /** The state before the last change, if the transition restores it. */
  previous?: { status: TaskStatus; mappedBy: number | null; validatedBy: number | null; counts: UserCount[] };
  /** The author of the history rows, if it is not the actor. */
  onBehalfOf?: number;
}

const EXTENDED = {
  LOCKED_FOR_MAPPING: 'EXTENDED_FOR_MAPPING',
  LOCKED_FOR_VALIDATION: 'EXTENDED_FOR_VALIDATION',
} as const satisfies Record<LockStatus, HistoryAction>;

function targetOf(transition: Transition, task: TaskSnapshot, request: ChangeRequest): TaskStatus {
  if (transition.to === 'before-lock') return task.lastState;
  if (transition.to === 'unchanged') return task.status;
  if (transition.to === 'before-change') {
    if (!request.previous) throw new Error(`${request.action}: the previous state is missing`);
    return request.previous.status;
  }
  const to = request.to ?? transition.to[0];
  if (!to || !transition.to.includes(to)) throw new Error(`${request.action} does not lead to ${to}`);
  return to;
}

function ownersAfter(
  transition: Transition,
  to: TaskStatus,
  task: TaskSnapshot,
  request: ChangeRequest,
): { mappedBy: number | null; validatedBy: number | null } {
  const { mappedBy, validatedBy } = task;
  const actor = request.actorId;
  switch (transition.owners[to] ?? 'keep') {
    case 'mapper':
      return { mappedBy: actor, validatedBy };
    case 'mapper-unless-validating':
      return { mappedBy: task.status === 'LOCKED_FOR_VALIDATION' ? (mappedBy ?? actor) : actor, validatedBy };
    case 'validator':
      return { mappedBy, validatedBy: actor };
    case 'validator-and-missing-mapper':
      return { mappedBy: mappedBy ?? actor, validatedBy: actor };
    case 'clear-validator':
      return { mappedBy, validatedBy: null };
    case 'clear-both':
      return { mappedBy: null, validatedBy: null };
    case 'restore':
      return { mappedBy: request.previous?.mappedBy ?? null, validatedBy: request.previous?.validatedBy ?? null };
    case 'keep':
      return { mappedBy, validatedBy };
  }
}

/** How the open lock row is closed: with its duration, as an auto-unlock, or not at all. */
function closingOf(transition: Transition, task: TaskSnapshot): TaskChange['closes'] {
  if (!isLocked(task.status)) return null;
  // Null if `locked_by` is empty. Then the open lock row of any user is closed.
  const userId = task.lockedBy;
  switch (transition.lock) {
    case 'release':
    case 'extend':
      return { as: 'duration', userId };
    case 'finish':
      return { as: task.lockExpired ? 'auto' : 'duration', userId };
    case 'take':
    case 'break':
    case 'none':
      return { as: 'auto', userId };
    case 'keep':
      return null;
  }
}

function rowsOf(
  transition: Transition,
  task: TaskSnapshot,
  to: TaskStatus,
  request: ChangeRequest,
): TaskChange['rows'] {
  const userId = request.onBehalfOf ?? request.actorId;
  const rows: TaskChange['rows'] = [];
  const comments = [
    transition.comment?.replace('{from}', effectiveStatus(task)).replace('{to}', to),
    request.comment || undefined,
  ];
  // An expired lock is closed before the other rows. A lock that this action ends is closed after the comments.
  const endsLock = transition.lock === 'release' || transition.lock === 'break';
  if (!endsLock) rows.push('close');
  if (transition.lock === 'take') rows.push({ action: to as LockStatus, text: null, userId });
  if (transition.lock === 'extend') rows.push({ action: EXTENDED[task.status as LockStatus], text: null, userId });
  const validLock = isLocked(task.status) && !task.lockExpired ? task.status : null;
  // A transient lock is also written beside a lock of the actor. It marks the bulk action, which changes no counter of users.
  if (transition.transientLock && (!validLock || task.lockedBy === userId))
    rows.push({ action: validLock ?? transition.transientLock, text: NO_DURATION, userId });
  for (const text of comments) if (text) rows.push({ action: 'COMMENT', text, userId });
  if (endsLock) rows.push('close');
  if (transition.stateChange)
    rows.push({ action: 'STATE_CHANGE', text: to, userId, ...(request.issues?.length && { issues: request.issues }) });
  return rows;
}

/** The changes of counters: a new state increases a counter of the actor, and a validation sets a date of the mapper. */
function countsOf(transition: Transition, task: TaskSnapshot, to: TaskStatus, request: ChangeRequest): UserCount[] {
  if (request.previous) return request.previous.counts;
  if (!transition.counts || to === 'READY') return [];
  const counts: UserCount[] = [{ userId: request.actorId, worked: true }];
  const counter = transition.counts[to];
  if (counter && to !== countedStatus(task)) counts.push({ userId: request.actorId, [counter]: 1 });
  if (to === 'VALIDATED' && task.mappedBy !== null) counts.push({ userId: task.mappedBy, wasValidated: true });
  return counts;
}

function invalidationOf(action: ActionName, to: TaskStatus, task: TaskSnapshot): TaskChange['invalidation'] {
  if (action === 'undo') return countedStatus(task) === 'INVALIDATED' ? 'withdraw' : null;
  if (to === 'INVALIDATED' && TRANSITIONS[action].stateChange) return 'open';
  return to === 'VALIDATED' && task.wasInvalidated ? 'validate' : null;
}

/**
 * Plans the change of one task by the transition table. The rule of the action has already allowed it.
 * @throws Error if the transition does not lead to the requested state (a bug, not a refusal)
 */
export function planChange(task: TaskSnapshot, request: ChangeRequest): TaskChange {
  const transition: Transition = TRANSITIONS[request.action];
  const to = targetOf(transition, task, request);
  const before = countedStatus(task);
  const staysLocked = transition.lock === 'take' || transition.lock === 'extend';
  const holder = transition.lock === 'keep' ? task.lockedBy : null;
  return {
    taskId: task.taskId,
    version: task.version,
    historyLength: task.historyLength,
    counted: { before, after: isLocked(to) ? before : to },
    status: to,
    lockedBy: staysLocked ? request.actorId : holder,
    ...ownersAfter(transition, to, task, request),
    closes: closingOf(transition, task),
    rows: rowsOf(transition, task, to, request),
    invalidation: invalidationOf(request.action, to, task),
    lastMapped: task.lastMapped,
    counts: countsOf(transition, task, to, request),
  };
}
