import { describe, expect, it } from 'vitest';
import type { Db } from '../../../src/db/transaction.js';
import { StatisticsCache } from '../../../src/modules/statistics/statistics-cache.js';

/** A database with the snapshot id that a test sets, and the number of counts. */
function counting() {
  const state = { snapshotId: 'one', counted: 0, text: 'a' as string | null };
  const db = { $queryRaw: () => Promise.resolve([{ id: state.snapshotId }]) } as unknown as Db;
  const memo = new StatisticsCache();
  const ask = (query: unknown = 'q') =>
    memo.answer(db, query, () => {
      state.counted++;
      return Promise.resolve(state.text);
    });
  return { state, ask };
}

describe('cached statistics', () => {
  it('are reused while nothing is committed', async () => {
    const { state, ask } = counting();
    const [first, second] = [await ask(), await ask()];
    expect(second).toEqual(first);
    expect(state.counted).toBe(1);
  });

  it('are counted again after any commit, and keep their tag when they are equal', async () => {
    const { state, ask } = counting();
    const first = await ask();
    state.snapshotId = 'two';
    expect((await ask())?.etag).toBe(first?.etag);
    state.snapshotId = 'three';
    state.text = 'b';
    expect(await ask()).toMatchObject({ text: 'b' });
    expect((await ask())?.etag).not.toBe(first?.etag);
    expect(state.counted).toBe(3);
  });

  it('are stored for each query separately', async () => {
    const { state, ask } = counting();
    await ask({ userId: 1 });
    state.text = 'b';
    expect(await ask({ userId: 2 })).toMatchObject({ text: 'b' });
    expect(await ask({ userId: 1 })).toMatchObject({ text: 'a' });
  });

  it('are counted again after a commit during the counting', async () => {
    const { state } = counting();
    const memo = new StatisticsCache();
    const db = { $queryRaw: () => Promise.resolve([{ id: state.snapshotId }]) } as unknown as Db;
    const count = () => {
      state.snapshotId = 'two';
      return Promise.resolve('while it was changed');
    };
    await memo.answer(db, 'q', count);
    expect(await memo.answer(db, 'q', () => Promise.resolve('after'))).toMatchObject({ text: 'after' });
  });

  it('are not stored without a snapshot', async () => {
    const { state, ask } = counting();
    state.text = null;
    expect(await ask()).toBeNull();
    state.text = 'a';
    expect(await ask()).toMatchObject({ text: 'a' });
  });
});
