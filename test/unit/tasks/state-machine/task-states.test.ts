import { describe, expect, it } from 'vitest';
import {
  isLocked,
  statusOf,
  TASK_STATUS,
  TASK_STATUSES,
  TRANSITIONS,
  type ActionName,
  type Transition,
} from '../../../../src/modules/tasks/state-machine/task-states.js';

const ACTIONS = Object.entries(TRANSITIONS) as [ActionName, Transition][];

describe('the states of a task', () => {
  it('have the numbers of the database schema', () => {
    expect(TASK_STATUS).toEqual({
      READY: 0,
      LOCKED_FOR_MAPPING: 1,
      MAPPED: 2,
      LOCKED_FOR_VALIDATION: 3,
      VALIDATED: 4,
      INVALIDATED: 5,
      BADIMAGERY: 6,
      SPLIT: 7,
    });
  });

  it('are found by their numbers', () => {
    for (const status of TASK_STATUSES) expect(statusOf(TASK_STATUS[status])).toBe(status);
  });

  it('are READY when the number is absent or unknown', () => {
    expect([null, -1, 8, 1.5].map(statusOf)).toEqual(['READY', 'READY', 'READY', 'READY']);
  });

  it('consist of two locks and six others', () => {
    expect(TASK_STATUSES.filter(isLocked)).toEqual(['LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION']);
  });
});

describe('table of transitions', () => {
  it('starts each action from existing states, each named once', () => {
    for (const [name, { from }] of ACTIONS) {
      expect(from.length, name).toBeGreaterThan(0);
      expect(new Set(from).size, name).toBe(from.length);
      for (const status of from) expect(TASK_STATUSES, name).toContain(status);
    }
  });

  it('has a resulting state for each action', () => {
    for (const [name, { to }] of ACTIONS) {
      if (typeof to === 'string') expect(['before-lock', 'before-change', 'unchanged'], name).toContain(to);
      else expect(to.length, name).toBeGreaterThan(0);
    }
  });

  it('starts no action from SPLIT', () => {
    for (const [name, { from }] of ACTIONS) expect(from, name).not.toContain('SPLIT');
  });

  it('reaches every state from READY', () => {
    const reached = new Set<string>(['READY']);
    for (let size = 0; size < reached.size;) {
      size = reached.size;
      for (const [, { from, to }] of ACTIONS)
        if (Array.isArray(to) && from.some((status) => reached.has(status)))
          for (const status of to as string[]) reached.add(status);
    }
    expect([...reached].sort()).toEqual([...TASK_STATUSES].sort());
  });

  it('has a transition from every state except SPLIT', () => {
    for (const status of TASK_STATUSES.filter((each) => each !== 'SPLIT')) {
      const ways = ACTIONS.filter(([, { from, to }]) => from.includes(status) && to !== 'unchanged');
      expect(ways.length, status).toBeGreaterThan(0);
    }
  });

  it('opens a lock exactly when the new state is a lock, and then writes no state change', () => {
    for (const [name, { to, lock, stateChange }] of ACTIONS) {
      const leadsToLock = Array.isArray(to) && to.some((status) => isLocked(status as never));
      expect(leadsToLock, name).toBe(lock === 'take');
      if (lock === 'take') expect(stateChange, name).toBe(false);
    }
  });

  it('releases and extends only locks', () => {
    for (const [name, { from, lock }] of ACTIONS)
      if (lock === 'extend') for (const status of from) expect(isLocked(status), name).toBe(true);
    expect(TRANSITIONS.unlockAfterMapping.from).toEqual(['LOCKED_FOR_MAPPING']);
    expect(TRANSITIONS.stopMapping.from).toEqual(['LOCKED_FOR_MAPPING']);
    expect(TRANSITIONS.unlockAfterValidation.from).toEqual(['LOCKED_FOR_VALIDATION']);
    expect(TRANSITIONS.stopValidation.from).toEqual(['LOCKED_FOR_VALIDATION']);
  });

  it('has owner and counter rules only for reachable states', () => {
    for (const [name, { to, owners, counts }] of ACTIONS) {
      if (!Array.isArray(to)) continue;
      for (const status of [...Object.keys(owners), ...Object.keys(counts ?? {})]) expect(to, name).toContain(status);
    }
  });

  it.each([
    ['lockForMapping', ['READY', 'INVALIDATED'], ['LOCKED_FOR_MAPPING']],
    ['unlockAfterMapping', ['LOCKED_FOR_MAPPING'], ['MAPPED', 'BADIMAGERY', 'READY']],
    ['stopMapping', ['LOCKED_FOR_MAPPING'], 'before-lock'],
    ['undo', ['VALIDATED', 'MAPPED', 'BADIMAGERY', 'INVALIDATED'], 'before-change'],
    ['lockForValidation', ['MAPPED', 'INVALIDATED', 'BADIMAGERY'], ['LOCKED_FOR_VALIDATION']],
    ['unlockAfterValidation', ['LOCKED_FOR_VALIDATION'], ['VALIDATED', 'INVALIDATED', 'MAPPED']],
    ['stopValidation', ['LOCKED_FOR_VALIDATION'], 'before-lock'],
    ['validateAll', ['MAPPED'], ['VALIDATED']],
    ['invalidateAll', ['VALIDATED'], ['INVALIDATED']],
    ['resetAllBadImagery', ['BADIMAGERY'], ['READY']],
  ] as const)('leads %s from %j to %j', (name, from, to) => {
    expect(TRANSITIONS[name].from).toEqual(from);
    expect(TRANSITIONS[name].to).toEqual(to);
  });

  it('counts mapped tasks for a user, but never bad imagery', () => {
    expect(TRANSITIONS.unlockAfterMapping.counts).toEqual({ MAPPED: 'mapped' });
  });
});
