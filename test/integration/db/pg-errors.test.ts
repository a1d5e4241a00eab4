import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.js';
import { isBadInput, sqlStateOf } from '../../../src/db/pg-errors.js';
import { testDatabase } from '../../support/database.js';
import { onServerOnly } from '../../support/server-only.js';

let database: Database;

beforeAll(async () => {
  ({ database } = await testDatabase());
});

async function errorOf(work: () => PromiseLike<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('the statement did not fail');
}

describe('code of a database error', () => {
  it.each<[string, string, () => PromiseLike<unknown>]>([
    ['a syntax error', '42601', () => database.prisma.$queryRaw`SELECT FROM WHERE`],
    ['a table that is not there', '42P01', () => database.prisma.$queryRaw`SELECT 1 FROM no_such_table`],
    ['a division by zero', '22012', () => database.prisma.$queryRaw`SELECT 1 / 0 AS x`],
    ['a number out of range', '22003', () => database.prisma.$queryRaw`SELECT ${'99999999999'}::text::int AS x`],
    ['a text that is no number', '22P02', () => database.prisma.$queryRaw`SELECT ${'abc'}::text::int AS x`],
    ['a date that there is not', '22008', () => database.prisma.$queryRaw`SELECT ${'2026-02-30'}::text::date AS x`],
    ['NUL in a text', '22021', () => database.prisma.$queryRaw`SELECT ${'a\0b'}::text AS x`],
    ['NUL in JSON', '22P05', () => database.prisma.$queryRaw`SELECT ${'{"a":"\\u0000"}'}::jsonb AS x`],
    [
      'a duplicate key, by a raw statement',
      '23505',
      () => database.prisma.$executeRaw`INSERT INTO mapping_levels (id, name, ordering) VALUES (1, 'x', 99)`,
    ],
    [
      'a duplicate key, by a model',
      '23505',
      () => database.prisma.mappingLevel.create({ data: { name: 'x', ordering: 1 } }),
    ],
    ['a row that others need', '23503', () => database.prisma.$executeRaw`DELETE FROM mapping_levels WHERE id = 2`],
    [
      'a value that is missing',
      '23502',
      () => database.prisma.$executeRaw`INSERT INTO mapping_levels (name) VALUES (NULL)`,
    ],
  ])('is found for %s: %s', async (_what, code, work) => {
    expect(sqlStateOf(await errorOf(work))).toBe(code);
  });

  it('distinguishes errors of the client from errors of the server', async () => {
    expect(isBadInput(await errorOf(() => database.prisma.$queryRaw`SELECT ${'abc'}::text::int AS x`))).toBe(true);
    expect(isBadInput(await errorOf(() => database.prisma.$queryRaw`SELECT ${'a\0b'}::text AS x`))).toBe(true);
    expect(isBadInput(await errorOf(() => database.prisma.$queryRaw`SELECT 1 / 0 AS x`))).toBe(false);
    expect(isBadInput(await errorOf(() => database.prisma.$queryRaw`SELECT 1 FROM no_such_table`))).toBe(false);
  });

  it('is found in a transaction', async () => {
    const failing = () => database.prisma.$transaction(async (tx) => void (await tx.$queryRaw`SELECT 1 / 0 AS x`));
    expect(sqlStateOf(await errorOf(failing))).toBe('22012');
  });
});

onServerOnly('the code of an error of COMMIT', () => {
  it('is found when Prisma does not wrap it', async () => {
    await database.runScript('CREATE TABLE IF NOT EXISTS t_deferred (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)');
    const failing = () =>
      database.prisma.$transaction(async (tx) => void (await tx.$executeRaw`INSERT INTO t_deferred VALUES (1), (1)`));
    expect(sqlStateOf(await errorOf(failing))).toBe('23505');
  });
});
