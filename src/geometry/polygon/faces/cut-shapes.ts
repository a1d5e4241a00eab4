import { cyclesOf } from '../rings/link-cycles.js';
import { placeHoles } from './trace-faces.js';
import { isThin, NOISE_DEGREES, orient, samePoint, signedArea, type Point, type Ring, type Shape } from '../planar.js';

/** The direction of a line. 0: it is the meridian `x = at`. 1: it is the parallel `y = at`. */
export type Axis = 0 | 1;

/** The parts of polygons west or south of a line (`low`), and east or north of it (`high`). */
export interface Halves {
  low: Shape[];
  high: Shape[];
}

/** A part of a ring strictly on one side of the line, with the points where it starts and ends on the line. */
interface Chain {
  points: Point[];
  start: ChainEnd;
  end: ChainEnd;
}

interface ChainEnd {
  /** Position along the line in degrees. */
  along: number;
  /** The vertex of the edge that meets the line, on the side of the chain. */
  inner: Point;
  /** The other vertex of that edge, on the line or beyond it. */
  outer: Point;
  /** Index of the chain. */
  chain: number;
}

interface Line {
  axis: Axis;
  /** Longitude or latitude of the line in degrees. */
  at: number;
  /** Vertices that are this near to the line, in degrees, are taken to be on it. */
  snap: number;
}

/**
 * Cuts polygons along a meridian or a parallel.
 *
 * Both halves get exactly the same crossings, and each crossing lies exactly on the line. So no land is lost or counted twice, and
 * neighbours share their vertices. A concave polygon is divided into all its connected parts.
 *
 * @param shapes - polygons in degrees as `toFaces` returns them. They are not changed
 * @param at - longitude of the meridian or latitude of the parallel in degrees
 * @param snap - a vertex that is this near to the line, in degrees, is taken to be on it
 * @returns the polygons on each side. They can be cut again. `fromFaces` makes them valid
 */
export function cutShapes(shapes: readonly Shape[], axis: Axis, at: number, snap = 0): Halves {
  const halves: Halves = { low: [], high: [] };
  const line = { axis, at, snap };
  for (const shape of shapes) {
    const [min, max] = extent(shape[0]!, axis);
    const below = max <= at + snap;
    const above = min >= at - snap;
    if (below && above) continue;
    if (below) halves.low.push(snapShape(shape, line, max));
    else if (above) halves.high.push(snapShape(shape, line, min));
    else cutShape(shape, line, halves);
  }
  return halves;
}

/** The smallest and the largest longitude (axis 0) or latitude (axis 1) of a ring. */
function extent(ring: Ring, axis: Axis): [number, number] {
  let min = Infinity;
  let max = -Infinity;
  for (const point of ring) {
    const value = point[axis];
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

/** Moves vertices within `snap` of the line onto it. @param nearest - the coordinate of the polygon that is nearest to the line */
function snapShape(shape: Shape, line: Line, nearest: number): Shape {
  if (line.snap === 0 || Math.abs(nearest - line.at) > line.snap) return shape;
  return shape.map((ring) => ring.map((point) => (sideOf(point, line) === 0 ? ontoLine(point, line) : point)));
}

/** -1: low side, 1: high side, 0: on the line. */
function sideOf(point: Point, line: Line): -1 | 0 | 1 {
  const distance = point[line.axis] - line.at;
  return Math.abs(distance) <= line.snap ? 0 : distance < 0 ? -1 : 1;
}

function ontoLine(point: Point, line: Line): Point {
  if (point[line.axis] === line.at) return point;
  return line.axis === 0 ? [line.at, point[1]] : [point[0], line.at];
}

/** Cuts one polygon and adds its parts to `halves`. */
function cutShape(shape: Shape, line: Line, halves: Halves): void {
  const sides = shape.map((ring) => Int8Array.from(ring, (point) => sideOf(point, line)));
  for (const side of [-1, 1] as const) {
    const uncut: Ring[] = [];
    const chains: Chain[] = [];
    shape.forEach((ring, index) => {
      const sidesOfRing = sides[index]!;
      if (sidesOfRing.every((value) => value === side)) uncut.push(ring);
      else addChains(ring, sidesOfRing, side, line, chains);
    });
    const target = side === -1 ? halves.low : halves.high;
    target.push(...assemble(uncut, linkChains(chains, side, line), line));
  }
}

/** Adds the parts of `ring` that are strictly on `side` to `chains`. */
function addChains(ring: Ring, sides: Int8Array, side: -1 | 1, line: Line, chains: Chain[]): void {
  const count = ring.length;
  const first = sides.findIndex((value) => value !== side);
  let open: Chain | null = null;
  for (let k = 1; k <= count; k++) {
    const index = (first + k) % count;
    const before = (first + k - 1) % count;
    const point = ring[index]!;
    const previous = ring[before]!;
    if (sides[index] === side) {
      if (open === null) {
        const start = meetLine(point, previous, sides[before]!, line);
        const end = { along: start[1 - line.axis]!, inner: point, outer: previous, chain: chains.length };
        open = { points: [start], start: end, end };
        chains.push(open);
      }
      open.points.push(point);
    } else if (open !== null) {
      const end = meetLine(previous, point, sides[index]!, line);
      open.points.push(end);
      open.end = { along: end[1 - line.axis]!, inner: previous, outer: point, chain: open.start.chain };
      open = null;
    }
  }
}

/** The point where the edge inner → outer meets the line. The result is the same for both directions of the edge. */
function meetLine(inner: Point, outer: Point, outerSide: number, line: Line): Point {
  if (outerSide === 0) return ontoLine(outer, line);
  const axis = line.axis;
  const other = (1 - axis) as Axis;
  const gap = Math.abs(inner[axis] - line.at) - Math.abs(outer[axis] - line.at);
  const [near, far] = gap < 0 || (gap === 0 && inner[axis] < outer[axis]) ? [inner, outer] : [outer, inner];
  const share = (line.at - near[axis]) / (far[axis] - near[axis]);
  const raw = near[other] + share * (far[other] - near[other]);
  const along = Math.min(Math.max(raw, Math.min(near[other], far[other])), Math.max(near[other], far[other]));
  return axis === 0 ? [line.at, along] : [along, line.at];
}

/**
 * Joins chains to rings along the line. The interior is on the left of each chain. So along the line, in the direction of the border of
 * the half, ends and starts of chains alternate, and the n-th end is joined to the n-th start. Ends at the same position are
 * ordered by the position of their edges beside the line.
 */
function linkChains(chains: Chain[], side: -1 | 1, line: Line): Ring[] {
  const direction = line.axis === 0 ? -side : side;
  const order = (s: ChainEnd, t: ChainEnd) => direction * (s.along - t.along) || besideLine(s, t, line);
  const ends = chains.map((chain) => chain.end).sort(order);
  const starts = chains.map((chain) => chain.start).sort(order);
  const next = new Int32Array(chains.length);
  ends.forEach((end, index) => (next[end.chain] = starts[index]!.chain));
  return cyclesOf(next)
    .map((cycle) => joinPoints(cycle.map((chain) => chains[chain]!)))
    .filter((ring) => ring.length >= 3);
}

/** The points of chains as one ring, without repeated points. */
function joinPoints(chains: readonly Chain[]): Ring {
  const ring: Ring = [];
  for (const { points } of chains) {
    for (const point of points) if (ring.length === 0 || !samePoint(ring.at(-1)!, point)) ring.push(point);
  }
  while (ring.length > 1 && samePoint(ring[0]!, ring.at(-1)!)) ring.pop();
  return ring;
}

/** The order of two chain ends at the same position: by the side of one edge on which the other edge lies. */
function besideLine(s: ChainEnd, t: ChainEnd, line: Line): number {
  const sIsNearer = Math.abs(s.inner[line.axis] - line.at) <= Math.abs(t.inner[line.axis] - line.at);
  if (sIsNearer) return orient(t.inner, t.outer, s.inner) || orient(t.inner, t.outer, s.outer);
  return -(orient(s.inner, s.outer, t.inner) || orient(s.inner, s.outer, t.outer));
}

/**
 * Makes polygons of the rings on one side. Counter-clockwise rings are shells, and clockwise rings are holes of the shell around them.
 *
 * @param uncut - rings that the line does not meet
 * @param joined - rings of joined chains
 */
function assemble(uncut: Ring[], joined: Ring[], line: Line): Shape[] {
  const noise = Math.max(NOISE_DEGREES, line.snap);
  const shapes: Shape[] = [];
  const holes: Ring[] = [...uncut];
  for (const ring of joined) {
    if (isThin(ring, noise)) continue;
    if (signedArea(ring) > 0) shapes.push([ring]);
    else holes.push(ring);
  }
  if (shapes.length === 0) return [];
  placeHoles(shapes, holes);
  return shapes;
}
