import type { BoundaryRing } from './rings.js';

/** Ids of rings. Two rings are the same if they have the same vertices in the same order, with any first vertex and direction. */
export class RingIds {
  private readonly known = new Map<string, { readonly ring: BoundaryRing; readonly id: number }[]>();

  /** The id of a ring, or undefined if it is new. */
  idOf(ring: BoundaryRing): number | undefined {
    return this.known.get(bucketOf(ring))?.find((entry) => isSame(entry.ring, ring))?.id;
  }

  /** Adds a ring. @returns the id */
  add(ring: BoundaryRing, id: number): number {
    const bucket = bucketOf(ring);
    const entries = this.known.get(bucket);
    if (entries === undefined) this.known.set(bucket, [{ ring, id }]);
    else entries.push({ ring, id });
    return id;
  }
}

/** A short text that is equal for equal rings: the number of vertices, the smallest of them, and their sum. */
function bucketOf({ vertices }: BoundaryRing): string {
  let smallest = Infinity;
  let sum = 0;
  for (const vertex of vertices.slice(1)) {
    smallest = Math.min(smallest, vertex);
    sum += vertex;
  }
  return `${vertices.length} ${smallest} ${sum}`;
}

function isSame({ vertices: a }: BoundaryRing, { vertices: b }: BoundaryRing): boolean {
  const count = a.length - 1;
  const start = b.indexOf(a[0]!);
  if (start < 0 || b.length !== a.length) return false;
  const matches = (step: 1 | -1): boolean =>
    a.every((vertex, index) => vertex === b[(start + step * index + count * 2) % count]);
  return matches(1) || matches(-1);
}
