import { describe, expect, it } from 'vitest';
import {
  countedStatus,
  effectiveStatus,
  holds,
  mayHandInLate,
} from '../../../../src/modules/tasks/state-machine/task-snapshot.js';
import { snapshotOf } from './snapshots.js';

const ANN = 1;
const BEN = 2;

describe('a locked task', () => {
  const locked = snapshotOf({ status: 'LOCKED_FOR_MAPPING', lockedBy: ANN, lastState: 'INVALIDATED' });

  it('is shown as locked and counted with its previous state', () => {
    expect(effectiveStatus(locked)).toBe('LOCKED_FOR_MAPPING');
    expect(countedStatus(locked)).toBe('INVALIDATED');
  });

  it('is shown with its previous state after the lock expired', () => {
    expect(effectiveStatus({ ...locked, lockExpired: true })).toBe('INVALIDATED');
    expect(countedStatus({ ...locked, lockExpired: true })).toBe('INVALIDATED');
  });

  it('is held by its holder, for the locked kind of work, expired or not', () => {
    expect(holds(locked, ANN, 'LOCKED_FOR_MAPPING')).toBe(true);
    expect(holds({ ...locked, lockExpired: true }, ANN, 'LOCKED_FOR_MAPPING')).toBe(true);
    expect(holds(locked, BEN, 'LOCKED_FOR_MAPPING')).toBe(false);
    expect(holds(locked, ANN, 'LOCKED_FOR_VALIDATION')).toBe(false);
  });
});

describe('late work', () => {
  const recorded = snapshotOf({
    status: 'READY',
    lastState: 'READY',
    lastAction: { action: 'AUTO_UNLOCKED_FOR_MAPPING', userId: ANN },
    lastUser: ANN,
  });

  it('is accepted from the user whose expired lock was recorded', () => {
    expect(mayHandInLate(recorded, ANN, 'LOCKED_FOR_MAPPING')).toBe(true);
  });

  it("is accepted after another user's comment", () => {
    expect(mayHandInLate({ ...recorded, lastUser: BEN }, ANN, 'LOCKED_FOR_MAPPING')).toBe(true);
  });

  it('is refused to other users, for other work, and after another lock', () => {
    expect(mayHandInLate(recorded, BEN, 'LOCKED_FOR_MAPPING')).toBe(false);
    expect(mayHandInLate(recorded, ANN, 'LOCKED_FOR_VALIDATION')).toBe(false);
    const taken = { ...recorded, status: 'LOCKED_FOR_MAPPING', lockedBy: BEN } as const;
    expect(mayHandInLate(taken, ANN, 'LOCKED_FOR_MAPPING')).toBe(false);
    const returned = { ...recorded, lastAction: { action: 'LOCKED_FOR_MAPPING', userId: BEN } } as const;
    expect(mayHandInLate(returned, ANN, 'LOCKED_FOR_MAPPING')).toBe(false);
  });

  it('is refused when the task was never locked', () => {
    expect(mayHandInLate(snapshotOf(), ANN, 'LOCKED_FOR_MAPPING')).toBe(false);
  });
});
