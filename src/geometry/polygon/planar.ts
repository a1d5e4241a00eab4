import { orient2d } from 'robust-predicates';

/**
 * Longitude, latitude in degrees (WGS84). All of this file is plane geometry in degrees: that is what PostGIS
 * does with `geometry(…, 4326)`, so areas, validity and cuts agree with it.
 */
export type Point = [number, number];
/** A ring without the repeated last point, no point repeated in a row. */
export type Ring = Point[];
/** One polygon: its shell (counter-clockwise), then its holes (clockwise), so the inside is always on the left. */
export type Shape = Ring[];
/** West, south, east, north in degrees. */
export type Bbox = [number, number, number, number];

/**
 * Which side of the line a → b the point c is on, exactly.
 *
 * @returns positive: c is left of it, negative: right, 0: exactly on it. Only the sign counts.
 */
export function orient(a: Point, b: Point, c: Point): number {
  return orientXY(a[0], a[1], b[0], b[1], c[0], c[1]);
}

/** As {@link orient}, on bare numbers. */
export const orientXY = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
  -orient2d(ax, ay, bx, by, cx, cy);

/** Area of a ring in square degrees: positive when counter-clockwise. Taken from its first point, so small rings stay exact. */
export function signedArea(ring: Ring): number {
  const [x0, y0] = ring[0] ?? [0, 0];
  let twice = 0;
  for (let i = 1; i + 1 < ring.length; i++) {
    const p = ring[i]!;
    const q = ring[i + 1]!;
    twice += (p[0] - x0) * (q[1] - y0) - (q[0] - x0) * (p[1] - y0);
  }
  return twice / 2;
}

/** Area of polygons in square degrees, holes taken off. */
export function planarArea(shapes: readonly Shape[]): number {
  let sum = 0;
  for (const shape of shapes) for (const ring of shape) sum += signedArea(ring);
  return sum;
}

/** Rings thinner than this (degrees; an ulp at longitude 180 is 2.8e-14) are rounding, not land. */
export const NOISE_DEGREES = 2e-14;

/** Whether a ring is no wider than `width` degrees, or no ring at all. */
export function isThin(ring: Ring, width: number): boolean {
  if (ring.length < 3) return true;
  let around = 0;
  let previous = ring[ring.length - 1]!;
  for (const point of ring) {
    around += Math.hypot(point[0] - previous[0], point[1] - previous[1]);
    previous = point;
  }
  return Math.abs(signedArea(ring)) <= width * around;
}

/** Whether two points are the same, bit for bit. */
export function samePoint(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** The box around a ring; for no points, an inside-out one. */
export function bboxOfRing(ring: Ring): Bbox {
  const box: Bbox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return box;
}

/** The box around polygons (their shells). */
export function bboxOfShapes(shapes: readonly Shape[]): Bbox {
  const box: Bbox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const shape of shapes) {
    const [west, south, east, north] = bboxOfRing(shape[0]!);
    box[0] = Math.min(box[0], west);
    box[1] = Math.min(box[1], south);
    box[2] = Math.max(box[2], east);
    box[3] = Math.max(box[3], north);
  }
  return box;
}

/** Whether two boxes share at least a point. */
export function bboxesMeet(a: Bbox, b: Bbox): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/**
 * Where a point is relative to a ring, exactly.
 *
 * @returns 1 inside, -1 outside, 0 on the ring
 */
export function locateInRing(point: Point, ring: Ring): -1 | 0 | 1 {
  const [x, y] = point;
  let inside = false;
  let a = ring[ring.length - 1]!;
  for (const b of ring) {
    if (a[1] === y && b[1] === y) {
      if ((a[0] <= x && x <= b[0]) || (b[0] <= x && x <= a[0])) return 0;
    } else if ((a[1] <= y && y <= b[1]) || (b[1] <= y && y <= a[1])) {
      const side = orient(a, b, point);
      if (side === 0) return 0;
      if (a[1] > y !== b[1] > y && side > 0 === b[1] > a[1]) inside = !inside;
    }
    a = b;
  }
  return inside ? 1 : -1;
}
