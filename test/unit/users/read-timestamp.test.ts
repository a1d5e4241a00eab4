import { describe, expect, it } from 'vitest';
import { readTimestamp } from '../../../src/modules/users/work/user-work.service.js';

describe('date and time in a query', () => {
  it.each([
    ['2026-01-16', '2026-01-16 00:00:00'],
    ['2026-01-16T10:20:30Z', '2026-01-16T10:20:30.000'],
    ['2026-01-16T10:20', '2026-01-16T10:20:00.000'],
    ['2026-01-16 10:20:30.5', '2026-01-16T10:20:30.500'],
    ['2026-01-16T10:20:30+05:45', '2026-01-16T04:35:30.000'],
  ])('reads %s in UTC', (text, moment) => expect(readTimestamp(text)).toBe(moment));

  it.each(['nonsense', '2026-02-30', '2026-13-01', '2026-01-16T25:00:00', '0000-01-01', '2026', ''])(
    'refuses %j as a date',
    (text) => expect(readTimestamp(text)).toBeUndefined(),
  );
});
