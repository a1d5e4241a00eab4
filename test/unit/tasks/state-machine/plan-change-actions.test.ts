import { describe, expect, it } from 'vitest';
import {
  planChange,
  type ChangeRequest,
  type TaskChange,
} from '../../../../src/modules/tasks/state-machine/plan-change.js';
import type { TaskSnapshot } from '../../../../src/modules/tasks/state-machine/task-snapshot.js';
import {
  isLocked,
  TRANSITIONS,
  type ActionName,
  type TaskStatus,
  type Transition,
} from '../../../../src/modules/tasks/state-machine/task-states.js';
import { snapshotOf } from './snapshots.js';

const ANN = 1;
const ZOE = 2;
const BOSS = 3;

const settled = (status: TaskStatus, facts: Partial<TaskSnapshot> = {}): TaskSnapshot =>
  snapshotOf({ status, lastState: status, ...facts });
const validating = (before: TaskStatus, facts: Partial<TaskSnapshot> = {}): TaskSnapshot =>
  snapshotOf({ status: 'LOCKED_FOR_VALIDATION', lockedBy: ZOE, lastState: before, mappedBy: ANN, ...facts });

const plan = (task: TaskSnapshot, action: ActionName, request: Partial<ChangeRequest> = {}): TaskChange =>
  planChange(task, { action, actorId: action.endsWith('All') ? BOSS : ZOE, ...request });

/** The rows in short: `close`, `STATE_CHANGE MAPPED by 2`. */
const rowsIn = ({ rows }: TaskChange): string[] =>
  rows.map((row) => (row === 'close' ? row : `${row.action} ${row.text ?? 'running'} by ${row.userId}`));

const PASSING = '00:00:00.000000';

describe('locking and stopping validations', () => {
  it.each(['MAPPED', 'INVALIDATED', 'BADIMAGERY'] as const)(
    'takes the lock from %s and leaves the rest unchanged',
    (status) => {
      const change = plan(settled(status, { mappedBy: ANN }), 'lockForValidation');
      expect(change).toMatchObject({
        status: 'LOCKED_FOR_VALIDATION',
        lockedBy: ZOE,
        mappedBy: ANN,
        counted: { before: status, after: status },
        counts: [],
        invalidation: null,
      });
      const back = plan(validating(status), 'stopValidation', { comment: 'later' });
      expect(back).toMatchObject({
        status,
        lockedBy: null,
        mappedBy: ANN,
        closes: { as: 'duration', userId: ZOE },
        counts: [],
      });
      expect(rowsIn(back)).toEqual(['COMMENT later by 2', 'close']);
    },
  );
});

describe('handing in a validation', () => {
  it('counts a validated task for the validator and notifies the mapper', () => {
    const change = plan(validating('MAPPED'), 'unlockAfterValidation', { to: 'VALIDATED' });
    expect(change).toMatchObject({ mappedBy: ANN, validatedBy: ZOE, invalidation: 'validate' });
    expect(change.counts).toEqual([
      { userId: ZOE, worked: true },
      { userId: ZOE, validated: 1 },
      { userId: ANN, wasValidated: true },
    ]);
  });

  it('clears both owners of an invalidated task and opens an invalidation with its issues', () => {
    const issues = [{ categoryId: 1, name: 'Missed Feature(s)', count: 2 }];
    const change = plan(validating('MAPPED'), 'unlockAfterValidation', { to: 'INVALIDATED', issues, comment: 'look' });
    expect(change).toMatchObject({ mappedBy: null, validatedBy: null, invalidation: 'open' });
    expect(change.rows).toEqual([
      { action: 'COMMENT', text: 'look', userId: ZOE },
      'close',
      { action: 'STATE_CHANGE', text: 'INVALIDATED', userId: ZOE, issues },
    ]);
    expect(change.counts).toContainEqual({ userId: ZOE, invalidated: 1 });
  });

  it('sends no message when there is no mapper', () => {
    const change = plan(validating('INVALIDATED', { mappedBy: null }), 'unlockAfterValidation', { to: 'VALIDATED' });
    expect(change.counts).not.toContainEqual(expect.objectContaining({ wasValidated: true }));
  });

  it('increases no counter when the state stays the same', () => {
    for (const state of ['MAPPED', 'INVALIDATED'] as const)
      expect(plan(validating(state), 'unlockAfterValidation', { to: state }).counts).toEqual([
        { userId: ZOE, worked: true },
      ]);
  });

  it.each(['READY', 'BADIMAGERY', 'SPLIT'] as const)('throws when handed in as %s', (to) => {
    expect(() => plan(validating('MAPPED'), 'unlockAfterValidation', { to })).toThrow(to);
  });
});

describe('bulk actions', () => {
  it.each([
    ['mapAll', settled('READY'), 'MAPPED', [`LOCKED_FOR_MAPPING ${PASSING} by 3`, 'STATE_CHANGE MAPPED by 3']],
    [
      'validateAll',
      settled('MAPPED', { mappedBy: ANN }),
      'VALIDATED',
      [`LOCKED_FOR_VALIDATION ${PASSING} by 3`, 'STATE_CHANGE VALIDATED by 3'],
    ],
    [
      'invalidateAll',
      settled('VALIDATED', { mappedBy: ANN, validatedBy: ZOE }),
      'INVALIDATED',
      [`LOCKED_FOR_VALIDATION ${PASSING} by 3`, 'STATE_CHANGE INVALIDATED by 3'],
    ],
    [
      'resetAllBadImagery',
      settled('BADIMAGERY', { mappedBy: ANN }),
      'READY',
      [`LOCKED_FOR_MAPPING ${PASSING} by 3`, 'STATE_CHANGE READY by 3'],
    ],
    ['resetAll', settled('MAPPED', { mappedBy: ANN }), 'READY', ['COMMENT Task reset by 3', 'STATE_CHANGE READY by 3']],
  ] as const)('writes for %s the same as the single actions, and counts for nobody', (action, task, status, rows) => {
    const change = planChange(task, { action, actorId: BOSS });
    expect(change).toMatchObject({ status, lockedBy: null, closes: null, counts: [] });
    expect(rowsIn(change).filter((text) => text !== 'close')).toEqual(rows);
    expect(change.rows.filter((each) => each === 'close')).toHaveLength(1);
  });

  it('restore the owners', () => {
    const owners = (change: TaskChange) => [change.mappedBy, change.validatedBy];
    expect(owners(plan(settled('INVALIDATED'), 'mapAll'))).toEqual([BOSS, null]);
    expect(owners(plan(validating('MAPPED'), 'mapAll'))).toEqual([ANN, null]);
    expect(owners(plan(validating('INVALIDATED', { mappedBy: null }), 'mapAll'))).toEqual([BOSS, null]);
    expect(owners(plan(settled('MAPPED', { mappedBy: ANN }), 'validateAll'))).toEqual([ANN, BOSS]);
    expect(owners(plan(settled('MAPPED'), 'validateAll'))).toEqual([BOSS, BOSS]);
    for (const name of ['invalidateAll', 'resetAll'] as const)
      expect(owners(plan(settled('VALIDATED', { mappedBy: ANN, validatedBy: ZOE }), name))).toEqual([null, null]);
  });

  it('gives a running lock its duration on map-all and records an expired lock', () => {
    const running = plan(validating('MAPPED'), 'mapAll');
    expect(running.closes).toEqual({ as: 'duration', userId: ZOE });
    expect(rowsIn(running)).toEqual(['close', 'STATE_CHANGE MAPPED by 3']);
    const expired = plan(validating('INVALIDATED', { lockExpired: true }), 'mapAll');
    expect(expired.closes).toEqual({ as: 'auto', userId: ZOE });
    expect(rowsIn(expired)).toContain(`LOCKED_FOR_MAPPING ${PASSING} by 3`);
  });

  it('ends a running lock on reset-all like an expiry', () => {
    expect(plan(validating('MAPPED'), 'resetAll').closes).toEqual({ as: 'auto', userId: ZOE });
  });

  it('writes the history in the name of the named user on reset-by-user', () => {
    const previous = { status: 'MAPPED' as const, mappedBy: ANN, validatedBy: null, counts: [] };
    const task = settled('VALIDATED', { mappedBy: ANN, validatedBy: ZOE });
    const change = planChange(task, { action: 'resetByUser', actorId: BOSS, onBehalfOf: ZOE, previous });
    expect(change).toMatchObject({ status: 'MAPPED', mappedBy: ANN, validatedBy: null });
    expect(rowsIn(change).filter((text) => text !== 'close')).toEqual([
      'COMMENT Undo state from VALIDATED to MAPPED by 2',
      'STATE_CHANGE MAPPED by 2',
    ]);
  });
});

describe('undoing', () => {
  const previous = {
    status: 'VALIDATED' as const,
    mappedBy: ANN,
    validatedBy: ZOE,
    counts: [{ userId: BOSS, invalidated: -1 }],
  };

  it('restores state, owners and counters and writes a comment', () => {
    const change = plan(settled('INVALIDATED'), 'undo', { previous });
    expect(change).toMatchObject({ status: 'VALIDATED', mappedBy: ANN, validatedBy: ZOE, invalidation: 'withdraw' });
    expect(change.counts).toEqual(previous.counts);
    expect(rowsIn(change).filter((text) => text !== 'close')).toEqual([
      'COMMENT Undo state from INVALIDATED to VALIDATED by 2',
      'STATE_CHANGE VALIDATED by 2',
    ]);
  });

  it('throws without a known previous state', () => {
    expect(() => plan(settled('MAPPED'), 'undo')).toThrow('previous state');
  });
});

describe('a comment', () => {
  it('leaves state, lock and counters unchanged', () => {
    const change = plan(validating('MAPPED'), 'comment', { actorId: BOSS, comment: 'hi' });
    expect(change).toMatchObject({
      status: 'LOCKED_FOR_VALIDATION',
      lockedBy: ZOE,
      closes: null,
      counts: [],
      mappedBy: ANN,
    });
    expect(rowsIn(change).filter((text) => text !== 'close')).toEqual(['COMMENT hi by 3']);
  });
});

describe('every action from every allowed state', () => {
  const cells = Object.entries(TRANSITIONS).flatMap(([action, transition]: [string, Transition]) =>
    transition.from.map((from) => [action as ActionName, from] as const),
  );

  it.each(cells)('keeps lock, counters and owners consistent: %s from %s', (action, from) => {
    const transition: Transition = TRANSITIONS[action];
    const task = isLocked(from)
      ? snapshotOf({ status: from, lockedBy: ZOE, lastState: from === 'LOCKED_FOR_MAPPING' ? 'READY' : 'MAPPED' })
      : settled(from);
    const targets: (TaskStatus | undefined)[] = typeof transition.to === 'string' ? [undefined] : [...transition.to];
    for (const to of targets) {
      const previous = { status: 'READY' as const, mappedBy: null, validatedBy: null, counts: [] };
      const change = planChange(task, {
        action,
        actorId: ZOE,
        ...(to && { to }),
        ...(transition.to === 'before-change' && { previous }),
      });
      expect(change.lockedBy !== null, 'held exactly where locked').toBe(isLocked(change.status));
      expect(isLocked(change.counted.before) || isLocked(change.counted.after), 'locks are not counted').toBe(false);
      expect(
        change.rows.filter((each) => each === 'close'),
        'one place for the closed row',
      ).toHaveLength(1);
      const last = change.rows.at(-1);
      if (transition.stateChange) expect(last).toMatchObject({ action: 'STATE_CHANGE', text: change.status });
      else expect(change.counted.after).toBe(change.counted.before);
      if (isLocked(from) && !isLocked(change.status)) expect(change.closes, 'the lock row is closed').not.toBeNull();
    }
  });
});
