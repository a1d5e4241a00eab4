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

/** A list of features, by task id, parts of the same bytes. */
export interface KeptList {
  epoch: string;
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
  /** Projects that were asked for: once, or being read to be kept. */
  private readonly asked = new LRUCache<number, 'once' | 'reading'>({ max: 10_000 });

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

  /**
   * Whether a list that is about to be read is worth keeping: asked for once more, and by nobody else at the moment. What it
   * takes to keep one is not spent on those that are asked for once. End with `set` or `giveUp`.
   */
  begin(projectId: number): boolean {
    const isSecond = this.asked.get(projectId) === 'once';
    if (isSecond) this.asked.set(projectId, 'reading');
    else if (!this.asked.has(projectId)) this.asked.set(projectId, 'once');
    return isSecond;
  }

  giveUp(projectId: number): void {
    this.asked.set(projectId, 'once');
  }

  /** Forgets a list of which most has changed. */
  drop(projectId: number): void {
    this.lists.delete(projectId);
    this.asked.delete(projectId);
  }

  /** Keeps a list in place of what was kept of its project; one that is larger than the cache is not kept. */
  set(projectId: number, list: Omit<KeptList, 'byPlace'>): void {
    const byPlace = new Map(list.features.map(({ place }, index) => [place, index]));
    this.lists.set(projectId, { ...list, byPlace });
    this.asked.set(projectId, 'once');
  }
}
