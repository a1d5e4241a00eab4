import { cutShapes } from '../polygon/faces/cut-shapes.js';
import { fromFaces, toFaces } from '../polygon/faces/trace-faces.js';
import { bboxOfRing, type Shape } from '../polygon/planar.js';

/** For messages about outlines that run from 179 to -179 round the globe: ends a sentence. */
export const ANTIMERIDIAN_HINT =
  '; where it crosses the antimeridian, write longitudes beyond 180 (179 to 181, not 179 to -179) or one part on each side.';

/**
 * Cuts polygons with longitudes beyond ±180 (-360 to 360) at the antimeridian and brings all of them into -180 to 180 (RFC 7946,
 * 3.1.9). Exact: 180 … 360 less 360 loses no bit.
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

function shift(shapes: Shape[], by: number): Shape[] {
  return shapes.map((shape) => shape.map((ring) => ring.map(([x, y]) => [x + by, y])));
}
