import { describePlace, GridError } from '../../geometry.errors.js';
import { signedArea, type Point, type Shape } from '../planar.js';
import type { PolygonRing } from '../sweep/ring-edges.js';
import type { Loop } from './ring-loops.js';
import { sweepRings } from '../sweep/ring-sweep.js';

interface PolygonLoop extends PolygonRing {
  joint: Point | null;
  isShell: boolean;
  /** The shell that the loop belongs to; for a shell the loop itself; null until it is known. */
  shell: PolygonLoop | null;
}

interface Touch {
  a: PolygonLoop;
  b: PolygonLoop;
  at: Point;
}

/**
 * Makes polygons of the loops of one polygon's rings, and checks that they are valid by the OGC definition
 * (https://www.ogc.org/standards/sfa): no edges cross, holes lie inside the shell and not inside each other, and two rings
 * touch only so that the interior stays connected. `ST_IsValid` of PostGIS accepts the result.
 *
 * @param rings - the loops of the outer ring (counter-clockwise as a whole), then those of each hole (clockwise), in degrees
 * @param name - for error messages, for example `polygon 3`
 * @returns one polygon, or several if the outer ring touches itself
 * @throws GridError SelfIntersectingAOI if a ring crosses itself, InvalidRing if a hole is wrong. The sentence has the position
 */
export function assemblePolygon(rings: Loop[][], name: string): Shape[] {
  const loops = rings.flatMap((ring, index) => ring.map((loop) => toPolygonLoop(loop, index)));
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
      loop.shell = loop.isShell ? loop : below!.shell;
    },
  });
  checkTouches(touches, name);
  const shapes = new Map<PolygonLoop, Shape>();
  for (const loop of loops) if (loop.isShell) shapes.set(loop, [loop.points]);
  for (const loop of loops) if (!loop.isShell) shapes.get(loop.shell!)!.push(loop.points);
  return [...shapes.values()];
}

function toPolygonLoop({ points, joint }: Loop, index: number): PolygonLoop {
  const area = signedArea(points);
  return { points, polygon: 0, index, joint, isShell: area === 0 ? index === 0 : area > 0, shell: null };
}

/** The error for a loop with the wrong direction at its position, for example a hole outside the shell. */
function misplaced(loop: PolygonLoop, name: string, at: Point): GridError {
  if (loop.index === 0 || loop.isShell) return crossesItself(loop, name, loop.joint ?? at);
  return invalid(name, `hole ${loop.index} lies outside the outer ring or inside another hole`, at);
}

/**
 * Checks that the interior of each polygon is connected. The rings and the points where they touch form a graph. A cycle in it would divide
 * the interior.
 *
 * @throws GridError InvalidRing
 */
function checkTouches(touches: readonly Touch[], name: string): void {
  const parent = new Map<unknown, unknown>();
  const root = (key: unknown): unknown => {
    let at = key;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    if (at !== key) parent.set(key, at);
    return at;
  };
  const known = new Map<PolygonLoop, Set<string>>();
  for (const { a, b, at } of touches) {
    if (a.shell !== b.shell) continue;
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

function crossesItself(ring: PolygonRing, name: string, at: Point): GridError {
  const what = ring.index === 0 ? 'The outer ring' : `Hole ${ring.index}`;
  return new GridError('SelfIntersectingAOI', `${what} of ${name} crosses or overlaps itself at ${describePlace(at)}.`);
}

function invalid(name: string, what: string, at: Point): GridError {
  return new GridError('InvalidRing', `In ${name}, ${what} at ${describePlace(at)}.`);
}

function both(a: PolygonRing, b: PolygonRing): string {
  const [first, second] = a.index < b.index ? [a, b] : [b, a];
  if (first.index === 0)
    return second.index === 0 ? 'parts of the outer ring' : `hole ${second.index} and the outer ring`;
  return first.index === second.index ? `parts of hole ${first.index}` : `hole ${first.index} and hole ${second.index}`;
}
