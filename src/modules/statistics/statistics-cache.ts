import { LRUCache } from 'lru-cache';
import type { Db } from '../../db/transaction.js';
import { etagOf } from '../../entity-tag.js';
import { readSnapshotId } from './snapshot-id.repository.js';

interface KeptAnswer {
  snapshotId: string;
  etag: string;
  text: string;
}

/** Largest size of the cache, in characters. */
const MAX_CACHED_CHARACTERS = 8 * 1024 * 1024;

/**
 * A cache of answers that take long to count. An answer is used while the database has the same snapshot id, which is
 * read at every request and changes with every commit. An answer was counted at its snapshot id or later, so it is
 * never older than the id.
 */
export class StatisticsCache {
  private readonly kept = new LRUCache<string, KeptAnswer>({
    maxSize: MAX_CACHED_CHARACTERS,
    sizeCalculation: ({ text }) => text.length + 500,
  });

  /**
   * @param question everything that the answer depends on besides the database
   * @param count counts the answer; null for no answer, which is not cached
   */
  async answer(
    db: Db,
    question: unknown,
    count: () => Promise<string | null>,
  ): Promise<{ etag: string; text: string } | null> {
    const key = JSON.stringify(question);
    const snapshotId = await readSnapshotId(db);
    const kept = this.kept.get(key);
    if (kept?.snapshotId === snapshotId) return kept;
    const text = await count();
    if (text === null) return null;
    const answer = { snapshotId, etag: etagOf('statistics', text), text };
    this.kept.set(key, answer);
    return answer;
  }
}
