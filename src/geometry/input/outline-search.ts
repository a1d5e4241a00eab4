import {
  bboxAround,
  distanceToEdge,
  isInShapes,
  orient,
  type Bbox,
  type Point,
  type Ring,
  type Shape,
} from '../polygon/planar.js';
import type { Placed } from '../tiles/distribute.js';

/** Both ends of an edge of an outline, in degrees. */
export type Edge = readonly [Point, Point];

/** How long a search may take. The search subtracts what it spends. */
export interface SearchBudget {
  /** Comparisons of an edge with a bbox. The comparison of an edge with an edge counts ten times. */
  comparisons: number;
}

interface Search<T> {
  /** In degrees. */
  tolerance: number;
  budget: SearchBudget;
  found: Set<T>;
}

/**
 * Finds the items that lie within a tolerance of at least one edge.
 *
 * The items are halved again and again. Each half is only compared with the edges that pass through its bbox.
 *
 * @param items - their bboxes include the tolerance
 * @param tolerance - in degrees
 * @param budget - the search ends when it is spent. It is then negative, and items may be missing in the result
 */
export function itemsNearEdges<T extends Placed>(
  items: readonly T[],
  edges: readonly Edge[],
  tolerance: number,
  budget: SearchBudget,
): Set<T> {
  const search: Search<T> = { tolerance, budget, found: new Set() };
  if (items.length > 0) descend(items, edges, search);
  return search.found;
}

function descend<T extends Placed>(items: readonly T[], edges: readonly Edge[], search: Search<T>): void {
  if (!spend(edges.length, search)) return;
  const bbox = bboxAround(items.map((item) => item.bbox));
  const near = edges.filter((edge) => passesThrough(edge, bbox));
  if (near.length === 0) return;
  const [first] = items;
  if (items.length === 1) {
    if (near.some((edge) => isNear(first!.shapes, edge, search))) search.found.add(first!);
    return;
  }
  const axis = bbox[2] - bbox[0] > bbox[3] - bbox[1] ? 0 : 1;
  const middle = ({ bbox: sides }: T) => sides[axis] + sides[axis + 2]!;
  const sorted = [...items].sort((a, b) => middle(a) - middle(b));
  descend(sorted.slice(0, sorted.length >> 1), near, search);
  descend(sorted.slice(sorted.length >> 1), near, search);
}

/** Whether the budget was large enough. */
function spend(comparisons: number, { budget }: Search<unknown>): boolean {
  budget.comparisons -= comparisons;
  return budget.comparisons >= 0;
}

/** Whether an edge has a point within a bbox: their bboxes meet, and the corners are not all on one side of the edge. */
function passesThrough([[ax, ay], [bx, by]]: Edge, [west, south, east, north]: Bbox): boolean {
  if (Math.max(ax, bx) < west || Math.min(ax, bx) > east) return false;
  if (Math.max(ay, by) < south || Math.min(ay, by) > north) return false;
  const [dx, dy] = [bx - ax, by - ay];
  const middle = dx * ((south + north) / 2 - ay) - dy * ((west + east) / 2 - ax);
  const reach = (Math.abs(dx) * (north - south) + Math.abs(dy) * (east - west)) / 2;
  return Math.abs(middle) <= reach;
}

/** Whether an edge is within the tolerance of polygons. The answer is false if the budget is spent. */
function isNear(shapes: readonly Shape[], edge: Edge, search: Search<unknown>): boolean {
  const rings = shapes.flat();
  const points = rings.reduce((sum, ring) => sum + ring.length, 0);
  if (!spend(10 * points, search)) return false;
  return isInShapes(edge[0], shapes) || rings.some((ring) => isNearRing(ring, edge, search.tolerance));
}

const isNearRing = (ring: Ring, [a, b]: Edge, tolerance: number): boolean =>
  ring.some((end, index) => {
    const start = ring.at(index - 1)!;
    return (
      distanceToEdge(end, a, b) <= tolerance ||
      distanceToEdge(a, start, end) <= tolerance ||
      distanceToEdge(b, start, end) <= tolerance ||
      (orient(a, b, start) * orient(a, b, end) < 0 && orient(start, end, a) * orient(start, end, b) < 0)
    );
  });
