import { describe, expect, test } from 'vitest';
import { clock, endsSoon, lockEnd } from '../../../../src/web/project/task/lock-end.js';

type Rows = Parameters<typeof lockEnd>[0]['taskHistory'];

const history = (...rows: [string, string][]): Rows =>
  rows.map(([action, actionDate]) => ({ action, actionDate })) as Rows;

describe('the end of a lock', () => {
  test('is its time after the newest lock or extension', () => {
    const taskHistory = history(
      ['COMMENT', '2026-01-01T10:30:00Z'],
      ['EXTENDED_FOR_MAPPING', '2026-01-01T10:00:00Z'],
      ['LOCKED_FOR_MAPPING', '2026-01-01T09:00:00Z'],
    );
    const end = lockEnd({ taskHistory, autoUnlockSeconds: 7200, lockHolder: 'anna' });
    expect(end).toBe(Date.parse('2026-01-01T12:00:00Z'));
  });

  test('does not exist where nobody holds the task or no lock is known', () => {
    const taskHistory = history(['LOCKED_FOR_MAPPING', '2026-01-01T09:00:00Z']);
    expect(lockEnd({ taskHistory, autoUnlockSeconds: 7200, lockHolder: null })).toBeNull();
    expect(lockEnd({ taskHistory: [], autoUnlockSeconds: 7200, lockHolder: 'anna' })).toBeNull();
  });

  test.each([
    [600, 7200, true],
    [601, 7200, false],
    [120, 600, true],
    [121, 600, false],
  ])('%i seconds of a lock of %i seconds: soon is %s', (seconds, autoUnlockSeconds, expected) => {
    expect(endsSoon(seconds, { autoUnlockSeconds })).toBe(expected);
  });

  test.each([
    [0, '00:00'],
    [543, '09:03'],
    [3600, '1:00:00'],
    [7143, '1:59:03'],
  ])('%i seconds are shown as %s', (seconds, text) => {
    expect(clock(seconds)).toBe(text);
  });
});
