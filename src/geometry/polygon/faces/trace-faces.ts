import { bboxOfRing, isThin, locateInRing, NOISE_DEGREES, signedArea, type Ring, type Shape } from '../planar.js';
import { joinRings, type TouchPoint } from '../rings/join-rings.js';
import type { PolygonRing } from '../sweep/ring-edges.js';
import { loopsOf } from '../rings/ring-loops.js';
import { sweepRings } from '../sweep/ring-sweep.js';

/**
 * Prepares polygons for cutting. Rings of a polygon that touch become one ring that passes the point twice. Then each ring is one border of
 * one connected part (a face), also after a cut.
 *
 * @param shapes - valid polygons in degrees, shells counter-clockwise. An invalid polygon is not changed
 */
export function toFaces(shapes: readonly Shape[]): Shape[] {
  return shapes.flatMap((shape) => (shape.length === 1 ? [shape] : joinTouching(shape)));
}

/** Joins the rings of a polygon where they touch each other or themselves. An invalid polygon is not changed. */
export function joinTouching(shape: Shape): Shape[] {
  const rings = shape.map((points, index): PolygonRing => ({ points, polygon: 0, index }));
  const touches: TouchPoint[] = [];
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

/**
 * Reverses {@link toFaces} after cutting.
 *
 * @returns polygons that are valid by the OGC definition. Their rings pass no point twice
 */
export function fromFaces(shapes: readonly Shape[]): Shape[] {
  return shapes.flatMap((shape) => {
    const loops = shape.map((ring) => loopsOf(ring));
    if (loops.every((of) => of.length === 1)) return [shape];
    return sortRings(loops.flat().map((loop) => loop.points));
  });
}

/** Makes polygons of rings. Counter-clockwise rings are shells, and clockwise rings are holes of the shell around them. */
function sortRings(rings: readonly Ring[]): Shape[] {
  const solid = rings.filter((ring) => !isThin(ring, NOISE_DEGREES));
  const shapes = solid.filter((ring) => signedArea(ring) > 0).map((ring): Shape => [ring]);
  placeHoles(
    shapes,
    solid.filter((ring) => signedArea(ring) < 0),
  );
  return shapes;
}

/**
 * Adds each hole to the polygon whose shell is around it.
 *
 * @param shapes - polygons that do not overlap. They are changed
 */
export function placeHoles(shapes: Shape[], holes: Ring[]): void {
  if (shapes.length === 0) return;
  if (shapes.length === 1) {
    shapes[0]!.push(...holes);
    return;
  }
  // Small shells are tested first, because a test of a long shell is slow. The last candidate needs no test.
  const shells = shapes
    .map((shape) => ({ shape, shell: shape[0]!, bbox: bboxOfRing(shape[0]!) }))
    .sort((a, b) => a.shell.length - b.shell.length);
  for (const hole of holes) {
    const [west, south, east, north] = bboxOfRing(hole);
    const candidates = shells.filter(
      ({ bbox }) => bbox[0] <= west && bbox[1] <= south && bbox[2] >= east && bbox[3] >= north,
    );
    const around =
      candidates.find(({ shell }, index) => index === candidates.length - 1 || isInside(hole, shell)) ?? shells[0]!;
    around.shape.push(hole);
  }
}

function isInside(hole: Ring, shell: Ring): boolean {
  for (const point of hole) {
    const place = locateInRing(point, shell);
    if (place !== 0) return place > 0;
  }
  return true;
}
