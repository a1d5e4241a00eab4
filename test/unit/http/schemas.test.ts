import { describe, expect, it } from 'vitest';
import { booleanQuery, projectPath, storableText, taskIdsQuery, taskPath } from '../../../src/http/schemas/schemas.js';

describe('ids in a path', () => {
  it.each(['1', '42', '2147483647'])('accept positive 32-bit integers: %s', (text) => {
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
  ])('refuse other values: %j', (text) => {
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
  ])('reads %j as %j', (text, ids) => expect(taskIdsQuery.parse(text)).toEqual(ids));

  it('filters nothing when it is absent', () => expect(taskIdsQuery.parse(undefined)).toBeUndefined());

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
  ])('refuses %j', (text) => expect(taskIdsQuery.safeParse(text).success).toBe(false));

  it('refuses a repeated parameter', () => expect(taskIdsQuery.safeParse(['1', '2']).success).toBe(false));
});

describe('boolean query parameter', () => {
  it.each(['true', 'True', 'TRUE', '1', 'yes', 'on', 't', 'Y'])('reads %s as true', (text) =>
    expect(booleanQuery.parse(text)).toBe(true),
  );
  it.each(['false', 'FALSE', '0', 'no', 'off', 'f', 'n'])('reads %s as false', (text) =>
    expect(booleanQuery.parse(text)).toBe(false),
  );
  it.each(['', 'maybe', '2', 'null'])('refuses %j', (text) => expect(booleanQuery.safeParse(text).success).toBe(false));
});

describe('stored text', () => {
  it('accepts any text without NUL and of at most 100,000 characters', () => {
    expect(storableText.parse('शुभ 😀 <b>')).toBe('शुभ 😀 <b>');
    expect(storableText.safeParse('a\0b').success).toBe(false);
    expect(storableText.safeParse('x'.repeat(100_000)).success).toBe(true);
    expect(storableText.safeParse('x'.repeat(100_001)).success).toBe(false);
  });
});
