import { GridError } from '../geometry.errors.js';
import { cutShapes, type Axis } from '../polygon/faces/cut-shapes.js';
import type { Bbox, Shape } from '../polygon/planar.js';
import { SNAP_DEGREES } from './quadtree.js';

/** Polygons that are compared with an area. */
export interface Placed {
  shapes: Shape[];
  /** Only the part of the area in this bbox matters. */
  bbox: Bbox;
}

/** Largest number of points of the area that all comparisons together may read. */
const MAX_WORK_POINTS = 2e8;

interface Distribution<T extends Placed> {
  visit: (item: T, near: readonly Shape[]) => void;
  /** Points that may still be read. */
  budget: number;
}

/**
 * Calls `visit` once for each item, with the part of an area that is near it. So each item is compared with few points.
 *
 * The items are divided again and again by a meridian or a parallel, and the area is cut along the same line. An item that crosses
 * the line is visited with the area as it is at that step.
 *
 * @param area - as `toFaces` returns it, in degrees
 * @throws GridError TooComplex if the items overlap so much that the comparisons would take minutes
 */
export function distribute<T extends Placed>(
  items: readonly T[],
  area: readonly Shape[],
  visit: (item: T, near: readonly Shape[]) => void,
): void {
  descend(items, area, { visit, budget: MAX_WORK_POINTS });
}

function descend<T extends Placed>(items: readonly T[], shapes: readonly Shape[], distribution: Distribution<T>): void {
  if (items.length === 0) return;
  const halving = items.length > 1 && shapes.length > 0 ? bestHalving(items) : null;
  for (const item of halving?.across ?? items) {
    spend(shapes, distribution);
    distribution.visit(item, shapes);
  }
  if (halving === null) return;
  spend(shapes, distribution);
  const halves = cutShapes(shapes, halving.axis, halving.at, SNAP_DEGREES);
  descend(halving.low, halves.low, distribution);
  descend(halving.high, halves.high, distribution);
}

/** @throws GridError TooComplex if the budget is spent */
function spend(shapes: readonly Shape[], distribution: { budget: number }): void {
  for (const shape of shapes) for (const ring of shape) distribution.budget -= ring.length;
  if (distribution.budget < 0)
    throw new GridError('TooComplex', 'The tiles of the grid overlap too much to be compared with this area.');
}

/** Items on both sides of a line, and items that cross it. */
interface Halving<T> {
  axis: Axis;
  /** Position of the line in degrees. */
  at: number;
  low: T[];
  high: T[];
  across: T[];
}

/** The halving along the better axis, or null if no line divides the items. Items that cross the line count four times. */
function bestHalving<T extends Placed>(items: readonly T[]): Halving<T> | null {
  const [a, b] = [halve(items, 0), halve(items, 1)];
  if (a === null || b === null) return a ?? b;
  const cost = (halving: Halving<T>) => Math.max(halving.low.length, halving.high.length) + 4 * halving.across.length;
  return cost(a) <= cost(b) ? a : b;
}

/** Divides items at the median of the west (axis 0) or south (axis 1) sides of their bboxes. */
function halve<T extends Placed>(items: readonly T[], axis: Axis): Halving<T> | null {
  const starts = items.map(({ bbox }) => bbox[axis]).sort((a, b) => a - b);
  const middle = starts[starts.length >> 1]!;
  const at = middle > starts[0]! ? middle : starts.find((start) => start > starts[0]!);
  if (at === undefined) return null;
  const halving: Halving<T> = { axis, at, low: [], high: [], across: [] };
  for (const item of items) {
    if (item.bbox[axis] >= at) halving.high.push(item);
    else if (item.bbox[axis + 2]! <= at) halving.low.push(item);
    else halving.across.push(item);
  }
  return halving;
}
