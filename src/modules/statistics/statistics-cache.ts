import { LRUCache } from 'lru-cache';
import type { Db } from '../../db/transaction.js';
import { etagOf } from '../../entity-tag.js';
import { readSnapshotId } from './snapshot-id.repository.js';

interface CachedAnswer {
  snapshotId: string;
  etag: string;
  text: string;
}

/** Largest size of the cache, in characters. */
const MAX_CACHED_CHARACTERS = 8 * 1024 * 1024;

/**
 * A cache of answers that take long to count. An answer is used while the database has the same snapshot id. The id is read
 * at every request, and changes with every commit. The id is read before the answer is counted, so an answer is never older
 * than its id.
 */
export class StatisticsCache {
  private readonly answers = new LRUCache<string, CachedAnswer>({
    maxSize: MAX_CACHED_CHARACTERS,
    sizeCalculation: ({ text }) => text.length + 500,
  });

  /**
   * An answer from the cache, or counted.
   * @param query all values that determine the answer besides the database
   * @param count counts the answer. Null is not cached
   */
  async answer(
    db: Db,
    query: unknown,
    count: () => Promise<string | null>,
  ): Promise<{ etag: string; text: string } | null> {
    const key = JSON.stringify(query);
    const snapshotId = await readSnapshotId(db);
    const cached = this.answers.get(key);
    if (cached?.snapshotId === snapshotId) return cached;
    const text = await count();
    if (text === null) return null;
    const answer = { snapshotId, etag: etagOf('statistics', text), text };
    this.answers.set(key, answer);
    return answer;
  }
}
