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

  /** Keeps the features of a project, in place of what was kept of it; what is larger than the cache is not kept. */
  set(projectId: number, epoch: string, features: Feature[]): void {
    const byPlace = new Map(features.map((feature) => [feature.place, feature]));
    const bytes = features.reduce((sum, { text }) => sum + text.length + OVERHEAD, 1);
    this.projects.set(projectId, { epoch, byPlace, bytes });
  }
}
