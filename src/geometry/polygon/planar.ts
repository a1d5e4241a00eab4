import { orient2d } from 'robust-predicates';

/**
 * Plane geometry in degrees. PostGIS computes in the same way with `geometry(…, 4326)`, so sizes, validity and cuts agree with it.
 * A ring consists of edges between its vertices.
 */

/** Longitude and latitude in degrees (WGS84). */
export type Point = [number, number];
/** A closed ring. The first point is not repeated at the end, and no point is repeated in a row. */
export type Ring = Point[];
/** One polygon: its shell (counter-clockwise), then its holes (clockwise). So the interior is always on the left of a ring. */
export type Shape = Ring[];
/** West, south, east, north in degrees. */
export type Bbox = [number, number, number, number];

/**
 * The side of the line a → b on which the point c lies. The sign of the result is exact (Shewchuk's predicate,
 * https://www.cs.cmu.edu/~quake/robust.html).
 *
 * @returns positive: c is on the left, negative: on the right, 0: on the line. The size of the number has no meaning
 */
export function orient(a: Point, b: Point, c: Point): number {
  return orientXY(a[0], a[1], b[0], b[1], c[0], c[1]);
}

/** The same as {@link orient} for single coordinates. */
export const orientXY = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
  -orient2d(ax, ay, bx, by, cx, cy);

/**
 * Area of a ring in square degrees, positive if the ring is counter-clockwise. It is computed relative to the first point, which is more
 * exact for small rings.
 */
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

/** Area of polygons in square degrees, without their holes. */
export function planarArea(shapes: readonly Shape[]): number {
  let sum = 0;
  for (const shape of shapes) for (const ring of shape) sum += signedArea(ring);
  return sum;
}

/** Thinner rings, in degrees, are an effect of rounding and no land. The last bit of a longitude near 180 is 2.8e-14. */
export const NOISE_DEGREES = 2e-14;

/** Whether a ring is at most about `2 * width` degrees wide, or has fewer than three points. */
export function isThin(ring: Ring, width: number): boolean {
  if (ring.length < 3) return true;
  let perimeter = 0;
  let previous = ring[ring.length - 1]!;
  for (const point of ring) {
    perimeter += Math.hypot(point[0] - previous[0], point[1] - previous[1]);
    previous = point;
  }
  return Math.abs(signedArea(ring)) <= width * perimeter;
}

/** Whether two points have exactly the same coordinates. */
export function samePoint(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** The bbox of a ring. Without points it is [Infinity, Infinity, -Infinity, -Infinity]. */
export function bboxOfRing(ring: Ring): Bbox {
  const bbox: Bbox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    if (x < bbox[0]) bbox[0] = x;
    if (y < bbox[1]) bbox[1] = y;
    if (x > bbox[2]) bbox[2] = x;
    if (y > bbox[3]) bbox[3] = y;
  }
  return bbox;
}

/** The bbox of polygons. Without polygons it is like that of an empty ring. */
export const bboxOfShapes = (shapes: readonly Shape[]): Bbox => bboxAround(shapes.map(([shell]) => bboxOfRing(shell!)));

/** The smallest bbox that contains all the given ones. Without any it is like that of an empty ring. */
export function bboxAround(bboxes: readonly Bbox[]): Bbox {
  const around: Bbox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [west, south, east, north] of bboxes) {
    around[0] = Math.min(around[0], west);
    around[1] = Math.min(around[1], south);
    around[2] = Math.max(around[2], east);
    around[3] = Math.max(around[3], north);
  }
  return around;
}

/** A bbox that is larger by a margin on each side. @param margin - in degrees */
export const withMargin = ([west, south, east, north]: Bbox, margin: number): Bbox => [
  west - margin,
  south - margin,
  east + margin,
  north + margin,
];

/** Whether two bboxes have at least one point in common. */
export function bboxesMeet(a: Bbox, b: Bbox): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/**
 * The position of a point relative to a ring, by the even-odd rule (https://en.wikipedia.org/wiki/Point_in_polygon). It is exact.
 *
 * @returns 1: inside, -1: outside, 0: on the ring
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

/** Whether a point is inside polygons or on their rings. */
export const isInShapes = (point: Point, shapes: readonly Shape[]): boolean =>
  shapes.some(
    ([shell, ...holes]) => locateInRing(point, shell!) >= 0 && holes.every((hole) => locateInRing(point, hole) <= 0),
  );

/** Distance of a point from the edge between two points, in degrees. */
export function distanceToEdge([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}
