import { LRUCache } from 'lru-cache';

/** What is kept of a feature beside its text, in bytes: an object, its numbers, an entry of a map. */
const OVERHEAD = 150;

/** A task as the text of a GeoJSON feature, and the version of the row that it was made from (see `RowVersions`). */
export interface Feature {
  taskId: number;
  writer: number;
  place: number;
  text: string;
}

/** The features of a project by the place of their row. */
export interface KeptFeatures {
  epoch: string;
  /** The tag of the list that they were kept from; what changed since has been added. */
  etag: string;
  byPlace: Map<number, Feature>;
  bytes: number;
}

/**
 * The features of the projects that were listed last, so that a list that is asked for again is put together from them
 * and from the few rows that changed.
 *
 * The rule: where a row is the version that it was, its feature is the text that it was. PostgreSQL is asked for the
 * versions of all rows every time. A feature that depends on more than its row (a lock that runs out) is not kept.
 */
export class FeatureCache {
  private readonly projects: LRUCache<number, KeptFeatures>;

  /** @param maxBytes so many are held; those of the project that was asked for longest ago leave first */
  constructor(maxBytes: number) {
    this.projects = new LRUCache({ maxSize: Math.max(1, maxBytes), sizeCalculation: ({ bytes }) => bytes });
  }

  get(projectId: number): KeptFeatures | undefined {
    return this.projects.get(projectId);
  }

  /** Keeps the features of a list, in place of what was kept of its project; what is larger than the cache is not kept. */
  set(projectId: number, epoch: string, etag: string, features: Feature[]): void {
    const byPlace = new Map(features.map((feature) => [feature.place, feature]));
    this.projects.set(projectId, { epoch, etag, byPlace, bytes: 1 + bytesOf(features) });
  }

  /**
   * Adds features that were read since. Those whose rows are no more stay, and match nothing; where they become too
   * many, all are dropped.
   * @param epoch what they were read in: of another one they would be taken for what they are not
   * @param tasks how many tasks the project has
   */
  add(projectId: number, epoch: string, features: Feature[], tasks: number): void {
    const kept = this.projects.get(projectId);
    if (kept?.epoch !== epoch || features.length === 0) return;
    for (const feature of features) kept.byPlace.set(feature.place, feature);
    if (kept.byPlace.size > 2 * tasks) this.projects.delete(projectId);
    else this.projects.set(projectId, { ...kept, bytes: kept.bytes + bytesOf(features) });
  }
}

const bytesOf = (features: Feature[]): number => features.reduce((sum, { text }) => sum + text.length + OVERHEAD, 0);
