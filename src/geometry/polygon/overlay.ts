import { featureCollection, intersect, multiPolygon, union } from '@turf/turf';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { cutShapes } from './clip.js';
import { fromFaces } from './trace-faces.js';
import { GridError } from '../geometry.errors.js';
import { boxOfShapes, type Box, type Shape } from './planar.js';
import { loopsOf } from './ring-loops.js';
import { assemblePolygon } from './ring-validity.js';
import { toMultiPolygon, toShapes } from './shapes.js';

type Overlay = (polygons: FeatureCollection<MultiPolygon>) => Feature<MultiPolygon | Polygon> | null;

/** Decimals tried in turn: all, then 0.1 µm, then 0.1 mm. */
const DECIMALS = [null, 12, 9];

/** Cuts polygons (as `toFaces` makes them) to a box. Vertices within `snap` degrees of its sides are on them. */
export function clipToBox(shapes: readonly Shape[], [west, south, east, north]: Box, snap: number): Shape[] {
  let part = cutShapes(shapes, 0, west, snap).high;
  part = cutShapes(part, 0, east, snap).low;
  part = cutShapes(part, 1, south, snap).high;
  return cutShapes(part, 1, north, snap).low;
}

/**
 * What two sets of polygons have in common, for outlines that are not boxes (those are cut without turf, see `clipToBox`).
 *
 * @param a - as `toFaces` makes them
 * @param b - valid polygons
 * @throws GridError TooComplex where turf gives up
 */
export function intersectShapes(a: readonly Shape[], b: readonly Shape[]): Shape[] {
  const near = fromFaces(clipToBox(a, boxOfShapes(b), 0));
  if (near.length === 0 || b.length === 0) return [];
  return overlay([near, b], intersect, 'A tile of the grid could not be cut to the area.');
}

/**
 * Unites polygons.
 *
 * @throws GridError TooComplex where turf gives up
 */
export function unionOf(shapes: readonly Shape[]): Shape[] {
  const each = shapes.map((shape) => [shape]);
  return overlay(each, union, 'Parts of the area overlap and could not be united: unite them before.');
}

/**
 * turf's overlay throws on some input (coordinates of 1e-20 beside others, edges a last bit apart), and its result may be a last bit
 * from valid. Then it tries again with coordinates rounded to what nobody can measure.
 */
function overlay(operands: readonly (readonly Shape[])[], operation: Overlay, failure: string): Shape[] {
  for (const decimals of DECIMALS) {
    try {
      const result = operation(featureCollection(operands.map((shapes) => toFeature(shapes, decimals))));
      const shapes = result === null ? [] : toShapes(result.geometry);
      return shapes.flatMap((shape) => assemblePolygon(shape.map(loopsOf), 'the result'));
    } catch {
      continue;
    }
  }
  throw new GridError('TooComplex', failure);
}

function toFeature(shapes: readonly Shape[], decimals: number | null): Feature<MultiPolygon> {
  if (decimals === null) return multiPolygon(toMultiPolygon(shapes).coordinates);
  const round = (value: number) => Number(value.toFixed(decimals));
  const rounded = shapes.map((shape) =>
    shape.map((ring) => ring.map(([x, y]): [number, number] => [round(x), round(y)])),
  );
  return multiPolygon(toMultiPolygon(rounded).coordinates);
}
