import { GridError } from '../geometry.errors.js';
import { unionOf } from './overlay.js';
import { boxesMeet, boxOfRing, type Box, type Shape } from './planar.js';
import { RingEdges } from './ring-edges.js';
import { polygonsConflict } from './ring-validity.js';

/** turf's union takes seconds for more than this (10,000 points with as many crossings: about 4 s). */
const MAX_POINTS = 20_000;
const MAX_CROSSINGS = 10_000;

/**
 * Unites polygons that overlap, share a border or lie within each other, so that no land is counted twice. Polygons that stand alone
 * come back as they are, bit for bit.
 *
 * @throws GridError TooComplex: overlapping polygons with too many points or crossings, or turf gives up
 */
export function uniteShapes(shapes: readonly Shape[]): Shape[] {
  if (shapes.length < 2 || !polygonsConflict(shapes)) return [...shapes];
  return groupByBox(shapes).flatMap((group) => (group.length > 1 && polygonsConflict(group) ? unite(group) : group));
}

/** Groups of polygons whose boxes meet, directly or through others. */
function groupByBox(shapes: readonly Shape[]): Shape[][] {
  const boxes = shapes.map((shape) => boxOfRing(shape[0]!));
  const order = shapes.map((_, index) => index).sort((a, b) => boxes[a]![0] - boxes[b]![0]);
  const group = shapes.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (group[at] !== at) at = group[at] = group[group[at]!]!;
    return at;
  };
  let open: number[] = [];
  for (const index of order) {
    const box: Box = boxes[index]!;
    open = open.filter((other) => boxes[other]![2] >= box[0]);
    for (const other of open) if (boxesMeet(boxes[other]!, box)) group[root(other)] = root(index);
    open.push(index);
  }
  const groups = new Map<number, Shape[]>();
  shapes.forEach((shape, index) => {
    const key = root(index);
    const members = groups.get(key);
    if (members) members.push(shape);
    else groups.set(key, [shape]);
  });
  return [...groups.values()];
}

function unite(shapes: Shape[]): Shape[] {
  const points = shapes.flat().reduce((sum, ring) => sum + ring.length, 0);
  if (points > MAX_POINTS || countCrossings(shapes) > MAX_CROSSINGS) throw tooComplex();
  return unionOf(shapes);
}

/** Counts crossings of edges, and gives up soon after the limit. */
function countCrossings(shapes: Shape[]): number {
  const edges = new RingEdges(shapes.flat().map((points) => ({ points, polygon: 0, index: 0 })));
  const order = Int32Array.from({ length: edges.count }, (_, edge) => edge);
  order.sort((a, b) => edges.leftX[a]! - edges.leftX[b]!);
  let crossings = 0;
  for (let i = 0; i < order.length && crossings <= MAX_CROSSINGS; i++) {
    const a = order[i]!;
    const end = edges.rightX[a]!;
    for (let j = i + 1; j < order.length && edges.leftX[order[j]!]! <= end; j++) {
      if (cross(edges, a, order[j]!)) crossings++;
    }
  }
  return crossings;
}

function cross(edges: RingEdges, a: number, b: number): boolean {
  const aLow = Math.min(edges.leftY[a]!, edges.rightY[a]!);
  const aHigh = Math.max(edges.leftY[a]!, edges.rightY[a]!);
  const bLow = Math.min(edges.leftY[b]!, edges.rightY[b]!);
  const bHigh = Math.max(edges.leftY[b]!, edges.rightY[b]!);
  if (aLow > bHigh || bLow > aHigh) return false;
  return (
    edges.side(a, edges.leftX[b]!, edges.leftY[b]!) > 0 !== edges.side(a, edges.rightX[b]!, edges.rightY[b]!) > 0 &&
    edges.side(b, edges.leftX[a]!, edges.leftY[a]!) > 0 !== edges.side(b, edges.rightX[a]!, edges.rightY[a]!) > 0
  );
}

function tooComplex(): GridError {
  return new GridError(
    'TooComplex',
    `Parts of the area overlap or share borders and have more than ${MAX_POINTS.toLocaleString('en-US')} points or ` +
      `${MAX_CROSSINGS.toLocaleString('en-US')} crossings: unite them before.`,
  );
}
