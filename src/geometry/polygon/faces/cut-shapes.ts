import { placeHoles } from './trace-faces.js';
import { isThin, NOISE_DEGREES, orient, samePoint, signedArea, type Point, type Ring, type Shape } from '../planar.js';

/** 0: the line is a meridian (`x = at`); 1: a parallel (`y = at`). */
export type Axis = 0 | 1;

/** The parts of polygons west/south of a line and east/north of it. */
export interface Halves {
  low: Shape[];
  high: Shape[];
}

/** A run of a ring strictly on one side, with the points where it leaves and meets the line. */
interface Chain {
  points: Point[];
  start: ChainEnd;
  end: ChainEnd;
}

interface ChainEnd {
  /** Position along the line. */
  along: number;
  /** The vertices of the edge that meets the line: on our side, and on or beyond the line. */
  inner: Point;
  outer: Point;
  chain: number;
}

interface Line {
  axis: Axis;
  at: number;
  snap: number;
}

/**
 * Cuts polygons along a meridian or a parallel.
 *
 * Each crossing is computed once and belongs to both halves bit for bit, and lies on the line exactly: nothing is lost, nothing
 * counted twice, neighbours share their corners. Concave polygons fall into as many pieces as they have; no bridging edges.
 *
 * @param shapes - polygons in degrees as `toFaces` makes them; not changed
 * @param snap - vertices this near to the line (degrees) are taken to be on it; 0: only those that are
 * @returns polygons on each side, to be cut further or finished with `fromFaces`
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

/** Moves vertices within `snap` of the line onto it; `nearest` is the polygon's coordinate closest to the line. */
function snapShape(shape: Shape, line: Line, nearest: number): Shape {
  if (line.snap === 0 || Math.abs(nearest - line.at) > line.snap) return shape;
  return shape.map((ring) => ring.map((point) => (sideOf(point, line) === 0 ? ontoLine(point, line) : point)));
}

function sideOf(point: Point, line: Line): -1 | 0 | 1 {
  const distance = point[line.axis] - line.at;
  return Math.abs(distance) <= line.snap ? 0 : distance < 0 ? -1 : 1;
}

function ontoLine(point: Point, line: Line): Point {
  if (point[line.axis] === line.at) return point;
  return line.axis === 0 ? [line.at, point[1]] : [point[0], line.at];
}

function cutShape(shape: Shape, line: Line, halves: Halves): void {
  const sides = shape.map((ring) => Int8Array.from(ring, (point) => sideOf(point, line)));
  for (const side of [-1, 1] as const) {
    const whole: Ring[] = [];
    const chains: Chain[] = [];
    shape.forEach((ring, index) => {
      const of = sides[index]!;
      if (of.every((value) => value === side)) whole.push(ring);
      else addChains(ring, of, side, line, chains);
    });
    const target = side === -1 ? halves.low : halves.high;
    target.push(...assemble(whole, linkChains(chains, side, line), line));
  }
}

/** Collects the runs of `ring` strictly on `side`. */
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

/** Where the edge inner → outer meets the line. The same edge gives the same point, whichever way and from whichever side. */
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
 * Joins chains into rings along the line. With the inside on the left, walking the line in the half's own direction meets an end, then
 * a start, then an end …: the n-th end goes to the n-th start. Equal positions are ordered as the edges lie just beside the line.
 */
function linkChains(chains: Chain[], side: -1 | 1, line: Line): Ring[] {
  const direction = line.axis === 0 ? -side : side;
  const order = (s: ChainEnd, t: ChainEnd) => direction * (s.along - t.along) || besideLine(s, t, line);
  const ends = chains.map((chain) => chain.end).sort(order);
  const starts = chains.map((chain) => chain.start).sort(order);
  const next = new Int32Array(chains.length);
  ends.forEach((end, index) => (next[end.chain] = starts[index]!.chain));
  const used = new Uint8Array(chains.length);
  const rings: Ring[] = [];
  for (let first = 0; first < chains.length; first++) {
    const ring: Ring = [];
    for (let at = first; used[at] === 0; at = next[at]!) {
      used[at] = 1;
      for (const point of chains[at]!.points) {
        if (ring.length === 0 || !samePoint(ring.at(-1)!, point)) ring.push(point);
      }
    }
    while (ring.length > 1 && samePoint(ring[0]!, ring.at(-1)!)) ring.pop();
    if (ring.length >= 3) rings.push(ring);
  }
  return rings;
}

function besideLine(s: ChainEnd, t: ChainEnd, line: Line): number {
  const sIsNearer = Math.abs(s.inner[line.axis] - line.at) <= Math.abs(t.inner[line.axis] - line.at);
  if (sIsNearer) return orient(t.inner, t.outer, s.inner) || orient(t.inner, t.outer, s.outer);
  return -(orient(s.inner, s.outer, t.inner) || orient(s.inner, s.outer, t.outer));
}

/** Sorts rings into polygons: counter-clockwise ones are shells, clockwise ones holes of the shell around them. */
function assemble(whole: Ring[], made: Ring[], line: Line): Shape[] {
  const noise = Math.max(NOISE_DEGREES, line.snap);
  const shapes: Shape[] = [];
  const holes: Ring[] = [...whole];
  for (const ring of made) {
    if (isThin(ring, noise)) continue;
    if (signedArea(ring) > 0) shapes.push([ring]);
    else holes.push(ring);
  }
  if (shapes.length === 0) return [];
  placeHoles(shapes, holes);
  return shapes;
}
