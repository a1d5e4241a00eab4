import { orient, type Point, type Ring, type Shape } from '../planar.js';

/** A point where a ring touches another: at one of its vertices (`edge` -1), or within the edge that starts at vertex `edge`. */
export interface Insertion {
  ring: number;
  edge: number;
  at: Point;
}

/** One passing of a ring through a point. */
interface Visit {
  vertex: number;
  before: Point;
  after: Point;
}

/**
 * Joins rings at the points where they touch, so that each comes out as one border of the inside: arriving at such a point it goes on
 * along the edge that bounds the same sector of the inside.
 *
 * @param shape - rings with the inside on the left
 * @returns the borders; null where the edges at a point do not alternate (the polygon is invalid)
 */
export function joinRings(shape: Shape, touches: readonly Insertion[]): Ring[] | null {
  const within = new Map<number, Insertion[]>();
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
  const goOn = Int32Array.from(next);
  for (const visits of visitsAt(points, next, touches)) if (!linkSectors(visits, points, next, goOn)) return null;
  return trace(points, goOn);
}

function insertPoints(ring: Ring, touches: readonly Insertion[]): Ring {
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

function visitsAt(points: readonly Point[], next: Int32Array, touches: readonly Insertion[]): Visit[][] {
  const places = new Map<string, Visit[]>(touches.map(({ at }) => [at.join(' '), []]));
  const previous = new Int32Array(next.length);
  next.forEach((to, from) => (previous[to] = from));
  points.forEach((point, vertex) => {
    const before = points[previous[vertex]!]!;
    places.get(point.join(' '))?.push({ vertex, before, after: points[next[vertex]!]! });
  });
  return [...places.values()].filter((visits) => visits.length > 1);
}

/** Clockwise around the point, every edge that arrives is followed by the one that leaves along the same sector of the inside. */
function linkSectors(visits: Visit[], points: readonly Point[], next: Int32Array, goOn: Int32Array): boolean {
  const centre = points[visits[0]!.vertex]!;
  const edges = visits.flatMap(({ vertex, before, after }) => [
    { vertex, to: before, arrives: true },
    { vertex, to: after, arrives: false },
  ]);
  edges.sort((a, b) => -compareAngles(centre, a.to, b.to));
  return edges.every((edge, index) => {
    if (!edge.arrives) return true;
    const follower = edges[(index + 1) % edges.length]!;
    goOn[edge.vertex] = next[follower.vertex]!;
    return !follower.arrives;
  });
}

/** Order of directions by angle from east, counter-clockwise, exact. */
function compareAngles(centre: Point, a: Point, b: Point): number {
  const lower = (point: Point) => point[1] < centre[1] || (point[1] === centre[1] && point[0] < centre[0]);
  return Number(lower(a)) - Number(lower(b)) || -orient(centre, a, b);
}

function trace(points: readonly Point[], goOn: Int32Array): Ring[] {
  const used = new Uint8Array(points.length);
  const rings: Ring[] = [];
  for (let first = 0; first < points.length; first++) {
    const ring: Ring = [];
    for (let at = first; used[at] === 0; at = goOn[at]!) {
      used[at] = 1;
      ring.push(points[at]!);
    }
    if (ring.length > 0) rings.push(ring);
  }
  return rings;
}
