import { describe, expect, it } from 'vitest';
import { booleanQuery, projectPath, storableText, taskIdsQuery, taskPath } from '../../../src/http/schemas/schemas.js';

describe('ids in a path', () => {
  it.each(['1', '42', '2147483647'])('are positive 32-bit integers: %s', (text) => {
    expect(projectPath.parse({ projectId: text })).toEqual({ projectId: Number(text) });
  });

  it.each([
    '0',
    '-1',
    '+1',
    '01',
    '1.0',
    '1e3',
    ' 1',
    '1 ',
    '',
    'abc',
    '0x1',
    '2147483648',
    '99999999999999999999',
    '١',
  ])('are nothing else: %j', (text) => {
    expect(projectPath.safeParse({ projectId: text }).success).toBe(false);
    expect(taskPath.safeParse({ projectId: '1', taskId: text }).success).toBe(false);
  });
});

describe('tasks=', () => {
  it.each([
    ['', null],
    ['7', [7]],
    ['3,1,2', [3, 1, 2]],
    ['5,5,5', [5]],
    ['-1', [-1]],
    ['2147483647', [2147483647]],
  ])('%j is %j', (text, ids) => expect(taskIdsQuery.parse(text)).toEqual(ids));

  it('is no filter where it is absent', () => expect(taskIdsQuery.parse(undefined)).toBeUndefined());

  it.each([
    'a',
    '1,',
    ',1',
    '1,,2',
    '1;2',
    '1.5',
    '1 ,2',
    '99999999999',
    '2147483648',
    '-2147483648',
    '--1',
    '1e3',
    'NaN',
  ])('%j is refused', (text) => expect(taskIdsQuery.safeParse(text).success).toBe(false));

  it('is refused where it is repeated', () => expect(taskIdsQuery.safeParse(['1', '2']).success).toBe(false));
});

describe('a boolean of a query', () => {
  it.each(['true', 'True', 'TRUE', '1', 'yes', 'on', 't', 'Y'])('%s is true', (text) =>
    expect(booleanQuery.parse(text)).toBe(true),
  );
  it.each(['false', 'FALSE', '0', 'no', 'off', 'f', 'n'])('%s is false', (text) =>
    expect(booleanQuery.parse(text)).toBe(false),
  );
  it.each(['', 'maybe', '2', 'null'])('%j is neither', (text) =>
    expect(booleanQuery.safeParse(text).success).toBe(false),
  );
});

describe('text that is stored', () => {
  it('is any text but one with NUL, or one of more than 100,000 characters', () => {
    expect(storableText.parse('शुभ 😀 <b>')).toBe('शुभ 😀 <b>');
    expect(storableText.safeParse('a\0b').success).toBe(false);
    expect(storableText.safeParse('x'.repeat(100_000)).success).toBe(true);
    expect(storableText.safeParse('x'.repeat(100_001)).success).toBe(false);
  });
});
