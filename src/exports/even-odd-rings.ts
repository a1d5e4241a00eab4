import { bboxOfRing, locateInRing, type Bbox, type Point } from '../geometry/polygon/planar.js';
import type { VertexTable } from './vertex-table.js';
import type { BoundaryRing } from './rings.js';

/** More vertices than a table can have, so that one whole number stands for an edge. */
const MAX_VERTICES = 2 ** 26;

/** The number of the edge between two vertices. It is the same for both directions. */
const edgeOf = (a: number, b: number): number => Math.min(a, b) * MAX_VERTICES + Math.max(a, b);

/**
 * Rebuilds rings so that each has at least three vertices and passes none of them twice, and no edge occurs twice. The interior stays the
 * same by the even-odd rule (https://en.wikipedia.org/wiki/Even%E2%80%93odd_rule). Rings that have these properties are returned
 * unchanged.
 *
 * @param table - the table of their vertices
 */
export function evenOddRings(rings: readonly BoundaryRing[], table: VertexTable): BoundaryRing[] {
  const areLoops = rings.every(({ vertices }) => vertices.length > 3 && new Set(vertices).size === vertices.length - 1);
  if (areLoops && rings.length === 1) return [...rings];
  const edges = edgesPassedOddly(rings);
  if (areLoops && edges.size === rings.reduce((sum, { vertices }) => sum + vertices.length - 1, 0)) return [...rings];
  return withRoles(closedLoops(edges, table), table);
}

/** The edges that rings pass an odd number of times. Other edges are no border: both of their sides are inside, or both outside. */
function edgesPassedOddly(rings: readonly BoundaryRing[]): Set<number> {
  const edges = new Set<number>();
  for (const { vertices } of rings) {
    for (let i = 1; i < vertices.length; i++) {
      const edge = edgeOf(vertices[i - 1]!, vertices[i]!);
      if (!edges.delete(edge)) edges.add(edge);
    }
  }
  return edges;
}

/** Joins edges to closed loops. A loop is closed at the first vertex that is reached again, so it passes each vertex once. */
function closedLoops(edges: ReadonlySet<number>, table: VertexTable): number[][] {
  const neighbours = neighboursOf(edges);
  const loops: number[][] = [];
  for (const start of neighbours.keys()) {
    const path = [start];
    const indexInPath = new Map([[start, 0]]);
    while (neighbours.get(path.at(-1)!)!.length > 0) {
      const at = path.at(-1)!;
      const next = nextVertex(path.at(-2), at, neighbours.get(at)!, table);
      remove(neighbours.get(at)!, next);
      remove(neighbours.get(next)!, at);
      const index = indexInPath.get(next);
      if (index === undefined) {
        indexInPath.set(next, path.length);
        path.push(next);
      } else {
        const loop = path.splice(index + 1);
        for (const vertex of loop) indexInPath.delete(vertex);
        loops.push([next, ...loop, next]);
      }
    }
  }
  return loops;
}

function neighboursOf(edges: ReadonlySet<number>): Map<number, number[]> {
  const neighbours = new Map<number, number[]>();
  const add = (from: number, to: number): void => {
    const list = neighbours.get(from);
    if (list === undefined) neighbours.set(from, [to]);
    else list.push(to);
  };
  for (const edge of edges) {
    const [a, b] = [Math.floor(edge / MAX_VERTICES), edge % MAX_VERTICES];
    add(a, b);
    add(b, a);
  }
  return neighbours;
}

function remove(list: number[], value: number): void {
  list.splice(list.indexOf(value), 1);
}

/**
 * The next vertex of a loop. If there are several, it is the first one counter-clockwise from the previous vertex. So loops touch and do
 * not cross.
 *
 * @param from - the previous vertex
 */
function nextVertex(
  from: number | undefined,
  at: number,
  choices: readonly number[],
  { lons, lats }: VertexTable,
): number {
  if (choices.length === 1 || from === undefined) return choices[0]!;
  const direction = (to: number): number => Math.atan2(lats[to]! - lats[at]!, lons[to]! - lons[at]!);
  const back = direction(from);
  const turn = (to: number): number => (direction(to) - back + 4 * Math.PI) % (2 * Math.PI);
  return choices.reduce((best, to) => (turn(to) < turn(best) ? to : best));
}

/** Makes rings of loops. A loop inside an odd number of other loops is a hole. The outer rings are first. */
function withRoles(loops: readonly number[][], { lons, lats }: VertexTable): BoundaryRing[] {
  const sized = loops.map((vertices) => {
    const points = vertices.slice(1).map((vertex): Point => [lons[vertex]!, lats[vertex]!]);
    return { vertices, points, bbox: bboxOfRing(points) };
  });
  const rings = sized.map((inner): BoundaryRing => {
    const around = sized.filter((outer) => outer !== inner && isWithin(inner, outer));
    return { role: around.length % 2 === 0 ? 'outer' : 'inner', vertices: inner.vertices };
  });
  return [...rings.filter(({ role }) => role === 'outer'), ...rings.filter(({ role }) => role === 'inner')];
}

interface Loop {
  readonly points: Point[];
  readonly bbox: Bbox;
}

function isWithin(inner: Loop, outer: Loop): boolean {
  const [west, south, east, north] = inner.bbox;
  const { bbox } = outer;
  if (bbox[0] > west || bbox[1] > south || bbox[2] < east || bbox[3] < north) return false;
  for (const point of inner.points) {
    const place = locateInRing(point, outer.points);
    if (place !== 0) return place > 0;
  }
  return false;
}
