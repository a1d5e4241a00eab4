import { LRUCache } from 'lru-cache';
import type { Db } from '../../db/transaction.js';
import { etagOf } from '../../entity-tag.js';
import { readSnapshotId } from './snapshot-id.repository.js';

interface KeptAnswer {
  snapshotId: string;
  etag: string;
  text: string;
}

/** How much of answers is kept, in characters. */
const MAX_CACHED_CHARACTERS = 8 * 1024 * 1024;

/**
 * Answers that take long to count, each kept as long as it is proved to be what would be counted again: the database is
 * asked every time for the moment that it is at, which is another one after every commit, by whoever. An answer is of
 * its moment or later, so at that moment none is older.
 */
export class StatisticsCache {
  private readonly kept = new LRUCache<string, KeptAnswer>({
    maxSize: MAX_CACHED_CHARACTERS,
    sizeCalculation: ({ text }) => text.length + 500,
  });

  /**
   * @param question all that the answer depends on beside the database
   * @param count counts the answer; null where there is none, which is not kept
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
