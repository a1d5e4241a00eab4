import type { Ring } from './rings.js';

/** Ids by ring. Rings of the same corners in the same circle are the same, whatever their start and direction. */
export class RingIds {
  private readonly known = new Map<string, { readonly ring: Ring; readonly id: number }[]>();

  idOf(ring: Ring): number | undefined {
    return this.known.get(bucketOf(ring))?.find((entry) => isSame(entry.ring, ring))?.id;
  }

  /** @returns the id */
  add(ring: Ring, id: number): number {
    const bucket = bucketOf(ring);
    const entries = this.known.get(bucket);
    if (entries === undefined) this.known.set(bucket, [{ ring, id }]);
    else entries.push({ ring, id });
    return id;
  }
}

/** A short text that equal rings share: number of corners, the smallest of them, and their sum. */
function bucketOf({ corners }: Ring): string {
  let smallest = Infinity;
  let sum = 0;
  for (const corner of corners.slice(1)) {
    smallest = Math.min(smallest, corner);
    sum += corner;
  }
  return `${corners.length} ${smallest} ${sum}`;
}

function isSame({ corners: a }: Ring, { corners: b }: Ring): boolean {
  const count = a.length - 1;
  const start = b.indexOf(a[0]!);
  if (start < 0 || b.length !== a.length) return false;
  const matches = (step: 1 | -1): boolean =>
    a.every((corner, index) => corner === b[(start + step * index + count * 2) % count]);
  return matches(1) || matches(-1);
}
