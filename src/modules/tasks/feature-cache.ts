import { LRUCache } from 'lru-cache';

/** What is kept of a feature beside its text, in bytes: an object, its numbers, an entry of a map. */
const OVERHEAD = 150;

/** A task as a GeoJSON feature: its text, a part of some bytes, and the version of the row it was made from (`RowVersions`). */
export interface Feature {
  taskId: number;
  writer: number;
  place: number;
  bytes: Buffer;
  start: number;
  end: number;
}

/** A list of features, by task id, all of them parts of the same bytes. */
export interface KeptList {
  epoch: string;
  etag: string;
  features: Feature[];
  /** Where in the list the feature is whose row lies in a place. */
  byPlace: Map<number, number>;
}

/**
 * The lists of projects that were asked for last, so that one that is asked for again is put together from what it was
 * and from the few rows that changed.
 *
 * The rule: where a row is the version that it was, its feature is the text that it was. PostgreSQL is asked for the
 * versions of all rows every time. A feature that depends on more than its row (a lock that runs out) is not kept.
 */
export class FeatureCache {
  private readonly lists: LRUCache<number, KeptList>;

  /** @param maxBytes so many are held; the list that was asked for longest ago leaves first */
  constructor(maxBytes: number) {
    this.lists = new LRUCache({
      maxSize: Math.max(1, maxBytes),
      sizeCalculation: ({ features }) => 1 + (features[0]?.bytes.length ?? 0) + features.length * OVERHEAD,
    });
  }

  get(projectId: number): KeptList | undefined {
    return this.lists.get(projectId);
  }

  /** Keeps a list in place of what was kept of its project; one that is larger than the cache is not kept. */
  set(projectId: number, list: Omit<KeptList, 'byPlace'>): void {
    const byPlace = new Map(list.features.map(({ place }, index) => [place, index]));
    this.lists.set(projectId, { ...list, byPlace });
  }
}
