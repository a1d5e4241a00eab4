import type { MultiPolygon } from 'geojson';
import { GridError } from '../geometry.errors.js';
import { planarArea, type Bbox, type Shape } from '../polygon/planar.js';
import { toMultiPolygon } from '../polygon/shapes.js';

/**
 * A Web-Mercator tile as version 5 stores it: `y` counts from the **south** (TMS), unlike the XYZ tiles of web maps
 * (https://wiki.openstreetmap.org/wiki/TMS).
 */
export interface Tile {
  x: number;
  y: number;
  zoom: number;
}

const MIN_ZOOM = 0;
/** The largest zoom of tiles. */
export const MAX_ZOOM = 24;

/** The northern limit of Web-Mercator in degrees of latitude. The southern limit is its negative. */
export const MAX_LATITUDE = 85.0511287798066;

/**
 * Longitude in degrees of the west side of column `x` (0 to 2^zoom). Neighbours of a tile and its children get exactly the same
 * longitudes, because x / 2^zoom is exact and no other function converts columns to degrees.
 */
export function tileLongitude(x: number, zoom: number): number {
  return (x / 2 ** zoom) * 360 - 180;
}

/**
 * Latitude in degrees of the south side of row `y`, counted from the south (0 to 2^zoom)
 * (https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames).
 */
export function tileLatitude(y: number, zoom: number): number {
  return (Math.atan(Math.sinh(Math.PI * (2 * (y / 2 ** zoom) - 1))) * 180) / Math.PI;
}

/** The bbox of a tile in degrees. */
export function tileBbox({ x, y, zoom }: Tile): Bbox {
  return [tileLongitude(x, zoom), tileLatitude(y, zoom), tileLongitude(x + 1, zoom), tileLatitude(y + 1, zoom)];
}

/** The outline of a tile in EPSG:4326 with all decimals, counter-clockwise from the south-west corner. `y` counts from the south. */
export function tilePolygon(x: number, y: number, zoom: number): MultiPolygon {
  return toMultiPolygon([shapeOfBbox(tileBbox({ x, y, zoom }))]);
}

function shapeOfBbox([west, south, east, north]: Bbox): Shape {
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ],
  ];
}

/**
 * Whether polygons fill a bbox exactly. There may be further points on its sides.
 *
 * @param shapes - polygons within the bbox
 */
export function fillsBbox(shapes: readonly Shape[], bbox: Bbox): boolean {
  if (shapes.length !== 1 || shapes[0]!.length !== 1) return false;
  const [west, south, east, north] = bbox;
  for (const [x, y] of shapes[0]![0]!) if (x !== west && x !== east && y !== south && y !== north) return false;
  const full = (east - west) * (north - south);
  return Math.abs(planarArea(shapes) - full) <= 1e-12 * full;
}

/** @throws GridError InvalidZoom if the zoom is not a whole number from 0 to 24 */
export function requireZoom(zoom: number): void {
  if (Number.isInteger(zoom) && zoom >= MIN_ZOOM && zoom <= MAX_ZOOM) return;
  throw new GridError('InvalidZoom', `The zoom must be a whole number from ${MIN_ZOOM} to ${MAX_ZOOM}, not ${zoom}.`);
}
