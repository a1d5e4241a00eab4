import { bboxOfRing, locateInRing, type Bbox, type Point } from '../geometry/polygon/planar.js';
import type { CornerTable } from './corner-table.js';
import type { Ring } from './rings.js';

/** More corners than a table holds, so that a side is one whole number. */
const CORNERS = 2 ** 26;
const sideOf = (a: number, b: number): number => Math.min(a, b) * CORNERS + Math.max(a, b);

/**
 * Rings around the same places (by the even-odd rule), each of at least three corners that are passed once, without a side that
 * belongs to two of them. Rings that are like that already come back as they are.
 */
export function evenOddRings(rings: readonly Ring[], table: CornerTable): Ring[] {
  const areLoops = rings.every(({ corners }) => corners.length > 3 && new Set(corners).size === corners.length - 1);
  if (areLoops && rings.length === 1) return [...rings];
  const sides = sidesPassedOnce(rings);
  if (areLoops && sides.size === rings.reduce((sum, { corners }) => sum + corners.length - 1, 0)) return [...rings];
  return withRoles(loopsOf(sides, table), table);
}

/** A side that is passed there and back, or twice, has the inside on both of its sides, or on none: it is no border. */
function sidesPassedOnce(rings: readonly Ring[]): Set<number> {
  const sides = new Set<number>();
  for (const { corners } of rings) {
    for (let i = 1; i < corners.length; i++) {
      const side = sideOf(corners[i - 1]!, corners[i]!);
      if (!sides.delete(side)) sides.add(side);
    }
  }
  return sides;
}

/** Joins sides to closed loops. A loop ends at the first corner that it meets again, so it passes each corner once. */
function loopsOf(sides: ReadonlySet<number>, table: CornerTable): number[][] {
  const neighbours = neighboursOf(sides);
  const loops: number[][] = [];
  for (const start of neighbours.keys()) {
    const path = [start];
    const places = new Map([[start, 0]]);
    while (neighbours.get(path.at(-1)!)!.length > 0) {
      const at = path.at(-1)!;
      const next = nextCorner(path.at(-2), at, neighbours.get(at)!, table);
      take(neighbours.get(at)!, next);
      take(neighbours.get(next)!, at);
      const place = places.get(next);
      if (place === undefined) {
        places.set(next, path.length);
        path.push(next);
      } else {
        const loop = path.splice(place + 1);
        for (const corner of loop) places.delete(corner);
        loops.push([next, ...loop, next]);
      }
    }
  }
  return loops;
}

function neighboursOf(sides: ReadonlySet<number>): Map<number, number[]> {
  const neighbours = new Map<number, number[]>();
  const add = (from: number, to: number): void => {
    const list = neighbours.get(from);
    if (list === undefined) neighbours.set(from, [to]);
    else list.push(to);
  };
  for (const side of sides) {
    const [a, b] = [Math.floor(side / CORNERS), side % CORNERS];
    add(a, b);
    add(b, a);
  }
  return neighbours;
}

function take(list: number[], value: number): void {
  list.splice(list.indexOf(value), 1);
}

/** Where several loops touch, the next side is the first one to the left of the way back. So loops touch and do not cross. */
function nextCorner(
  from: number | undefined,
  at: number,
  choices: readonly number[],
  { lons, lats }: CornerTable,
): number {
  if (choices.length === 1 || from === undefined) return choices[0]!;
  const direction = (to: number): number => Math.atan2(lats[to]! - lats[at]!, lons[to]! - lons[at]!);
  const back = direction(from);
  const turn = (to: number): number => (direction(to) - back + 4 * Math.PI) % (2 * Math.PI);
  return choices.reduce((best, to) => (turn(to) < turn(best) ? to : best));
}

/** A loop within an odd number of others is a hole. Outer rings come first. */
function withRoles(loops: readonly number[][], { lons, lats }: CornerTable): Ring[] {
  const shapes = loops.map((corners) => {
    const points = corners.slice(1).map((corner): Point => [lons[corner]!, lats[corner]!]);
    return { corners, points, box: bboxOfRing(points) };
  });
  const rings = shapes.map((inner): Ring => {
    const around = shapes.filter((outer) => outer !== inner && isWithin(inner, outer));
    return { role: around.length % 2 === 0 ? 'outer' : 'inner', corners: inner.corners };
  });
  return [...rings.filter(({ role }) => role === 'outer'), ...rings.filter(({ role }) => role === 'inner')];
}

interface Loop {
  readonly points: Point[];
  readonly box: Bbox;
}

function isWithin(inner: Loop, outer: Loop): boolean {
  const [west, south, east, north] = inner.box;
  const { box } = outer;
  if (box[0] > west || box[1] > south || box[2] < east || box[3] < north) return false;
  for (const point of inner.points) {
    const place = locateInRing(point, outer.points);
    if (place !== 0) return place > 0;
  }
  return false;
}
