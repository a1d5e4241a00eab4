import { cutShapes } from '../polygon/faces/cut-shapes.js';
import { fromFaces, toFaces } from '../polygon/faces/trace-faces.js';
import { bboxOfRing, type Shape } from '../polygon/planar.js';

/** End of an error sentence. It explains how to write an outline that crosses the antimeridian. */
export const ANTIMERIDIAN_HINT =
  '; if it crosses the antimeridian, write longitudes beyond 180 (179 to 181, not 179 to -179), or one part on each side.';

/**
 * Cuts polygons at the antimeridian and moves all parts to longitudes from -180 to 180, as RFC 7946 requires
 * (https://www.rfc-editor.org/rfc/rfc7946#section-3.1.9). The result is exact: for a longitude from 180 to 360, subtracting 360
 * changes no bit of the difference.
 *
 * @param shapes - valid polygons in EPSG:4326, longitudes from -360 to 360. They are not changed
 */
export function wrapShapes(shapes: readonly Shape[]): Shape[] {
  const wrapped: Shape[] = [];
  for (const shape of shapes) {
    const [west, , east] = bboxOfRing(shape[0]!);
    if (west >= -180 && east <= 180) {
      wrapped.push(shape);
      continue;
    }
    const { low, high } = cutShapes(toFaces([shape]), 0, 180);
    const { low: farWest, high: middle } = cutShapes(low, 0, -180);
    wrapped.push(...fromFaces([...middle, ...shift(high, -360), ...shift(farWest, 360)]));
  }
  return wrapped;
}

function shift(shapes: Shape[], degrees: number): Shape[] {
  return shapes.map((shape) => shape.map((ring) => ring.map(([x, y]) => [x + degrees, y])));
}
