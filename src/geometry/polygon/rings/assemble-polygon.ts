import { describePlace, GridError } from '../../geometry.errors.js';
import { signedArea, type Point, type Shape } from '../planar.js';
import type { RingOf } from '../sweep/ring-edges.js';
import type { Loop } from './ring-loops.js';
import { sweepRings } from '../sweep/ring-sweep.js';

interface LoopOf extends RingOf {
  joint: Point | null;
  isShell: boolean;
  /** The shell it belongs to; itself for a shell. */
  home: LoopOf | null;
}

interface Touch {
  a: LoopOf;
  b: LoopOf;
  at: Point;
}

/**
 * Puts the loops of one polygon's rings together and checks that they make valid polygons in the OGC sense: nothing crosses,
 * holes lie inside the shell and not inside each other, and a polygon's rings touch in single points only, so that its inside hangs
 * together. What comes out, `ST_IsValid` accepts.
 *
 * @param rings - the loops of the outer ring (counter-clockwise on the whole), then of each hole (clockwise)
 * @param name - for messages: `polygon 3`
 * @returns one polygon; more where the outer ring touched itself
 * @throws GridError SelfIntersectingAOI (a ring with itself; says where), InvalidRing (everything about holes)
 */
export function assemblePolygon(rings: Loop[][], name: string): Shape[] {
  const loops = rings.flatMap((ring, index) => ring.map((loop) => toLoopOf(loop, index)));
  const touches: Touch[] = [];
  sweepRings(loops, {
    crossing: (a, b, at) => {
      throw a.index === b.index ? crossesItself(a, name, at) : invalid(name, `${both(a, b)} cross`, at);
    },
    touching: (a, b, at) => {
      if (a === b) throw crossesItself(a, name, at);
      touches.push({ a, b, at });
    },
    nesting: (loop, below, inside, at) => {
      if (loop.isShell === inside) throw misplaced(loop, name, at);
      loop.home = loop.isShell ? loop : below!.home;
    },
  });
  checkTouches(touches, name);
  const shapes = new Map<LoopOf, Shape>();
  for (const loop of loops) if (loop.isShell) shapes.set(loop, [loop.points]);
  for (const loop of loops) if (!loop.isShell) shapes.get(loop.home!)!.push(loop.points);
  return [...shapes.values()];
}

function toLoopOf({ points, joint }: Loop, index: number): LoopOf {
  const area = signedArea(points);
  return { points, polygon: 0, index, joint, isShell: area === 0 ? index === 0 : area > 0, home: null };
}

/** A loop that turns the wrong way for where it lies. */
function misplaced(loop: LoopOf, name: string, at: Point): GridError {
  if (loop.index === 0 || loop.isShell) return crossesItself(loop, name, loop.joint ?? at);
  return invalid(name, `hole ${loop.index} lies outside the outer ring or inside another hole`, at);
}

/** Rings of one polygon and the points where they touch, as a graph: a circle in it cuts off part of the inside. */
function checkTouches(touches: readonly Touch[], name: string): void {
  const parent = new Map<unknown, unknown>();
  const root = (key: unknown): unknown => {
    let at = key;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    if (at !== key) parent.set(key, at);
    return at;
  };
  const known = new Map<LoopOf, Set<string>>();
  for (const { a, b, at } of touches) {
    if (a.home !== b.home) continue;
    const place = at.join(' ');
    for (const loop of [a, b]) {
      const places = known.get(loop) ?? new Set();
      known.set(loop, places);
      if (places.has(place)) continue;
      places.add(place);
      const [from, to] = [root(loop), root(place)];
      if (from === to) throw invalid(name, `${both(a, b)} touch in more than one point`, at);
      parent.set(from, to);
    }
  }
}

function crossesItself(ring: RingOf, name: string, at: Point): GridError {
  const what = ring.index === 0 ? 'The outer ring' : `Hole ${ring.index}`;
  return new GridError('SelfIntersectingAOI', `${what} of ${name} crosses or overlaps itself at ${describePlace(at)}.`);
}

function invalid(name: string, what: string, at: Point): GridError {
  return new GridError('InvalidRing', `In ${name}, ${what} at ${describePlace(at)}.`);
}

function both(a: RingOf, b: RingOf): string {
  const [first, second] = a.index < b.index ? [a, b] : [b, a];
  if (first.index === 0)
    return second.index === 0 ? 'parts of the outer ring' : `hole ${second.index} and the outer ring`;
  return first.index === second.index ? `parts of hole ${first.index}` : `hole ${first.index} and hole ${second.index}`;
}
