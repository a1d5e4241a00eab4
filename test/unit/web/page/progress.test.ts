import { describe, expect, test } from 'vitest';
import type { TaskStatus } from '../../../../src/web/api/client.js';
import { progressOf } from '../../../../src/web/project/store/progress.js';

describe('progressOf', () => {
  const states = (...of: [TaskStatus, number][]): TaskStatus[] =>
    of.flatMap(([status, count]) => Array.from({ length: count }, () => status));

  test.each([
    [states(['MAPPED', 29], ['READY', 71]), 29, 0, 0],
    [states(['MAPPED', 1], ['VALIDATED', 1], ['BADIMAGERY', 1], ['READY', 1]), 66, 33, 25],
    [states(['VALIDATED', 299], ['READY', 1]), 99, 99, 0],
    [states(['BADIMAGERY', 2]), 0, 0, 100],
    [[], 0, 0, 0],
  ])('counts states', (of, percentMapped, percentValidated, percentBadImagery) => {
    expect(progressOf(of)).toEqual({ percentMapped, percentValidated, percentBadImagery });
  });
});
