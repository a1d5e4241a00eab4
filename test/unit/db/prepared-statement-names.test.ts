import { describe, expect, it } from 'vitest';
import { StatementNames } from '../../../src/db/postgres/executor.js';
import { Prisma } from '../../../src/generated/prisma/client.js';

const byColumn = (column: string, value: number): Prisma.Sql =>
  Prisma.sql`SELECT ${value} AS a, ${Prisma.raw(column)} FROM t`;

describe('names of prepared statements', () => {
  it('are the same for one text with other values, and differ for other texts of the same length', () => {
    const names = new StatementNames();
    const first = names.of(byColumn('one', 1));
    expect(first).toMatchObject({ text: 'SELECT $1 AS a, one FROM t', name: expect.any(String) as string });
    expect(names.of(byColumn('one', 2))).toEqual(first);
    const other = names.of(byColumn('two', 1));
    expect(other.text).toBe('SELECT $1 AS a, two FROM t');
    expect(other.name).not.toBe(first.name);
    expect(names.of(byColumn('one', 3))).toEqual(first);
  });

  it('differ where the values stand at other places in the same text', () => {
    const names = new StatementNames();
    const a = names.of(Prisma.sql`SELECT ${1}a, b`);
    const b = names.of(Prisma.sql`SELECT a, ${1}b`);
    expect([a.text, b.text]).toEqual(['SELECT $1a, b', 'SELECT a, $1b']);
    expect(a.name).not.toBe(b.name);
  });

  it('are given to a limited number of statements; the others have their text only', () => {
    const names = new StatementNames(1);
    const first = names.of(byColumn('one', 1));
    expect(names.of(byColumn('two', 1))).toEqual({ text: 'SELECT $1 AS a, two FROM t' });
    expect(names.of(byColumn('one', 1)).name).toBe(first.name);
  });
});
