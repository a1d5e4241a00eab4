import { describe, expect, it } from 'vitest';
import { previousOf, effectiveSteps, type HistoryAct } from '../../../../src/modules/tasks/state-machine/task-undo.js';
import type { TaskStatus } from '../../../../src/modules/tasks/state-machine/task-states.js';
import { snapshotOf } from './snapshots.js';

const ANN = 1;
const ZOE = 2;
const BOSS = 3;

const row = (action: HistoryAct['action'], text: string | null, userId: number): HistoryAct => ({
  action,
  text,
  userId,
});
const change = (text: TaskStatus, userId: number): HistoryAct => row('STATE_CHANGE', text, userId);
const LASTED = '00:12:00.500000';
const PASSING = '00:00:00.000000';

const mapped = (by = ANN, to: TaskStatus = 'MAPPED'): HistoryAct[] => [
  row('LOCKED_FOR_MAPPING', LASTED, by),
  change(to, by),
];
const checked = (to: TaskStatus, by = ZOE): HistoryAct[] => [row('LOCKED_FOR_VALIDATION', LASTED, by), change(to, by)];
const undone = (from: TaskStatus, to: TaskStatus, by = ZOE): HistoryAct[] => [
  row('COMMENT', `Undo state from ${from} to ${to}`, by),
  change(to, by),
];

const undo = (status: TaskStatus, past: HistoryAct[], mappedBy: number | null = ANN) =>
  previousOf(snapshotOf({ status, mappedBy: status === 'INVALIDATED' ? null : mappedBy }), past);

describe('state that undoing restores', () => {
  it.each([
    ['MAPPED', mapped(), { status: 'READY', mappedBy: null, validatedBy: null, counts: [{ userId: ANN, mapped: -1 }] }],
    ['BADIMAGERY', mapped(ANN, 'BADIMAGERY'), { status: 'READY', mappedBy: null, validatedBy: null, counts: [] }],
    [
      'VALIDATED',
      [...mapped(), ...checked('VALIDATED')],
      { status: 'MAPPED', mappedBy: ANN, validatedBy: null, counts: [{ userId: ZOE, validated: -1 }] },
    ],
    [
      'INVALIDATED',
      [...mapped(), ...checked('INVALIDATED')],
      { status: 'MAPPED', mappedBy: ANN, validatedBy: null, counts: [{ userId: ZOE, invalidated: -1 }] },
    ],
    [
      'INVALIDATED',
      [...mapped(ANN, 'BADIMAGERY'), ...checked('INVALIDATED')],
      { status: 'BADIMAGERY', mappedBy: ANN, validatedBy: null, counts: [{ userId: ZOE, invalidated: -1 }] },
    ],
    [
      'INVALIDATED',
      [...mapped(), ...checked('VALIDATED'), row('LOCKED_FOR_VALIDATION', PASSING, BOSS), change('INVALIDATED', BOSS)],
      { status: 'VALIDATED', mappedBy: ANN, validatedBy: ZOE, counts: [] },
    ],
  ] as const)('restores %s after %j', (status, past, expected) => {
    expect(undo(status, [...past])).toEqual(expected);
  });

  it('after an undo restores the earlier state and the mapper’s counter', () => {
    const past = [...mapped(), ...checked('VALIDATED'), ...undone('VALIDATED', 'MAPPED')];
    expect(undo('MAPPED', past)).toMatchObject({ status: 'READY', counts: [{ userId: ANN, mapped: -1 }] });
  });

  it('decreases no counter of a user who handed in during a bulk action of a manager', () => {
    const past = [row('LOCKED_FOR_MAPPING', PASSING, BOSS), change('MAPPED', BOSS)];
    expect(undo('MAPPED', past, BOSS).counts).toEqual([]);
  });

  it('decreases the counter of the user whose hand-in increased it, not of a user who handed in the same state again', () => {
    const past = [...mapped(), ...checked('MAPPED')];
    expect(undo('MAPPED', past).counts).toEqual([{ userId: ANN, mapped: -1 }]);
  });

  it('skips comments', () => {
    const past = [
      row('LOCKED_FOR_MAPPING', LASTED, ANN),
      row('COMMENT', 'x', ZOE),
      change('MAPPED', ANN),
      row('COMMENT', 'y', ZOE),
    ];
    expect(undo('MAPPED', past).counts).toEqual([{ userId: ANN, mapped: -1 }]);
  });

  it('counts late work under the auto-unlock and work after an extension', () => {
    for (const lock of ['AUTO_UNLOCKED_FOR_MAPPING', 'EXTENDED_FOR_MAPPING'] as const)
      expect(undo('MAPPED', [row(lock, LASTED, ANN), change('MAPPED', ANN)]).counts).toEqual([
        { userId: ANN, mapped: -1 },
      ]);
  });

  it('is READY when another tool truncated the history', () => {
    expect(undo('INVALIDATED', [])).toMatchObject({ status: 'READY', mappedBy: null });
    expect(undo('MAPPED', [])).toMatchObject({ status: 'READY', counts: [] });
  });
});

describe('remaining steps', () => {
  const names = (past: HistoryAct[]): string[] => effectiveSteps(past).map(({ status }) => status);

  it('are the states in order, READY first', () => {
    expect(names([...mapped(), ...checked('INVALIDATED'), ...mapped(ZOE)])).toEqual([
      'READY',
      'MAPPED',
      'INVALIDATED',
      'MAPPED',
    ]);
  });

  it('exclude undone states', () => {
    expect(names([...mapped(), ...undone('MAPPED', 'READY', ANN)])).toEqual(['READY']);
    const twice = [
      ...mapped(),
      ...checked('INVALIDATED'),
      ...undone('INVALIDATED', 'MAPPED'),
      ...undone('MAPPED', 'READY'),
    ];
    expect(names(twice)).toEqual(['READY']);
  });

  it('of a split task start again with READY', () => {
    expect(names([...mapped(), ...checked('INVALIDATED'), change('SPLIT', ANN), change('READY', ANN)]).at(-1)).toBe(
      'READY',
    );
  });
});
