import type { MultiPolygon } from 'geojson';
import { GridError } from '../geometry.errors.js';
import { planarArea, type Bbox, type Shape } from '../polygon/planar.js';
import { toMultiPolygon } from '../polygon/shapes.js';

/** A Web-Mercator tile as v5 stores it: `y` counts from the **south** (TMS), unlike the XYZ tiles of web maps. */
export interface Tile {
  x: number;
  y: number;
  zoom: number;
}

const MIN_ZOOM = 0;
export const MAX_ZOOM = 24;

/** Where Web-Mercator ends, in degrees of latitude. */
export const MAX_LATITUDE = 85.0511287798066;

/**
 * Longitude in degrees of the west side of column `x` (0 … 2^zoom). The one place where columns become degrees: neighbours and
 * the children of a tile get the same bits, since x / 2^zoom is exact.
 */
export function tileLongitude(x: number, zoom: number): number {
  return (x / 2 ** zoom) * 360 - 180;
}

/** Latitude in degrees of the south side of row `y`, counted from the south (0 … 2^zoom); mirror-symmetric about the equator. */
export function tileLatitude(y: number, zoom: number): number {
  return (Math.atan(Math.sinh(Math.PI * (2 * (y / 2 ** zoom) - 1))) * 180) / Math.PI;
}

/** West, south, east, north of a tile in degrees. */
export function tileBbox({ x, y, zoom }: Tile): Bbox {
  return [tileLongitude(x, zoom), tileLatitude(y, zoom), tileLongitude(x + 1, zoom), tileLatitude(y + 1, zoom)];
}

/** The outline of a tile: counter-clockwise from the south-west corner, 4326, full precision. `y` from the south. */
export function tilePolygon(x: number, y: number, zoom: number): MultiPolygon {
  return toMultiPolygon([boxShape(tileBbox({ x, y, zoom }))]);
}

/** A box as a polygon in working form. */
function boxShape([west, south, east, north]: Bbox): Shape {
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ],
  ];
}

/** Whether polygons fill a box exactly, whatever further points they have on its sides. */
export function fillsBbox(shapes: readonly Shape[], box: Bbox): boolean {
  if (shapes.length !== 1 || shapes[0]!.length !== 1) return false;
  const [west, south, east, north] = box;
  for (const [x, y] of shapes[0]![0]!) if (x !== west && x !== east && y !== south && y !== north) return false;
  const full = (east - west) * (north - south);
  return Math.abs(planarArea(shapes) - full) <= 1e-12 * full;
}

/** @throws GridError InvalidZoom unless a whole number from 0 to 24 */
export function requireZoom(zoom: number): void {
  if (Number.isInteger(zoom) && zoom >= MIN_ZOOM && zoom <= MAX_ZOOM) return;
  throw new GridError('InvalidZoom', `The zoom must be a whole number from ${MIN_ZOOM} to ${MAX_ZOOM}, not ${zoom}.`);
}
