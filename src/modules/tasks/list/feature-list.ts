import type { Feature, CachedList } from './feature-cache.js';
import { RowVersions } from './row-versions.js';
import type { FeatureColumns, ListState } from './task-list.repository.js';

/** Lists of features as bytes: splits a list, compares it with the current versions of its rows, and composes a new one. Pure. */

/** The bytes before the first feature of a list. */
export const HEAD = '{"type":"FeatureCollection","features":[';
/** The bytes after the last feature of a list. */
export const TAIL = ']}';
const SEPARATOR = ',\n';

/** A feature that was just read. */
export type ReadFeature = Feature & { isLocked: boolean };

/** The features of a statement. Their text begins at `start` of the bytes. */
export function featuresIn(bytes: Buffer, start: number, columns: FeatureColumns): ReadFeature[] {
  const versions = new RowVersions(columns);
  const stop = start + (columns.features?.length ?? 0);
  return (columns.taskIds?.split(',') ?? []).map((signedId, index) => {
    const lineFeed = bytes.indexOf('\n', start);
    const end = lineFeed < 0 ? stop : lineFeed - 1;
    const feature = {
      taskId: Math.abs(Number(signedId)),
      writer: versions.writer(index),
      place: versions.place(index),
      bytes,
      start,
      end,
      isLocked: signedId.startsWith('-'),
    };
    start = lineFeed + 1;
    return feature;
  });
}

/** The features that depend only on their rows. Those of locked tasks do not, because a lock may expire. */
export const cacheable = (features: ReadFeature[]): Feature[] => features.filter(({ isLocked }) => !isLocked);

/** The cached features that are still valid, and the rows to read (writers by place). */
export function compare(
  { features, byPlace }: CachedList,
  state: ListState,
): { same: Feature[]; others: Map<number, number> } {
  const versions = new RowVersions(state);
  const isSame = new Uint8Array(features.length);
  const others = new Map<number, number>();
  for (let row = 0; row < versions.length; row++) {
    const place = versions.place(row);
    const writer = versions.writer(row);
    const index = byPlace.get(place);
    if (index !== undefined && features[index]?.writer === writer) isSame[index] = 1;
    else others.set(place, writer);
  }
  return { same: features.filter((_, index) => isSame[index] === 1), others };
}

/** Merges two lists of features that are ordered by task id. */
export function merge(first: Feature[], second: Feature[]): Feature[] {
  const merged: Feature[] = [];
  let next = 0;
  for (const feature of first) {
    for (let other = second[next]; other && other.taskId < feature.taskId; other = second[++next]) merged.push(other);
    merged.push(feature);
  }
  return merged.concat(second.slice(next));
}

/** A FeatureCollection as bytes. Adjacent features are copied together. */
export function join(features: Feature[]): Buffer {
  const length = features.reduce(
    (sum, { start, end }) => sum + end - start + SEPARATOR.length,
    HEAD.length + TAIL.length,
  );
  const bytes = Buffer.allocUnsafe(length);
  let at = bytes.write(HEAD);
  for (let from = 0, to = 0; from < features.length; from = to) {
    const first = features[from]!;
    let last = first;
    for (to = from + 1; to < features.length && isNext(last, features[to]!); to++) last = features[to]!;
    if (from > 0) at += bytes.write(SEPARATOR, at);
    at += first.bytes.copy(bytes, at, first.start, last.end);
  }
  at += bytes.write(TAIL, at);
  return bytes.subarray(0, at);
}

/**
 * Makes the features ranges of the new collection, so that the old bytes can be freed. The text is the same, so other
 * readers of these features are not affected.
 */
export function moveTo(bytes: Buffer, features: Feature[]): void {
  let start = HEAD.length;
  for (const feature of features) {
    const end = start + feature.end - feature.start;
    feature.bytes = bytes;
    feature.start = start;
    feature.end = end;
    start = end + SEPARATOR.length;
  }
}

const isNext = (feature: Feature, other: Feature): boolean =>
  other.bytes === feature.bytes && other.start === feature.end + SEPARATOR.length;
