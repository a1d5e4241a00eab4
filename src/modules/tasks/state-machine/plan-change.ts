import { countedStatus, effectiveStatus, type TaskSnapshot } from './task-snapshot.js';
import {
  isLocked,
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

/** What an action does to one task, down to the rows: planned here, written by `task-change.repository.ts`. */
export interface TaskChange {
  taskId: number;
  version: string;
  /** How many rows of history it was planned on; null where they were not counted. */
  historyLength: number | null;
  /** What the project's counters counted, and what they are to count. */
  counted: { before: TaskStatus; after: TaskStatus };
  status: TaskStatus;
  lockedBy: number | null;
  mappedBy: number | null;
  validatedBy: number | null;
  /** What happens to the lock row that is open: it gets its duration, or becomes an auto-unlock (of now). */
  closes: { as: 'duration' | 'auto'; userId: number | null } | null;
  /** The rows to write; `'close'` stands where the closed row comes in their order. */
  rows: (HistoryRow | 'close')[];
  /** An invalidation is opened (earlier ones closed) or the open one is closed as validated. */
  invalidation: 'open' | 'validate' | 'withdraw' | null;
  lastMapped: TaskSnapshot['lastMapped'];
  /** Users' counters, by how much. */
  counts: UserCount[];
}

export interface UserCount {
  userId: number;
  mapped?: number;
  validated?: number;
  invalidated?: number;
  /** A task of this mapper was validated now. */
  wasValidated?: boolean;
  /** This user worked on the project: it joins the projects they mapped. */
  worked?: boolean;
}

/** What the caller asks for besides the action itself. */
export interface ChangeRequest {
  action: ActionName;
  actorId: number;
  /** The state to go to, where the transition leaves it to the caller. */
  to?: TaskStatus;
  /** Already made safe to show. */
  comment?: string | null;
  issues?: MappingIssue[];
  /** Where the transition goes to what was before the last change. */
  previous?: { status: TaskStatus; mappedBy: number | null; validatedBy: number | null; counts: UserCount[] };
  /** In whose name the rows are written, where not the actor's. */
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
    if (!request.previous) throw new Error(`${request.action}: what was before is not given`);
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
    case 'forget-validator':
      return { mappedBy, validatedBy: null };
    case 'forget-both':
      return { mappedBy: null, validatedBy: null };
    case 'bring-back':
      return { mappedBy: request.previous?.mappedBy ?? null, validatedBy: request.previous?.validatedBy ?? null };
    case 'keep':
      return { mappedBy, validatedBy };
  }
}

/** What becomes of the lock row that is open: nothing, its duration, or an auto-unlock. */
function closingOf(transition: Transition, task: TaskSnapshot): TaskChange['closes'] {
  if (!isLocked(task.status)) return null;
  // Null where the row of the task names no holder: whoever opened the lock row, it is closed.
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
  // A lock that ran out ended before anything else; one that this action ends, after what is said of it.
  const endsLock = transition.lock === 'release' || transition.lock === 'break';
  if (!endsLock) rows.push('close');
  if (transition.lock === 'take') rows.push({ action: to as LockStatus, text: null, userId });
  if (transition.lock === 'extend') rows.push({ action: EXTENDED[task.status as LockStatus], text: null, userId });
  const held = isLocked(task.status) && !task.lockExpired ? task.status : null;
  // Beside a lock of one's own too: it tells the bulk action, which raises no counter, from handing the task in.
  if (transition.transientLock && (!held || task.lockedBy === userId))
    rows.push({ action: held ?? transition.transientLock, text: '00:00:00.000000', userId });
  for (const text of comments) if (text) rows.push({ action: 'COMMENT', text, userId });
  if (endsLock) rows.push('close');
  if (transition.stateChange)
    rows.push({ action: 'STATE_CHANGE', text: to, userId, ...(request.issues?.length && { issues: request.issues }) });
  return rows;
}

/** A task that comes to another state raises a counter of whom acted; a validated one tells its mapper. */
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
 * What an action does to one task, by the transition table. Whether it is allowed was looked at before.
 * @throws Error on a target that the table does not know (a bug, not a refusal)
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
