import { cutShapes } from '../polygon/faces/cut-shapes.js';
import { fromFaces, toFaces } from '../polygon/faces/trace-faces.js';
import { GridError } from '../geometry.errors.js';
import { bboxOfShapes, type Shape } from '../polygon/planar.js';
import { fillsBbox, MAX_LATITUDE, requireZoom, tileBbox, tileLatitude, tileLongitude, type Tile } from './tile-math.js';

/** A tile that intersects an area. */
export interface Cell extends Tile {
  /** The part of the area within the tile; null if the area fills the tile. */
  part: Shape[] | null;
}

/**
 * A vertex that is this near to the side of a tile is taken to be on it, in degrees (0.05 µm). An area may be drawn along tiles by another
 * program, whose coordinates differ in their last bits. Such an area gets whole tiles, and no extremely thin tasks beside them.
 */
export const SNAP_DEGREES = 5e-13;

/**
 * Covers an area with the tiles of a zoom.
 *
 * The function descends a quadtree (https://en.wikipedia.org/wiki/Quadtree) from the tile of the whole world, and cuts the area
 * along the quarters of each tile. So a tile is only compared with the part of the outline within it. O(points × zoom + tiles).
 *
 * @param shapes - valid polygons in degrees
 * @param zoom - a whole number from 0 to 24
 * @returns column by column from the west, each column from the south
 * @throws GridError TooManyTasks, TooComplex, InvalidZoom, OutOfRange or EmptyArea
 */
export function coverWithCells(shapes: readonly Shape[], zoom: number, maxTiles: number): Cell[] {
  requireZoom(zoom);
  checkLatitudes(shapes);
  const cells: Cell[] = [];
  const descent = { zoom, maxTiles, cells, points: 0 };
  descend({ x: 0, y: 0, zoom: 0 }, toFaces(shapes), descent);
  if (cells.length === 0)
    throw new GridError('EmptyArea', 'The area is too thin to be divided: no tile contains a part of it.');
  return cells.sort((a, b) => a.x - b.x || a.y - b.y);
}

interface Descent {
  zoom: number;
  maxTiles: number;
  cells: Cell[];
  /** Number of points of the parts found so far. */
  points: number;
}

/** Largest number of points of all cut tiles together (about 200 MB). A coast line of 20,000 points gives about 100,000. */
const MAX_POINTS = 1_000_000;

function descend(tile: Tile, shapes: readonly Shape[], descent: Descent): void {
  if (shapes.length === 0) return;
  if (fillsBbox(shapes, tileBbox(tile))) {
    addFull(tile, descent);
    return;
  }
  if (tile.zoom === descent.zoom) {
    addCut(tile, shapes, descent);
    return;
  }
  const zoom = tile.zoom + 1;
  const x = tile.x * 2;
  const y = tile.y * 2;
  const { low: west, high: east } = cutShapes(shapes, 0, tileLongitude(x + 1, zoom), SNAP_DEGREES);
  [west, east].forEach((half, column) => {
    const { low: south, high: north } = cutShapes(half, 1, tileLatitude(y + 1, zoom), SNAP_DEGREES);
    descend({ x: x + column, y, zoom }, south, descent);
    descend({ x: x + column, y: y + 1, zoom }, north, descent);
  });
}

/** Adds a tile that the area does not fill. */
function addCut(tile: Tile, shapes: readonly Shape[], descent: Descent): void {
  if (descent.cells.length >= descent.maxTiles) throw tooManyTasks(descent);
  for (const shape of shapes) for (const ring of shape) descent.points += ring.length;
  if (descent.points > MAX_POINTS) {
    const most = MAX_POINTS.toLocaleString('en-US');
    throw new GridError(
      'TooComplex',
      `Cut along the tiles, the outline would have more than ${most} points. Simplify it.`,
    );
  }
  descent.cells.push({ ...tile, part: fromFaces(shapes) });
}

/** Adds all descendants of a tile that the area fills. They are counted before they are made. */
function addFull(tile: Tile, descent: Descent): void {
  const side = 2 ** (descent.zoom - tile.zoom);
  if (descent.cells.length + side * side > descent.maxTiles) throw tooManyTasks(descent);
  for (let x = tile.x * side; x < (tile.x + 1) * side; x++) {
    for (let y = tile.y * side; y < (tile.y + 1) * side; y++) {
      descent.cells.push({ x, y, zoom: descent.zoom, part: null });
    }
  }
}

function tooManyTasks({ maxTiles, zoom }: Descent): GridError {
  return new GridError(
    'TooManyTasks',
    `At zoom ${zoom} the area would be divided into more than ${maxTiles.toLocaleString('en-US')} tasks. Choose a lower zoom or a smaller area.`,
  );
}

/** @throws GridError OutOfRange if the area is not within the latitudes of Web-Mercator */
function checkLatitudes(shapes: readonly Shape[]): void {
  const [, south, , north] = bboxOfShapes(shapes);
  const farthest = Math.abs(south) > Math.abs(north) ? south : north;
  if (Math.abs(farthest) <= MAX_LATITUDE + SNAP_DEGREES) return;
  const range = `-${MAX_LATITUDE.toFixed(4)} to ${MAX_LATITUDE.toFixed(4)}`;
  throw new GridError(
    'OutOfRange',
    `The area reaches latitude ${farthest.toFixed(6)}; the Web-Mercator grid covers ${range}.`,
  );
}
