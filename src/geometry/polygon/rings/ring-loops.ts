import type { Point, Ring } from '../planar.js';

/** A part of a ring that passes no point twice, and where it hangs together with the rest (null: it is the whole ring). */
export interface Loop {
  points: Ring;
  joint: Point | null;
}

/**
 * Takes a ring apart at the points it passes more than once. Real coast lines touch themselves: at the neck of a lagoon, along a
 * spit that rounding has made a line. Loops without area (spikes, there-and-back lines) are left out.
 *
 * Whether the ring touched itself (harmless) or crossed itself (two loops turning against each other side by side, or one in another
 * the same way round) is seen when the loops are put together again, see `assemblePolygon`.
 */
export function loopsOf(ring: Ring): Loop[] {
  const seen = new Map<string, number>();
  const stack: Ring = [];
  const loops: Loop[] = [];
  let joint: Point | null = null;
  for (const point of ring) {
    const key = `${point[0]} ${point[1]}`;
    const at = seen.get(key);
    if (at !== undefined) {
      const points = stack.splice(at);
      for (const left of points) seen.delete(`${left[0]} ${left[1]}`);
      if (points.length >= 3) loops.push({ points, joint: point });
      joint = point;
    }
    seen.set(key, stack.length);
    stack.push(point);
  }
  if (stack.length >= 3) loops.push({ points: stack, joint });
  return loops;
}
