import { LRUCache } from 'lru-cache';

/** Memory that a cached feature needs besides its text: an object, its numbers, an entry of a map. */
const FEATURE_OVERHEAD_BYTES = 150;

/** A task as a GeoJSON feature: a range of bytes, and the version of its row (`RowVersions`). */
export interface Feature {
  taskId: number;
  writer: number;
  place: number;
  bytes: Buffer;
  start: number;
  end: number;
}

/** The features of a list, ordered by task id. All are ranges of the same bytes. */
export interface CachedList {
  epoch: string;
  features: Feature[];
  /** The index of a feature, by the place of its row. */
  byPlace: Map<number, number>;
}

/**
 * A cache of recently requested lists. A repeated list is composed from cached features and the rows that changed.
 *
 * A cached feature is valid while its row has the same version. The versions of all rows are read from PostgreSQL at each
 * request. Features that depend on more than their row (those of locked tasks, whose lock may expire) are not cached.
 */
export class FeatureCache {
  private readonly lists: LRUCache<number, CachedList>;
  /** Projects that were requested once, or whose list is being read for the cache. */
  private readonly requested = new LRUCache<number, 'once' | 'reading'>({ max: 10_000 });

  /** @param maxBytes the size of the cache; the least recently requested list is removed first */
  constructor(maxBytes: number) {
    this.lists = new LRUCache({
      maxSize: Math.max(1, maxBytes),
      sizeCalculation: ({ features }) =>
        1 + (features[0]?.bytes.length ?? 0) + features.length * FEATURE_OVERHEAD_BYTES,
    });
  }

  get(projectId: number): CachedList | undefined {
    return this.lists.get(projectId);
  }

  /**
   * Whether the list that is about to be read should be cached: it was requested before, and no other request is reading it
   * for the cache. A list that is requested once is not cached. The caller ends with `set` or `giveUp`.
   */
  begin(projectId: number): boolean {
    const isSecond = this.requested.get(projectId) === 'once';
    if (isSecond) this.requested.set(projectId, 'reading');
    else if (!this.requested.has(projectId)) this.requested.set(projectId, 'once');
    return isSecond;
  }

  /** Ends `begin` without a list, because reading it failed or the list is too long. */
  giveUp(projectId: number): void {
    this.requested.set(projectId, 'once');
  }

  /** Removes a list of which most features have changed. */
  drop(projectId: number): void {
    this.lists.delete(projectId);
    this.requested.delete(projectId);
  }

  /** Stores a list in place of the earlier one of its project. A list that is larger than the cache is not stored. */
  set(projectId: number, list: Omit<CachedList, 'byPlace'>): void {
    const byPlace = new Map(list.features.map(({ place }, index) => [place, index]));
    this.lists.set(projectId, { ...list, byPlace });
    this.requested.set(projectId, 'once');
  }
}
