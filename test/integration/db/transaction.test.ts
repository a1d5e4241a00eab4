import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../src/db/database.js';
import { sqlStateOf } from '../../../src/db/pg-errors.js';
import { asOneStatement, inTransaction } from '../../../src/db/transaction.js';
import { testDatabase } from '../../support/database.js';
import { factoryFor, type User } from '../../support/factory.js';
import { onServerOnly } from '../../support/server-only.js';

let database: Database;
let ann: User;
let ben: User;

beforeAll(async () => {
  ({ database } = await testDatabase());
  ({ ann, ben } = await factoryFor(database).users('ann', 'ben'));
});

const cityOf = async (user: User): Promise<string | null> => {
  const [row] = await database.prisma.$queryRaw<
    { city: string | null }[]
  >`SELECT city FROM users WHERE id = ${user.id}::bigint`;
  return row?.city ?? null;
};

describe('inTransaction', () => {
  it('commits the writes and returns the result', async () => {
    const result = await inTransaction(database, async (tx) => {
      await tx.$executeRaw`UPDATE users SET city = 'Pokhara' WHERE id = ${ann.id}::bigint`;
      await tx.$executeRaw`UPDATE users SET city = 'Lalitpur' WHERE id = ${ben.id}::bigint`;
      return 'done';
    });
    expect(result).toBe('done');
    expect([await cityOf(ann), await cityOf(ben)]).toEqual(['Pokhara', 'Lalitpur']);
  });

  it('commits nothing when the callback throws', async () => {
    const failing = inTransaction(database, async (tx) => {
      await tx.$executeRaw`UPDATE users SET city = 'Nowhere' WHERE id = ${ann.id}::bigint`;
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await cityOf(ann)).toBe('Pokhara');
  });

  it('commits nothing when a statement fails, and reports the cause', async () => {
    const failing = inTransaction(database, async (tx) => {
      await tx.$executeRaw`UPDATE users SET city = 'Nowhere' WHERE id = ${ann.id}::bigint`;
      await tx.$executeRaw`UPDATE users SET username = ${ben.username}::text WHERE id = ${ann.id}::bigint`;
    });
    const error = await failing.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(sqlStateOf(error)).toBe('23505');
    expect(await cityOf(ann)).toBe('Pokhara');
  });

  it('is invisible to others before it ends', async () => {
    const outside: (string | null)[] = [];
    await inTransaction(database, async (tx) => {
      await tx.$executeRaw`UPDATE users SET city = 'Hidden' WHERE id = ${ben.id}::bigint`;
      if (database.kind === 'server') outside.push(await cityOf(ben));
      await tx.$executeRaw`UPDATE users SET city = 'Lalitpur' WHERE id = ${ben.id}::bigint`;
    });
    expect(outside).toEqual(database.kind === 'server' ? ['Lalitpur'] : []);
    expect(await cityOf(ben)).toBe('Lalitpur');
  });

  it('runs many transactions on one row without losing a write', async () => {
    await database.prisma.$executeRaw`UPDATE users SET tasks_mapped = 0 WHERE id = ${ann.id}::bigint`;
    const add = () =>
      inTransaction(
        database,
        (tx) => tx.$executeRaw`UPDATE users SET tasks_mapped = tasks_mapped + 1 WHERE id = ${ann.id}::bigint`,
      );
    await Promise.all(Array.from({ length: 30 }, add));
    const rows = await database.prisma.$queryRaw`SELECT tasks_mapped FROM users WHERE id = ${ann.id}::bigint`;
    expect(rows).toEqual([{ tasks_mapped: 30 }]);
  });

  it('runs the callback once when its error is not retryable', async () => {
    let runs = 0;
    const failing = inTransaction(database, async (tx) => {
      runs++;
      await tx.$queryRaw`SELECT 1 / 0`;
    });
    await expect(failing).rejects.toThrow();
    expect(runs).toBe(1);
  });
});

describe('asOneStatement', () => {
  it('runs the one statement of the callback', async () => {
    const rows = await asOneStatement(database, (tx) => tx.$queryRaw<{ one: number }[]>`SELECT 1 AS one`);
    expect(rows).toEqual([{ one: 1 }]);
    const count = await asOneStatement(
      database,
      (tx) => tx.$executeRaw`UPDATE users SET city = 'Bhaktapur' WHERE id IN (${ann.id}::bigint, ${ben.id}::bigint)`,
    );
    expect(count).toBe(2);
  });

  it('refuses a second statement of either kind', async () => {
    const twice = asOneStatement(database, async (tx) => {
      await tx.$queryRaw`SELECT 1 AS one`;
      await tx.$queryRaw`SELECT 2 AS two`;
    });
    await expect(twice).rejects.toThrow('second statement');
    const mixed = asOneStatement(database, async (tx) => {
      await tx.$queryRaw`SELECT 1 AS one`;
      await tx.$executeRaw`UPDATE users SET city = 'Nowhere' WHERE id = ${ann.id}::bigint`;
    });
    await expect(mixed).rejects.toThrow('second statement');
    expect(await cityOf(ann)).toBe('Bhaktapur');
  });

  it('commits nothing when a later row fails', async () => {
    const failing = asOneStatement(
      database,
      (tx) => tx.$queryRaw`WITH w AS (UPDATE users SET city = 'Nowhere' WHERE id = ${ann.id}::bigint RETURNING id)
        SELECT 1 / (count(*)::int - 1) AS boom FROM w`,
    );
    await expect(failing).rejects.toThrow();
    expect(await cityOf(ann)).toBe('Bhaktapur');
  });
});

onServerOnly('a deadlock that the database breaks', () => {
  it('retries so that both transactions succeed', async () => {
    let runs = 0;
    let arrivedYet = 0;
    const bothHoldOne = async (): Promise<void> => {
      for (arrivedYet++; arrivedYet < 2;) await setTimeout(5);
    };
    const crossing = (first: User, second: User): Promise<void> =>
      inTransaction(database, async (tx) => {
        runs++;
        await tx.$executeRaw`UPDATE users SET name = 'x' WHERE id = ${first.id}::bigint`;
        await bothHoldOne();
        await tx.$executeRaw`UPDATE users SET name = 'x' WHERE id = ${second.id}::bigint`;
      });
    await Promise.all([crossing(ann, ben), crossing(ben, ann)]);
    expect(runs).toBeGreaterThan(2);
  });

  it('retries single statements too', async () => {
    const updateIn = (order: 'ASC' | 'DESC') =>
      asOneStatement(database, (tx) =>
        order === 'ASC'
          ? tx.$executeRaw`UPDATE users SET irc_id = pg_sleep(0.01)::text WHERE id IN (SELECT id FROM users WHERE id IN (${ann.id}::bigint, ${ben.id}::bigint) ORDER BY id ASC FOR UPDATE)`
          : tx.$executeRaw`UPDATE users SET irc_id = pg_sleep(0.01)::text WHERE id IN (SELECT id FROM users WHERE id IN (${ann.id}::bigint, ${ben.id}::bigint) ORDER BY id DESC FOR UPDATE)`,
      );
    const counts = await Promise.all(Array.from({ length: 6 }, (_, i) => updateIn(i % 2 ? 'ASC' : 'DESC')));
    expect(counts).toEqual(Array.from({ length: 6 }, () => 2));
  });
});

onServerOnly('an error that the work of a transaction catches', () => {
  it('reports the error after the last try and commits nothing', async () => {
    const careless = inTransaction(database, async (tx) => {
      await tx.$executeRaw`UPDATE users SET city = 'Nowhere' WHERE id = ${ann.id}::bigint`;
      await tx.$queryRaw`SELECT 1 / 0`.catch(() => undefined);
    });
    await expect(careless).rejects.toThrow('nothing was committed');
    expect(await cityOf(ann)).not.toBe('Nowhere');
  });

  it('leaves a usable connection', async () => {
    const { url } = await testDatabase();
    const small = await openDatabase({ kind: 'server', url: url ?? '', poolSize: 3, prepare: true });
    for (let turn = 0; turn < 5; turn++)
      await inTransaction(small, async (tx) => void (await tx.$queryRaw`SELECT 1 / 0`)).catch(() => undefined);
    expect(await inTransaction(small, (tx) => tx.$queryRaw`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
    await small.close();
  });
});
