import type { MultiPolygon } from 'geojson';
import { coverWithCells, type Cell } from './quadtree.js';
import { toMultiPolygon, toShapes } from '../polygon/shapes.js';
import type { TaskFeature } from './task-feature.js';
import { tilePolygon } from './tile-math.js';

export type { TaskFeature } from './task-feature.js';
export { intersectingTiles } from './intersecting-tiles.js';

/** How an area is divided. */
export interface GridOptions {
  /** Zoom of the tiles, a whole number from 0 to 24. */
  zoom: number;
  /** Whether tiles are cut to the area. */
  clip: boolean;
  /** Largest number of tasks. */
  maxTasks: number;
}

/**
 * Divides an area into tasks along the tiles of a zoom.
 *
 * Without `clip` each task is a whole tile. With `clip` a tile that lies in the area stays whole (`isSquare` true). Another tile is
 * cut to the area (`isSquare` false) and keeps its `x, y, zoom`. Then the tasks do not overlap, and their sizes add up to the size of
 * the area. `isSquare` has the same meaning as in version 5.
 *
 * @param aoi - a valid area in EPSG:4326, see `readAreaOfInterest`
 * @returns tasks in EPSG:4326, column by column from the west, each column from the south
 * @throws GridError TooManyTasks, TooComplex, InvalidZoom, OutOfRange or EmptyArea
 */
export function makeGrid(aoi: MultiPolygon, { zoom, clip, maxTasks }: GridOptions): TaskFeature[] {
  return coverWithCells(toShapes(aoi), zoom, maxTasks).map((cell) => toTask(cell, clip));
}

function toTask({ x, y, zoom, part }: Cell, clip: boolean): TaskFeature {
  if (!clip || part === null) return { geometry: tilePolygon(x, y, zoom), x, y, zoom, isSquare: true };
  return { geometry: toMultiPolygon(part), x, y, zoom, isSquare: false };
}
