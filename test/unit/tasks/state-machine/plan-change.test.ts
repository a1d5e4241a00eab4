import { describe, expect, it } from 'vitest';
import { planChange } from '../../../../src/modules/tasks/state-machine/plan-change.js';
import { snapshotOf } from './snapshots.js';

const ANN = 1;
const BEN = 2;

const lockedByAnn = snapshotOf({ status: 'LOCKED_FOR_MAPPING', lockedBy: ANN });

describe('locking for mapping', () => {
  it('opens a lock row and leaves the counters unchanged', () => {
    expect(planChange(snapshotOf(), { action: 'lockForMapping', actorId: ANN })).toMatchObject({
      taskId: 7,
      version: '1234',
      status: 'LOCKED_FOR_MAPPING',
      lockedBy: ANN,
      mappedBy: null,
      validatedBy: null,
      counted: { before: 'READY', after: 'READY' },
      closes: null,
      rows: ['close', { action: 'LOCKED_FOR_MAPPING', text: null, userId: ANN }],
      invalidation: null,
      counts: [],
    });
  });

  it("first records the expiry of another user's lock", () => {
    const change = planChange({ ...lockedByAnn, lockExpired: true }, { action: 'lockForMapping', actorId: BEN });
    expect(change).toMatchObject({ lockedBy: BEN, closes: { as: 'auto', userId: ANN } });
    expect(change.rows).toEqual(['close', { action: 'LOCKED_FOR_MAPPING', text: null, userId: BEN }]);
  });

  it('counts an invalidated task still as invalidated', () => {
    const change = planChange(snapshotOf({ status: 'INVALIDATED', lastState: 'INVALIDATED' }), {
      action: 'lockForMapping',
      actorId: ANN,
    });
    expect(change.counted).toEqual({ before: 'INVALIDATED', after: 'INVALIDATED' });
  });
});

describe('handing in a task', () => {
  it('makes the actor the mapper and increases the counter when mapped', () => {
    const change = planChange(lockedByAnn, { action: 'unlockAfterMapping', actorId: ANN, to: 'MAPPED' });
    expect(change).toMatchObject({
      status: 'MAPPED',
      lockedBy: null,
      mappedBy: ANN,
      counted: { before: 'READY', after: 'MAPPED' },
      closes: { as: 'duration', userId: ANN },
      counts: [
        { userId: ANN, worked: true },
        { userId: ANN, mapped: 1 },
      ],
    });
    expect(change.rows).toEqual(['close', { action: 'STATE_CHANGE', text: 'MAPPED', userId: ANN }]);
  });

  it('writes a comment before the state change', () => {
    const { rows } = planChange(lockedByAnn, {
      action: 'unlockAfterMapping',
      actorId: ANN,
      to: 'MAPPED',
      comment: 'done',
    });
    expect(rows).toEqual([
      { action: 'COMMENT', text: 'done', userId: ANN },
      'close',
      { action: 'STATE_CHANGE', text: 'MAPPED', userId: ANN },
    ]);
  });

  it('makes the actor the mapper and increases no counter when bad imagery', () => {
    const change = planChange(lockedByAnn, { action: 'unlockAfterMapping', actorId: ANN, to: 'BADIMAGERY' });
    expect(change).toMatchObject({ status: 'BADIMAGERY', mappedBy: ANN, counted: { after: 'BADIMAGERY' } });
    expect(change.counts).toEqual([{ userId: ANN, worked: true }]);
  });

  it('sets no mapper and changes no counter when ready', () => {
    const change = planChange(lockedByAnn, { action: 'unlockAfterMapping', actorId: ANN, to: 'READY' });
    expect(change).toMatchObject({ status: 'READY', mappedBy: null, counts: [] });
    expect(change.rows).toEqual(['close', { action: 'STATE_CHANGE', text: 'READY', userId: ANN }]);
  });

  it('closes no row after the expired lock was recorded', () => {
    const recorded = snapshotOf({ lastAction: { action: 'AUTO_UNLOCKED_FOR_MAPPING', userId: ANN }, lastUser: ANN });
    const change = planChange(recorded, { action: 'unlockAfterMapping', actorId: ANN, to: 'MAPPED' });
    expect(change).toMatchObject({ status: 'MAPPED', mappedBy: ANN, closes: null });
  });

  it('throws for a state that cannot follow from mapping', () => {
    for (const to of ['VALIDATED', 'INVALIDATED', 'SPLIT', 'LOCKED_FOR_MAPPING'] as const)
      expect(() => planChange(lockedByAnn, { action: 'unlockAfterMapping', actorId: ANN, to })).toThrow(to);
  });
});

describe('stopping', () => {
  it('returns the task unchanged, gives the lock row its duration and counts for nobody', () => {
    const change = planChange({ ...lockedByAnn, lastState: 'INVALIDATED' }, { action: 'stopMapping', actorId: ANN });
    expect(change).toMatchObject({
      status: 'INVALIDATED',
      lockedBy: null,
      mappedBy: null,
      counted: { before: 'INVALIDATED', after: 'INVALIDATED' },
      closes: { as: 'duration', userId: ANN },
      counts: [],
      invalidation: null,
    });
    expect(change.rows).toEqual(['close']);
  });

  it('closes the lock row also with a comment', () => {
    const change = planChange(lockedByAnn, { action: 'stopMapping', actorId: ANN, comment: 'no time' });
    expect(change.closes).toEqual({ as: 'duration', userId: ANN });
    expect(change.rows).toEqual([{ action: 'COMMENT', text: 'no time', userId: ANN }, 'close']);
  });
});

describe('extending and unlocking by time', () => {
  it('closes the running row and opens a new one when extended', () => {
    const change = planChange(lockedByAnn, { action: 'extend', actorId: ANN });
    expect(change).toMatchObject({
      status: 'LOCKED_FOR_MAPPING',
      lockedBy: ANN,
      closes: { as: 'duration', userId: ANN },
    });
    expect(change.rows).toEqual(['close', { action: 'EXTENDED_FOR_MAPPING', text: null, userId: ANN }]);
  });

  it('returns the task unchanged and records the lock as unlocked by time', () => {
    const change = planChange({ ...lockedByAnn, lockExpired: true }, { action: 'autoUnlock', actorId: 0 });
    expect(change).toMatchObject({ status: 'READY', lockedBy: null, closes: { as: 'auto', userId: ANN }, counts: [] });
    expect(change.rows).toEqual(['close']);
  });
});

describe('any planned change', () => {
  it('lists the closed row once in its order, and no row without a user', () => {
    const plans = [
      planChange(snapshotOf(), { action: 'lockForMapping', actorId: ANN }),
      planChange(lockedByAnn, { action: 'unlockAfterMapping', actorId: ANN, to: 'MAPPED', comment: 'x' }),
      planChange(lockedByAnn, { action: 'stopMapping', actorId: ANN, comment: 'x' }),
      planChange(lockedByAnn, { action: 'extend', actorId: ANN }),
      planChange(snapshotOf({ status: 'MAPPED', lastState: 'MAPPED', mappedBy: BEN }), {
        action: 'validateAll',
        actorId: ANN,
      }),
      planChange(lockedByAnn, { action: 'resetAll', actorId: BEN }),
    ];
    for (const { rows } of plans) {
      expect(rows.filter((row) => row === 'close')).toHaveLength(1);
      for (const row of rows) if (row !== 'close') expect(row.userId).toBeGreaterThan(0);
    }
  });
});
