import { cyclesOf } from './link-cycles.js';
import { orient, type Point, type Ring, type Shape } from '../planar.js';

/** A point at which a ring touches another ring or itself. */
export interface TouchPoint {
  /** Index of the ring. */
  ring: number;
  /** Index of the edge on which the point lies, which is the index of its first vertex; -1 if the point is a vertex of the ring. */
  edge: number;
  at: Point;
}

/** One passing of a ring through a point, with the vertices before and after it. */
interface Visit {
  vertex: number;
  before: Point;
  after: Point;
}

/**
 * Joins rings at the points where they touch. Each resulting ring is the border of one connected part of the interior: at such a point it
 * continues along the edge that borders the same sector of the interior.
 *
 * @param shape - rings in degrees with the interior on the left
 * @returns the joined rings; null if the edges that arrive at a point and those that leave it do not alternate. Then the polygon is
 *   invalid
 */
export function joinRings(shape: Shape, touches: readonly TouchPoint[]): Ring[] | null {
  const within = new Map<number, TouchPoint[]>();
  for (const touch of touches) {
    if (touch.edge < 0) continue;
    const ofRing = within.get(touch.ring);
    if (ofRing) ofRing.push(touch);
    else within.set(touch.ring, [touch]);
  }
  const rings = shape.map((ring, index) => insertPoints(ring, within.get(index) ?? []));
  const points = rings.flat();
  const next = new Int32Array(points.length);
  let first = 0;
  for (const ring of rings) {
    ring.forEach((_, index) => (next[first + index] = first + ((index + 1) % ring.length)));
    first += ring.length;
  }
  const joinedNext = Int32Array.from(next);
  for (const visits of visitsAt(points, next, touches)) if (!linkSectors(visits, points, next, joinedNext)) return null;
  return cyclesOf(joinedNext).map((cycle) => cycle.map((vertex) => points[vertex]!));
}

/** Makes the touch points within edges vertices of the ring. */
function insertPoints(ring: Ring, touches: readonly TouchPoint[]): Ring {
  if (touches.length === 0) return ring;
  const byEdge = new Map<number, Map<string, Point>>();
  for (const { edge, at } of touches)
    byEdge.set(edge, (byEdge.get(edge) ?? new Map<string, Point>()).set(at.join(' '), at));
  return ring.flatMap((start, edge) => {
    const distance = (point: Point) => Math.hypot(point[0] - start[0], point[1] - start[1]);
    const inserted = [...(byEdge.get(edge)?.values() ?? [])].sort((a, b) => distance(a) - distance(b));
    return [start, ...inserted];
  });
}

/** The passings through each touch point that is passed more than once. */
function visitsAt(points: readonly Point[], next: Int32Array, touches: readonly TouchPoint[]): Visit[][] {
  const places = new Map<string, Visit[]>(touches.map(({ at }) => [at.join(' '), []]));
  const previous = new Int32Array(next.length);
  next.forEach((to, from) => (previous[to] = from));
  points.forEach((point, vertex) => {
    const before = points[previous[vertex]!]!;
    places.get(point.join(' '))?.push({ vertex, before, after: points[next[vertex]!]! });
  });
  return [...places.values()].filter((visits) => visits.length > 1);
}

/**
 * Links edges at a touch point. Clockwise around the point, an edge that arrives is followed by the edge that leaves along the same sector
 * of the interior.
 *
 * @returns whether arriving and leaving edges alternate
 */
function linkSectors(visits: Visit[], points: readonly Point[], next: Int32Array, joinedNext: Int32Array): boolean {
  const centre = points[visits[0]!.vertex]!;
  const edges = visits.flatMap(({ vertex, before, after }) => [
    { vertex, to: before, arrives: true },
    { vertex, to: after, arrives: false },
  ]);
  edges.sort((a, b) => -compareAngles(centre, a.to, b.to));
  return edges.every((edge, index) => {
    if (!edge.arrives) return true;
    const follower = edges[(index + 1) % edges.length]!;
    joinedNext[edge.vertex] = next[follower.vertex]!;
    return !follower.arrives;
  });
}

/** Compares the directions from `centre` to two points by their angle, counter-clockwise from east. The order is exact. */
function compareAngles(centre: Point, a: Point, b: Point): number {
  const isInLowerHalf = (point: Point) => point[1] < centre[1] || (point[1] === centre[1] && point[0] < centre[0]);
  return Number(isInLowerHalf(a)) - Number(isInLowerHalf(b)) || -orient(centre, a, b);
}
