import { GridError } from '../../geometry.errors.js';
import { joinRings, type Insertion } from '../rings/join-rings.js';
import { FINEST_STEP, Lattice } from '../overlay/lattice.js';
import { PairTable } from './pair-table.js';
import type { Point, Ring, Shape } from '../planar.js';
import { loopsOf } from '../rings/ring-loops.js';
import { assemblePolygon } from '../rings/assemble-polygon.js';

/** The sides of polygons that no two of them share. */
export interface OpenSides {
  /** They wind round every place as often as the rings of the polygons do together. */
  rings: Ring[];
  /** Points that more than one side leaves. */
  knots: Insertion[];
  /** Whether sides were shared. */
  someShared: boolean;
  /** Corners on one of its points are one corner. */
  lattice: Lattice;
}

/**
 * Leaves out the sides that two polygons have in common from corner to corner: one runs along them forwards, the other backwards.
 * Corners that differ in their last bits are one corner, with the coordinates of the first. O(points log points).
 *
 * @param shapes - insides on the left
 */
export function openSides(shapes: readonly Shape[]): OpenSides {
  const lattice = new Lattice(shapes.flat(), FINEST_STEP);
  const sides = new DirectedSides(
    shapes.reduce((sum, shape) => shape.reduce((all, { length }) => all + length, sum), 0),
  );
  for (const shape of shapes) for (const ring of shape) sides.addRing(ring, lattice);
  const ends = sides.leftOver();
  const knots = [...ends].flatMap(([corner, to]): Insertion[] =>
    to.length > 1 ? [{ ring: 0, edge: -1, at: sides.pointOf(corner) }] : [],
  );
  const rings = takeRings(ends, (corner) => sides.pointOf(corner));
  return { rings, knots, lattice, someShared: sides.someShared };
}

/** Sides as pairs of corners, each counted forwards less backwards. */
class DirectedSides {
  someShared = false;
  private readonly corners: PairTable;
  private readonly points: Point[] = [];
  /** From the corner of the lower index to the other one. */
  private readonly sides: PairTable;
  private readonly surplus: Int32Array;

  constructor(capacity: number) {
    this.corners = new PairTable(capacity);
    this.sides = new PairTable(capacity);
    this.surplus = new Int32Array(capacity);
  }

  addRing(ring: Ring, lattice: Lattice): void {
    let from = this.cornerOf(ring[0]!, lattice);
    for (let index = 1; index <= ring.length; index++) {
      const to = this.cornerOf(ring[index % ring.length]!, lattice);
      if (from !== to) this.addSide(from, to);
      from = to;
    }
  }

  private cornerOf(point: Point, lattice: Lattice): number {
    const corner = this.corners.indexOf(lattice.column(point[0]), lattice.row(point[1]));
    this.points[corner] ??= point;
    return corner;
  }

  private addSide(from: number, to: number): void {
    const side = this.sides.indexOf(Math.min(from, to), Math.max(from, to));
    const step = from < to ? 1 : -1;
    if (this.surplus[side]! * step < 0) this.someShared = true;
    this.surplus[side]! += step;
  }

  pointOf(corner: number): Point {
    const [x, y] = this.points[corner]!;
    return [x, y];
  }

  /** Where the sides that are left run to, by the corner that they leave. */
  leftOver(): Map<number, number[]> {
    const ends = new Map<number, number[]>();
    for (let side = 0; side < this.sides.size; side++) {
      const surplus = this.surplus[side]!;
      if (surplus === 0) continue;
      const [low, high] = [this.sides.first(side), this.sides.second(side)];
      const [from, to] = surplus > 0 ? [low, high] : [high, low];
      const known = ends.get(from) ?? [];
      ends.set(from, known);
      for (let more = Math.abs(surplus); more > 0; more--) known.push(to);
    }
    return ends;
  }
}

/** Puts sides together to rings. As many sides end in a corner as leave it, so that any of them leads back to the first one. */
function takeRings(ends: Map<number, number[]>, pointOf: (corner: number) => Point): Ring[] {
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
 * Unites polygons that share sides and do not overlap. Where the sides left over make valid polygons, these are the union: they wind
 * round every place once or not at all. On the lattice too, so that no hair-thin gap is left between sides that only nearly meet.
 *
 * @returns null where the sides left over are no valid polygons
 */
export function uniteAdjoining({ rings, knots, lattice }: OpenSides): Shape[] | null {
  const joined = knots.length === 0 ? rings : joinRings(rings, knots);
  if (joined === null) return null;
  const onLattice = ([x, y]: Point): Point => lattice.point(lattice.column(x), lattice.row(y));
  return assemble(joined.map((ring) => ring.map(onLattice))) && assemble(joined);
}

function assemble(rings: readonly Ring[]): Shape[] | null {
  try {
    return assemblePolygon([rings.flatMap(loopsOf)], 'the area');
  } catch (error) {
    if (error instanceof GridError) return null;
    throw error;
  }
}
