import { area } from '@turf/area';
import type { MultiPolygon, Position } from 'geojson';
import { ANTIMERIDIAN_HINT, wrapShapes } from './antimeridian.js';
import { findPolygons, MAX_OUTLINE_POINTS, type FoundPolygon } from './geojson-reader.js';
import { GridError } from '../geometry.errors.js';
import { bboxOfRing, samePoint, type Ring, type Shape } from '../polygon/planar.js';
import { readPolygon } from './polygon-reader.js';
import { openRing, toMultiPolygon } from '../polygon/shapes.js';
import { uniteShapes } from '../polygon/union/union.js';

/** Limits of an area. */
export interface AreaLimits {
  /** Largest area in square kilometres (`TM_MAX_AOI_AREA`). */
  maxAreaKm2: number;
  /** Most points of its outline. Default 1,000,000. */
  maxPoints?: number;
}

/**
 * Reads the area of a project.
 *
 * @param input - parsed GeoJSON: Polygon, MultiPolygon, Feature, FeatureCollection or GeometryCollection, WGS84 degrees. Third
 *   coordinates are dropped. Longitudes beyond ±180 (to ±360) are cut at the antimeridian and wrapped. Parts that overlap are united.
 * @returns the area, valid, 4326, coordinates as given. Polygons that need no repair have their rings as drawn, others in the
 *   directions of RFC 7946
 * @throws GridError with one of NotGeoJson, WrongGeometryType, EmptyArea, InvalidCoordinate, ProjectedCoordinates, OutOfRange,
 *   NotClosed, InvalidRing, SelfIntersectingAOI, AreaTooLarge, TooComplex
 */
export function readAreaOfInterest(input: unknown, limits: AreaLimits): MultiPolygon {
  const found = findPolygons(input, limits.maxPoints ?? MAX_OUTLINE_POINTS, 'ignore');
  if (found.length === 0 && hasFeatures(input))
    throw new GridError('WrongGeometryType', 'The area has features, and none of them has a polygon.');
  const read = found.flatMap(readPolygon);
  if (read.length === 0)
    throw new GridError('EmptyArea', 'The area is empty: there is no polygon with an inside in it.');
  const shapes = uniteShapes(wrapShapes(read));
  if (shapes.length === 0) throw new GridError('EmptyArea', 'The area is empty: its polygons have no inside.');
  checkArea(shapes, limits.maxAreaKm2);
  return toMultiPolygon(
    shapes.length === found.length ? shapes.map((shape, index) => asDrawn(shape, found[index]!)) : shapes,
  );
}

/** A polygon that was not changed, with the rings in the direction in which the client drew them. Another one stays as it is. */
function asDrawn(shape: Shape, { coordinates }: FoundPolygon): Shape {
  if (shape.length !== coordinates.length) return shape;
  return shape.map((ring, index) => {
    const drawn = openRing(coordinates[index] as Position[]);
    return isReversed(ring, drawn) ? drawn : ring;
  });
}

const isReversed = (ring: Ring, other: Ring): boolean =>
  ring.length === other.length && ring.every((point, index) => samePoint(point, other[other.length - 1 - index]!));

/** Whether a collection holds features, though perhaps none with a geometry. */
function hasFeatures(input: unknown): boolean {
  const { features } = input as { features?: unknown };
  return Array.isArray(features) && features.length > 0;
}

/** @throws GridError AreaTooLarge */
function checkArea(shapes: readonly Shape[], maxAreaKm2: number): void {
  const km2 = area(toMultiPolygon(shapes)) / 1e6;
  if (km2 <= maxAreaKm2) return;
  const size = `The area has ${round(km2)} km², more than the ${round(maxAreaKm2)} km² allowed`;
  throw new GridError('AreaTooLarge', `${size}${spansGlobe(shapes) ? ANTIMERIDIAN_HINT : '.'}`);
}

function spansGlobe(shapes: readonly Shape[]): boolean {
  return shapes.some((shape) => {
    const [west, , east] = bboxOfRing(shape[0]!);
    return east - west > 180;
  });
}

function round(km2: number): string {
  return km2.toLocaleString('en-US', { maximumFractionDigits: km2 < 10 ? 3 : 0 });
}
