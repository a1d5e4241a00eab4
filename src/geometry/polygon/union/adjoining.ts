import { GridError } from '../../geometry.errors.js';
import { joinRings, type TouchPoint } from '../rings/join-rings.js';
import { FINEST_STEP, Lattice } from '../overlay/lattice.js';
import { PairTable } from './pair-table.js';
import type { Point, Ring, Shape } from '../planar.js';
import { loopsOf } from '../rings/ring-loops.js';
import { assemblePolygon } from '../rings/assemble-polygon.js';

/** The edges of polygons that no two of the polygons share. */
export interface UnsharedEdges {
  /** The edges, joined to rings. Their winding number at each position is the sum of those of the polygons' rings. */
  rings: Ring[];
  /** Vertices at which more than one edge starts. */
  junctions: TouchPoint[];
  /** Whether there are shared edges. */
  hasShared: boolean;
  /** Vertices with the same lattice point are one vertex. */
  lattice: Lattice;
}

/**
 * Leaves out each edge that two polygons share from vertex to vertex: the ring of one polygon passes it forwards, the ring of the other
 * one backwards. Vertices that differ in their last bits are one vertex, with the coordinates of the first. O(points log points).
 *
 * @param shapes - polygons in degrees, with the interior on the left of each ring
 */
export function findUnsharedEdges(shapes: readonly Shape[]): UnsharedEdges {
  const lattice = new Lattice(shapes.flat(), FINEST_STEP);
  const edges = new DirectedEdges(
    shapes.reduce((sum, shape) => shape.reduce((all, { length }) => all + length, sum), 0),
  );
  for (const shape of shapes) for (const ring of shape) edges.addRing(ring, lattice);
  const ends = edges.unshared();
  const junctions = [...ends].flatMap(([vertex, to]): TouchPoint[] =>
    to.length > 1 ? [{ ring: 0, edge: -1, at: edges.pointOf(vertex) }] : [],
  );
  const rings = takeRings(ends, (vertex) => edges.pointOf(vertex));
  return { rings, junctions, lattice, hasShared: edges.hasShared };
}

/** Edges as pairs of vertices. For each edge, the passings backwards are subtracted from those forwards. */
class DirectedEdges {
  hasShared = false;
  private readonly vertices: PairTable;
  private readonly points: Point[] = [];
  /** Pairs of vertex indexes, the smaller one first. */
  private readonly edges: PairTable;
  /** Passings from the vertex of the smaller index to the other one, minus passings back, by the index of the edge. */
  private readonly surplus: Int32Array;

  constructor(capacity: number) {
    this.vertices = new PairTable(capacity);
    this.edges = new PairTable(capacity);
    this.surplus = new Int32Array(capacity);
  }

  addRing(ring: Ring, lattice: Lattice): void {
    let from = this.vertexOf(ring[0]!, lattice);
    for (let index = 1; index <= ring.length; index++) {
      const to = this.vertexOf(ring[index % ring.length]!, lattice);
      if (from !== to) this.addEdge(from, to);
      from = to;
    }
  }

  private vertexOf(point: Point, lattice: Lattice): number {
    const vertex = this.vertices.indexOf(lattice.column(point[0]), lattice.row(point[1]));
    this.points[vertex] ??= point;
    return vertex;
  }

  private addEdge(from: number, to: number): void {
    const edge = this.edges.indexOf(Math.min(from, to), Math.max(from, to));
    const step = from < to ? 1 : -1;
    if (this.surplus[edge]! * step < 0) this.hasShared = true;
    this.surplus[edge]! += step;
  }

  pointOf(vertex: number): Point {
    const [x, y] = this.points[vertex]!;
    return [x, y];
  }

  /** The end vertices of unshared edges, by their start vertex. */
  unshared(): Map<number, number[]> {
    const ends = new Map<number, number[]>();
    for (let edge = 0; edge < this.edges.size; edge++) {
      const surplus = this.surplus[edge]!;
      if (surplus === 0) continue;
      const [low, high] = [this.edges.first(edge), this.edges.second(edge)];
      const [from, to] = surplus > 0 ? [low, high] : [high, low];
      const known = ends.get(from) ?? [];
      ends.set(from, known);
      for (let more = Math.abs(surplus); more > 0; more--) known.push(to);
    }
    return ends;
  }
}

/** Joins edges to rings. At each vertex as many edges end as start, so every path leads back to its first vertex. */
function takeRings(ends: Map<number, number[]>, pointOf: (vertex: number) => Point): Ring[] {
  const rings: Ring[] = [];
  for (const [first, to] of ends) {
    while (to.length > 0) {
      const ring: Ring = [];
      let at = first;
      do {
        ring.push(pointOf(at));
        at = ends.get(at)!.pop()!;
      } while (at !== first);
      rings.push(ring);
    }
  }
  return rings;
}

/**
 * Unites polygons that share edges and do not overlap. If the unshared edges form valid polygons, these are the union, because each
 * position then has the winding number 0 or 1 (https://en.wikipedia.org/wiki/Winding_number). The edges must also be valid on
 * the lattice: otherwise there may be a very thin gap between edges that nearly touch.
 *
 * @returns the union in degrees; null if the unshared edges form no valid polygons
 */
export function uniteAdjoining({ rings, junctions, lattice }: UnsharedEdges): Shape[] | null {
  const joined = junctions.length === 0 ? rings : joinRings(rings, junctions);
  if (joined === null) return null;
  const onLattice = ([x, y]: Point): Point => lattice.point(lattice.column(x), lattice.row(y));
  return assemble(joined.map((ring) => ring.map(onLattice))) && assemble(joined);
}

/** @returns null if the rings form no valid polygons */
function assemble(rings: readonly Ring[]): Shape[] | null {
  try {
    return assemblePolygon([rings.flatMap(loopsOf)], 'the area');
  } catch (error) {
    if (error instanceof GridError) return null;
    throw error;
  }
}
