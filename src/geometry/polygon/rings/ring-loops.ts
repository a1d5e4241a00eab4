import type { Point, Ring } from '../planar.js';

/** A closed part of a ring that passes no point twice. */
export interface Loop {
  points: Ring;
  /** A point where the ring touches itself; null if the loop is the whole ring. */
  joint: Point | null;
}

/**
 * Divides a ring at the points that it passes more than once. Real coast lines touch themselves, for example at the neck of a lagoon, or
 * along a spit that became a line by rounding. Loops of two points (a line and back) are left out.
 *
 * This function does not check whether the ring touches itself, which is allowed, or crosses itself. `assemblePolygon` checks it.
 *
 * @param ring - in degrees, in any direction
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
