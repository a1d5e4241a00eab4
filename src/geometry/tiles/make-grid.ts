import type { MultiPolygon } from 'geojson';
import { coverWithCells, type Cell } from './quadtree.js';
import { toMultiPolygon, toShapes } from '../polygon/shapes.js';
import type { TaskFeature } from './task-feature.js';
import { tilePolygon } from './tile-math.js';

export type { TaskFeature } from './task-feature.js';
export { intersectingTiles } from './intersecting-tiles.js';

/** How an area is divided. */
export interface GridOptions {
  /** Zoom of the tiles, 0 to 24. */
  zoom: number;
  /** Whether tiles are cut to the area. */
  clip: boolean;
  /** Most tasks. */
  maxTasks: number;
}

/**
 * Divides an area into tasks along the tiles of a zoom. The rule for `isSquare` is the original's.
 *
 * Without `clip` every tile is whole. With it, a tile wholly inside stays whole (`isSquare` true, exact corners) and another is
 * cut to the area (`isSquare` false, its `x, y, zoom` kept): the tasks' areas add up to the area's, and none overlap.
 *
 * @param aoi - a valid area in 4326, see `readAreaOfInterest`
 * @returns column by column from the west, each from the south
 * @throws GridError TooManyTasks, InvalidZoom, OutOfRange, EmptyArea
 */
export function makeGrid(aoi: MultiPolygon, { zoom, clip, maxTasks }: GridOptions): TaskFeature[] {
  return coverWithCells(toShapes(aoi), zoom, maxTasks).map((cell) => toTask(cell, clip));
}

function toTask({ x, y, zoom, part }: Cell, clip: boolean): TaskFeature {
  if (!clip || part === null) return { geometry: tilePolygon(x, y, zoom), x, y, zoom, isSquare: true };
  return { geometry: toMultiPolygon(part), x, y, zoom, isSquare: false };
}
