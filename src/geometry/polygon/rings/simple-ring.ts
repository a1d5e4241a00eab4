import { orient, signedArea, type Point, type Ring } from '../planar.js';

/** Longer rings are not examined here: a sweep is faster for them. */
const MAX_POINTS = 32;

/**
 * Whether a short ring is counter-clockwise and neither crosses nor touches itself. Every edge is compared with every other one. For
 * short rings this is many times faster than a sweep.
 *
 * @param ring - in degrees, no point repeated in a row
 * @returns false if the ring is long, or if it may cross or touch itself. Then `assemblePolygon` decides
 */
export function isClearlySimple(ring: Ring): boolean {
  const count = ring.length;
  if (count < 3 || count > MAX_POINTS || !(signedArea(ring) > 0)) return false;
  for (let i = 0; i < count; i++) {
    const a = ring[i]!;
    const b = ring[(i + 1) % count]!;
    if (turnsBack(a, b, ring[(i + 2) % count]!)) return false;
    const last = i === 0 ? count - 1 : count;
    for (let j = i + 2; j < last; j++) if (!areApart(a, b, ring[j]!, ring[(j + 1) % count]!)) return false;
  }
  return true;
}

/** Whether the edge b → c runs back along the edge a → b. */
const turnsBack = (a: Point, b: Point, c: Point): boolean =>
  orient(a, b, c) === 0 && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) <= 0;

/** Whether the edges a → b and c → d clearly have no point in common. */
function areApart(a: Point, b: Point, c: Point, d: Point): boolean {
  for (const axis of [0, 1] as const) {
    if (Math.max(a[axis], b[axis]) < Math.min(c[axis], d[axis])) return true;
    if (Math.max(c[axis], d[axis]) < Math.min(a[axis], b[axis])) return true;
  }
  return areOnOneSide(a, b, c, d) || areOnOneSide(c, d, a, b);
}

/** Whether `c` and `d` lie on the same side of the line through `a` and `b`, and neither is on it. */
const areOnOneSide = (a: Point, b: Point, c: Point, d: Point): boolean => orient(a, b, c) * orient(a, b, d) > 0;
