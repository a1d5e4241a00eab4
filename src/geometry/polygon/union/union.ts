import { GridError } from '../../geometry.errors.js';
import { findUnsharedEdges, uniteAdjoining } from './adjoining.js';
import { countCrossings } from '../sweep/count-crossings.js';
import { overlayRings } from '../overlay/overlay.js';
import { bboxesMeet, bboxOfRing, withMargin, type Bbox, type Shape } from '../planar.js';
import { polygonsConflict } from './polygons-conflict.js';

/** Largest number of crossings of outlines. Parts that only share borders have none. A million crossings take about 4 s and 300 MB. */
const MAX_CROSSINGS = 1_000_000;
/** If the counting takes more than some seconds, it ends and the union is tried. The time limit of the thread still applies. */
const COUNT_LIMITS = { crossings: MAX_CROSSINGS, comparisons: 100_000_000 };
/** Parts that are this near (0.05 µm) belong to one group: two programs may compute the same border with different last bits. */
const GAP_DEGREES = 5e-13;
/** More polygons than this are united at once, because grouping them would take longer. */
const MAX_GROUPED_POLYGONS = 5_000;

/**
 * Unites polygons that overlap, share a border or contain each other, so that no land is counted twice. Other polygons are returned
 * unchanged.
 *
 * @param shapes - valid polygons in degrees
 * @returns valid polygons in degrees that do not overlap
 * @throws GridError TooComplex if the outlines cross too often
 */
export function uniteShapes(shapes: readonly Shape[]): Shape[] {
  if (shapes.length < 2) return [...shapes];
  const edges = findUnsharedEdges(shapes);
  const united = edges.hasShared ? uniteAdjoining(edges) : null;
  if (united !== null) return united;
  if (!polygonsConflict(shapes)) return [...shapes];
  if (shapes.length > MAX_GROUPED_POLYGONS) return unite([...shapes]);
  return groupByBbox(shapes).flatMap((group) => (group.length > 1 && polygonsConflict(group) ? unite(group) : group));
}

/** Groups polygons whose bboxes meet, directly or through other polygons (https://en.wikipedia.org/wiki/Disjoint-set_data_structure). */
function groupByBbox(shapes: readonly Shape[]): Shape[][] {
  const bboxes = shapes.map((shape) => withMargin(bboxOfRing(shape[0]!), GAP_DEGREES));
  const order = shapes.map((_, index) => index).sort((a, b) => bboxes[a]![0] - bboxes[b]![0]);
  const parent = shapes.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  let open: number[] = [];
  for (const index of order) {
    const bbox: Bbox = bboxes[index]!;
    open = open.filter((other) => bboxes[other]![2] >= bbox[0]);
    for (const other of open) if (bboxesMeet(bboxes[other]!, bbox)) parent[root(other)] = root(index);
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

/** @throws GridError TooComplex */
function unite(shapes: Shape[]): Shape[] {
  const { rings } = findUnsharedEdges(shapes);
  if (countCrossings(rings, COUNT_LIMITS).crossings > MAX_CROSSINGS) throw tooManyCrossings();
  return overlayRings('Union', 'Positive', rings);
}

function tooManyCrossings(): GridError {
  return new GridError(
    'TooComplex',
    `The outlines of overlapping parts cross more than ${MAX_CROSSINGS.toLocaleString('en-US')} times. Unite the parts in a ` +
      'desktop GIS program, or divide the area into several projects.',
  );
}
