import { bboxOfRing, isThin, locateInRing, NOISE_DEGREES, signedArea, type Ring, type Shape } from '../planar.js';
import { joinRings, type Insertion } from '../rings/join-rings.js';
import type { RingOf } from '../sweep/ring-edges.js';
import { loopsOf } from '../rings/ring-loops.js';
import { sweepRings } from '../sweep/ring-sweep.js';

/**
 * Prepares polygons for cutting: rings of a polygon that touch become one ring that passes the point twice. After that, whatever a cut
 * does, each ring is one border of one connected piece, and nothing has to be known about who touched whom.
 *
 * @param shapes - valid polygons (shells counter-clockwise); an invalid one is left as it is
 */
export function toFaces(shapes: readonly Shape[]): Shape[] {
  return shapes.flatMap((shape) => (shape.length === 1 ? [shape] : joinTouching(shape)));
}

/** Joins the rings of a polygon where they touch each other or themselves. An invalid polygon is left as it is. */
export function joinTouching(shape: Shape): Shape[] {
  const rings = shape.map((points, index): RingOf => ({ points, polygon: 0, index }));
  const touches: Insertion[] = [];
  let valid = true;
  sweepRings(rings, {
    crossing: () => void (valid = false),
    touching: (a, b, at, edgeOfA, edgeOfB) => {
      touches.push({ ring: a.index, edge: edgeOfA, at }, { ring: b.index, edge: edgeOfB, at });
    },
    nesting: () => false,
  });
  if (!valid || touches.length === 0) return [shape];
  return sortRings(joinRings(shape, touches) ?? shape);
}

/** Undoes {@link toFaces} after cutting: valid polygons in the OGC sense, whose rings pass no point twice. */
export function fromFaces(shapes: readonly Shape[]): Shape[] {
  return shapes.flatMap((shape) => {
    const loops = shape.map((ring) => loopsOf(ring));
    if (loops.every((of) => of.length === 1)) return [shape];
    return sortRings(loops.flat().map((loop) => loop.points));
  });
}

/** Sorts rings of a polygon or its pieces into polygons: counter-clockwise ones are shells, clockwise ones holes of the shell around. */
function sortRings(rings: readonly Ring[]): Shape[] {
  const solid = rings.filter((ring) => !isThin(ring, NOISE_DEGREES));
  const shapes = solid.filter((ring) => signedArea(ring) > 0).map((ring): Shape => [ring]);
  placeHoles(
    shapes,
    solid.filter((ring) => signedArea(ring) < 0),
  );
  return shapes;
}

/** Adds each hole to the polygon whose shell is around it. The shells must not overlap. */
export function placeHoles(shapes: Shape[], holes: Ring[]): void {
  if (shapes.length === 0) return;
  if (shapes.length === 1) {
    shapes[0]!.push(...holes);
    return;
  }
  // Small shells are asked first and the last one is not asked at all: the big shell is the dear one, and usually the answer.
  const shells = shapes
    .map((shape) => ({ shape, shell: shape[0]!, box: bboxOfRing(shape[0]!) }))
    .sort((a, b) => a.shell.length - b.shell.length);
  for (const hole of holes) {
    const [west, south, east, north] = bboxOfRing(hole);
    const around = shells.filter(({ box }) => box[0] <= west && box[1] <= south && box[2] >= east && box[3] >= north);
    const home =
      around.find(({ shell }, index) => index === around.length - 1 || holeIsInside(hole, shell)) ?? shells[0]!;
    home.shape.push(hole);
  }
}

function holeIsInside(hole: Ring, shell: Ring): boolean {
  for (const point of hole) {
    const place = locateInRing(point, shell);
    if (place !== 0) return place > 0;
  }
  return true;
}
