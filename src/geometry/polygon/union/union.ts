import { GridError } from '../../geometry.errors.js';
import { openSides, uniteAdjoining } from './adjoining.js';
import { countCrossings } from '../sweep/count-crossings.js';
import { overlayRings } from '../overlay/overlay.js';
import { bboxesMeet, bboxOfRing, type Bbox, type Shape } from '../planar.js';
import { polygonsConflict } from './polygons-conflict.js';

/** Most crossings of outlines. Parts that only share borders have none. A million crossings take about 4 s and 300 MB. */
const MAX_CROSSINGS = 1_000_000;
/** The count is a guard. Where it would take longer than some seconds, the union is tried, and the time limit of the thread holds. */
const COUNT_LIMITS = { crossings: MAX_CROSSINGS, comparisons: 100_000_000 };
/** Parts that are this near (0.05 µm) belong to one group: borders that two programs computed. */
const GAP_DEGREES = 5e-13;
/** Above this, polygons are united together: to sort them into groups would take longer. */
const MAX_GROUPED_POLYGONS = 5_000;

/**
 * Unites polygons that overlap, share a border or lie within each other, so that no land is counted twice. Polygons that stand alone
 * come back as they are, bit for bit.
 *
 * @throws GridError TooComplex: outlines that cross too often
 */
export function uniteShapes(shapes: readonly Shape[]): Shape[] {
  if (shapes.length < 2) return [...shapes];
  const sides = openSides(shapes);
  const united = sides.someShared ? uniteAdjoining(sides) : null;
  if (united !== null) return united;
  if (!polygonsConflict(shapes)) return [...shapes];
  if (shapes.length > MAX_GROUPED_POLYGONS) return unite([...shapes]);
  return groupByBbox(shapes).flatMap((group) => (group.length > 1 && polygonsConflict(group) ? unite(group) : group));
}

/** Groups of polygons whose boxes meet, directly or through others. */
function groupByBbox(shapes: readonly Shape[]): Shape[][] {
  const boxes = shapes.map((shape) => grown(bboxOfRing(shape[0]!)));
  const order = shapes.map((_, index) => index).sort((a, b) => boxes[a]![0] - boxes[b]![0]);
  const group = shapes.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (group[at] !== at) at = group[at] = group[group[at]!]!;
    return at;
  };
  let open: number[] = [];
  for (const index of order) {
    const box: Bbox = boxes[index]!;
    open = open.filter((other) => boxes[other]![2] >= box[0]);
    for (const other of open) if (bboxesMeet(boxes[other]!, box)) group[root(other)] = root(index);
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

/** A bbox with room for the last bits in which the borders of adjoining parts may differ. */
const grown = ([west, south, east, north]: Bbox): Bbox => [
  west - GAP_DEGREES,
  south - GAP_DEGREES,
  east + GAP_DEGREES,
  north + GAP_DEGREES,
];

/** @throws GridError TooComplex */
function unite(shapes: Shape[]): Shape[] {
  const { rings } = openSides(shapes);
  if (countCrossings(rings, COUNT_LIMITS).crossings > MAX_CROSSINGS) throw tooManyCrossings();
  return overlayRings('Union', 'Positive', rings);
}

function tooManyCrossings(): GridError {
  return new GridError(
    'TooComplex',
    `The outlines of overlapping parts cross more than ${MAX_CROSSINGS.toLocaleString('en-US')} times: unite the parts in a ` +
      'desktop GIS program, or divide the area into several projects.',
  );
}
