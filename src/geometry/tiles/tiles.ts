import type { MultiPolygon } from 'geojson';
import { coverWithCells } from '../polygon/quadtree.js';
import { toShapes } from '../polygon/shapes.js';
import type { Tile } from './tile-math.js';

export {
  MAX_LATITUDE,
  MAX_ZOOM,
  MIN_ZOOM,
  tileBbox,
  tileLatitude,
  tileLongitude,
  tilePolygon,
  type Tile,
} from './tile-math.js';

/**
 * The tiles whose inside meets the inside of the area; touching a side or a corner is not enough.
 *
 * @param aoi - a valid area in 4326
 * @param maxTiles - most tiles; more are refused before they are made
 * @returns column by column from the west, each from the south
 * @throws GridError TooManyTasks, InvalidZoom, OutOfRange (beyond the latitudes of Web-Mercator)
 */
export function tilesCovering(aoi: MultiPolygon, zoom: number, maxTiles: number): Tile[] {
  return coverWithCells(toShapes(aoi), zoom, maxTiles).map((cell) => ({ x: cell.x, y: cell.y, zoom }));
}
