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
  /** Largest number of points of its outline. The default is 1,000,000. */
  maxPoints?: number;
}

/**
 * Reads the area of interest (AOI) of a project.
 *
 * Third coordinates are dropped. An area with longitudes beyond ±180 (up to ±360) is cut at the antimeridian. Parts that overlap
 * or share a border are united.
 *
 * @param input - parsed GeoJSON in WGS84 degrees: Polygon, MultiPolygon, Feature, FeatureCollection or GeometryCollection
 * @returns the valid area in EPSG:4326. Its coordinates are those of the input. The rings of a polygon that was not changed keep
 *   the direction in which the client drew them. The rings of other polygons have the directions of RFC 7946
 * @throws GridError NotGeoJson, WrongGeometryType, EmptyArea, InvalidCoordinate, ProjectedCoordinates, OutOfRange, NotClosed,
 *   InvalidRing, SelfIntersectingAOI, AreaTooLarge or TooComplex
 */
export function readAreaOfInterest(input: unknown, limits: AreaLimits): MultiPolygon {
  const found = findPolygons(input, limits.maxPoints ?? MAX_OUTLINE_POINTS, 'ignore');
  if (found.length === 0 && hasFeatures(input))
    throw new GridError('WrongGeometryType', 'The area has features, but none of them has a polygon.');
  const read = found.flatMap(readPolygon);
  if (read.length === 0) throw new GridError('EmptyArea', 'The area is empty: it has no polygon with an interior.');
  const shapes = uniteShapes(wrapShapes(read));
  if (shapes.length === 0) throw new GridError('EmptyArea', 'The area is empty: its polygons have no interior.');
  checkArea(shapes, limits.maxAreaKm2);
  return toMultiPolygon(
    shapes.length === found.length ? shapes.map((shape, index) => withDrawnRings(shape, found[index]!)) : shapes,
  );
}

/** Gives the rings of an unchanged polygon the direction in which the client drew them. A changed polygon is returned as it is. */
function withDrawnRings(shape: Shape, { coordinates }: FoundPolygon): Shape {
  if (shape.length !== coordinates.length) return shape;
  return shape.map((ring, index) => {
    const drawn = openRing(coordinates[index] as Position[]);
    return isReversed(ring, drawn) ? drawn : ring;
  });
}

const isReversed = (ring: Ring, other: Ring): boolean =>
  ring.length === other.length && ring.every((point, index) => samePoint(point, other[other.length - 1 - index]!));

/** Whether the input is a collection with features. The features may have no geometry. */
function hasFeatures(input: unknown): boolean {
  const { features } = input as { features?: unknown };
  return Array.isArray(features) && features.length > 0;
}

/** @throws GridError AreaTooLarge */
function checkArea(shapes: readonly Shape[], maxAreaKm2: number): void {
  const km2 = area(toMultiPolygon(shapes)) / 1e6;
  if (km2 <= maxAreaKm2) return;
  const size = `The area has ${formatKm2(km2)} km², more than the ${formatKm2(maxAreaKm2)} km² allowed`;
  throw new GridError('AreaTooLarge', `${size}${spansGlobe(shapes) ? ANTIMERIDIAN_HINT : '.'}`);
}

/** Whether a polygon is wider than half the globe. Such an outline often comes from longitudes 179 and -179. */
function spansGlobe(shapes: readonly Shape[]): boolean {
  return shapes.some((shape) => {
    const [west, , east] = bboxOfRing(shape[0]!);
    return east - west > 180;
  });
}

function formatKm2(km2: number): string {
  return km2.toLocaleString('en-US', { maximumFractionDigits: km2 < 10 ? 3 : 0 });
}
