import { describe, expect, it } from 'vitest';
import { isBadInput, isBusy, sqlStateOf } from '../../../src/db/pg-errors.js';

/** Errors as they come through Prisma; test/integration/db/pg-errors.test.ts makes real ones. */
const raw = (originalCode: string) => ({ code: 'P2010', meta: { driverAdapterError: { cause: { originalCode } } } });

describe('sqlStateOf', () => {
  it.each([
    ['a raw statement', raw('23505'), '23505'],
    ['a driver error by itself', { cause: { originalCode: '40001' } }, '40001'],
    ['an error of pg', { code: '40P01' }, '40P01'],
  ])('finds the code of %s', (_what, error, code) => expect(sqlStateOf(error)).toBe(code));

  it.each([
    ['nothing', null],
    ['a text', '23505'],
    ['an error without a code', new Error('no')],
    ['a code of Prisma', { code: 'P2028' }],
    ['a code of the system', { code: 'ECONNREFUSED' }],
    ['an error caused by another', new Error('outer', { cause: new Error('inner') })],
  ])('finds none in %s', (_what, error) => expect(sqlStateOf(error)).toBeUndefined());
});

describe('isBadInput', () => {
  it('is true when PostgreSQL cannot store a value', () => {
    for (const code of ['22021', '22P05', '22003', '22P02', '22008']) expect(isBadInput(raw(code))).toBe(true);
  });

  it('is false when the statement or the server is at fault', () => {
    for (const code of ['23505', '42601', '40P01', '53300', '57014']) expect(isBadInput(raw(code))).toBe(false);
    expect(isBadInput(new Error('no'))).toBe(false);
  });
});

describe('temporary database failure', () => {
  it.each(['40001', '40P01', '53300', 'ECONNREFUSED', 'P2028'])('is distinguished from a fault by %s', (code) => {
    expect(isBusy(Object.assign(new Error('x'), { code }))).toBe(true);
  });

  it('does not include a wrong statement', () => {
    expect(isBusy(Object.assign(new Error('x'), { code: '42601' }))).toBe(false);
    expect(isBusy(null)).toBe(false);
  });
});
