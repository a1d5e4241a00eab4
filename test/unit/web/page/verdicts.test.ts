import { describe, expect, test } from 'vitest';
import { NO_VERDICT, resultOf } from '../../../../src/web/project/validation/verdicts.js';

const CATEGORIES = [
  { categoryId: 1, name: 'Missed feature', description: null, archived: false },
  { categoryId: 2, name: 'Geometry', description: null, archived: false },
];

describe('resultOf', () => {
  test('returns null before the validator has decided', () => {
    expect(resultOf(7, { ...NO_VERDICT, comment: 'Hm' }, CATEGORIES)).toBeNull();
  });

  test('contains the comment and the issues with a number above zero', () => {
    const verdict = { status: 'INVALIDATED' as const, comment: ' Huts are missing ', issues: { 1: 3, 2: 0, 9: 4 } };
    expect(resultOf(7, verdict, CATEGORIES)).toEqual({
      taskId: 7,
      status: 'INVALIDATED',
      comment: 'Huts are missing',
      validationIssues: [{ mappingIssueCategoryId: 1, issue: 'Missed feature', count: 3 }],
    });
  });

  test('contains no comment and no issues if none were entered', () => {
    const verdict = { status: 'VALIDATED' as const, comment: '  ', issues: { 1: -1 } };
    expect(resultOf(7, verdict, CATEGORIES)).toEqual({ taskId: 7, status: 'VALIDATED' });
  });
});
