import { describe, expect, test } from 'vitest';
import { durationText, expiresSoon, hasExpiredLock, lockEnd } from '../../../../src/web/project/task/lock-end.js';

type Rows = Parameters<typeof lockEnd>[0]['taskHistory'];

const history = (...rows: [string, string][]): Rows =>
  rows.map(([action, actionDate]) => ({ action, actionDate })) as Rows;

describe('lockEnd', () => {
  test('returns the time of the newest lock or extension plus the duration of locks', () => {
    const taskHistory = history(
      ['COMMENT', '2026-01-01T10:30:00Z'],
      ['EXTENDED_FOR_MAPPING', '2026-01-01T10:00:00Z'],
      ['LOCKED_FOR_MAPPING', '2026-01-01T09:00:00Z'],
    );
    const end = lockEnd({ taskHistory, autoUnlockSeconds: 7200, lockHolder: 'anna' });
    expect(end).toBe(Date.parse('2026-01-01T12:00:00Z'));
  });

  test('returns null for a task that nobody has locked and for a task without a lock in its history', () => {
    const taskHistory = history(['LOCKED_FOR_MAPPING', '2026-01-01T09:00:00Z']);
    expect(lockEnd({ taskHistory, autoUnlockSeconds: 7200, lockHolder: null })).toBeNull();
    expect(lockEnd({ taskHistory: [], autoUnlockSeconds: 7200, lockHolder: 'anna' })).toBeNull();
  });
});

describe('hasExpiredLock', () => {
  const task = (taskStatus: 'READY' | 'LOCKED_FOR_MAPPING', action: string, actionText: string | null) => ({
    taskStatus,
    taskHistory: [{ action, actionText, actionBy: 'anna' }] as Rows,
  });

  test.each([
    ['an auto-unlock', task('READY', 'AUTO_UNLOCKED_FOR_MAPPING', '02:00:00.000000'), true],
    ['a lock that no auto-unlock has ended yet', task('READY', 'LOCKED_FOR_MAPPING', null), true],
    ['an extended lock that no auto-unlock has ended yet', task('READY', 'EXTENDED_FOR_MAPPING', null), true],
    ['a lock with a duration', task('READY', 'LOCKED_FOR_MAPPING', '00:10:00.000000'), false],
    ['a comment', task('READY', 'COMMENT', 'a'), false],
    ['a lock that has not expired', task('LOCKED_FOR_MAPPING', 'LOCKED_FOR_MAPPING', null), false],
  ])('after %s: %#', (_last, of, expected) => {
    expect(hasExpiredLock(of, 'anna')).toBe(expected);
    expect(hasExpiredLock(of, 'ben')).toBe(false);
  });

  test('returns false for a task without a history', () => {
    expect(hasExpiredLock({ taskStatus: 'READY', taskHistory: [] }, 'anna')).toBe(false);
  });
});

describe('expiresSoon', () => {
  test.each([
    [600, 7200, true],
    [601, 7200, false],
    [120, 600, true],
    [121, 600, false],
  ])('%i seconds before the end of a lock of %i seconds: %s', (seconds, autoUnlockSeconds, expected) => {
    expect(expiresSoon(seconds, { autoUnlockSeconds })).toBe(expected);
  });
});

describe('durationText', () => {
  test.each([
    [0, '00:00'],
    [543, '09:03'],
    [3600, '1:00:00'],
    [7143, '1:59:03'],
  ])('formats %i seconds as %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
