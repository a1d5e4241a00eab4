import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';
import { cutShapes, type Axis } from '../polygon/clip.js';
import { fromFaces, toFaces } from '../polygon/trace-faces.js';
import { findPolygons } from '../input/geojson-reader.js';
import { GridError } from '../geometry.errors.js';
import { clipToBox, intersectShapes } from '../polygon/overlay.js';
import { boxOfShapes, planarArea, type Box, type Shape } from '../polygon/planar.js';
import { readPolygon } from '../input/polygon-reader.js';
import { SNAP_DEGREES } from '../polygon/quadtree.js';
import { toMultiPolygon, toShapes } from '../polygon/shapes.js';
import { fillsBox } from './tile-math.js';

/** The properties of a tile in v5's grids; `y` from the south. */
export interface TileProperties {
  x: number | null;
  y: number | null;
  zoom: number | null;
  isSquare: boolean;
}

interface GridTile {
  index: number;
  shapes: Shape[];
  box: Box;
  isBox: boolean;
}

interface Trimming {
  /** Per tile of the grid: its part of the area, if it has any. */
  parts: (Shape[] | undefined)[];
  /** Points still to be looked at before the work is refused. */
  budget: number;
}

const MAX_TILE_POINTS = 200_000;
const MAX_WORK = 2e8;

/**
 * The tiles of a client's grid whose inside meets the area's (`POST projects/actions/intersecting-tiles/`).
 *
 * @param aoi - a valid area in 4326
 * @param grid - polygons with `x, y, zoom, isSquare` (other properties are dropped, missing ones are null or false)
 * @param clip - cut the tiles to the area as `makeGrid` does: a whole one stays as it came, a cut one gets `isSquare` false
 * @returns the tiles kept, in the order of the grid
 * @throws GridError for a malformed grid (as `readAreaOfInterest`), TooComplex
 */
export function intersectingTiles(
  aoi: MultiPolygon,
  grid: FeatureCollection,
  clip: boolean,
): FeatureCollection<MultiPolygon, TileProperties> {
  const tiles = grid.features.map(readTile);
  const trimming: Trimming = { parts: new Array<Shape[] | undefined>(tiles.length), budget: MAX_WORK };
  distribute(tiles, toFaces(toShapes(aoi)), trimming);
  const features = tiles.flatMap((tile) => {
    const part = trimming.parts[tile.index];
    return part === undefined ? [] : [toFeature(grid.features[tile.index]!, tile, part, clip)];
  });
  return { type: 'FeatureCollection', features };
}

function readTile(feature: Feature, index: number): GridTile {
  const found = findPolygons(feature, MAX_TILE_POINTS);
  const shapes = found.flatMap((polygon) => readPolygon({ ...polygon, name: `${polygon.name} of tile ${index + 1}` }));
  if (shapes.length === 0) throw new GridError('EmptyArea', `Tile ${index + 1} of the grid has no polygon.`);
  const box = boxOfShapes(shapes);
  return { index, shapes, box, isBox: fillsBox(shapes, box) };
}

/**
 * Halves the tiles again and again along a side that they share, and the area with them, so that each tile meets only the outline
 * near it. A tile that a line goes through is compared with the area as it stands then.
 */
function distribute(tiles: readonly GridTile[], shapes: readonly Shape[], trimming: Trimming): void {
  if (tiles.length === 0 || shapes.length === 0) return;
  const halving = tiles.length > 1 ? bestHalving(tiles) : null;
  if (halving === null) {
    for (const tile of tiles) trim(tile, shapes, trimming);
    return;
  }
  for (const tile of halving.across) trim(tile, shapes, trimming);
  spend(shapes, trimming);
  const halves = cutShapes(shapes, halving.axis, halving.at, SNAP_DEGREES);
  distribute(halving.low, halves.low, trimming);
  distribute(halving.high, halves.high, trimming);
}

interface Halving {
  axis: Axis;
  at: number;
  low: GridTile[];
  high: GridTile[];
  across: GridTile[];
}

function bestHalving(tiles: readonly GridTile[]): Halving | null {
  const [a, b] = [halve(tiles, 0), halve(tiles, 1)];
  if (a === null || b === null) return a ?? b;
  const larger = (halving: Halving) => Math.max(halving.low.length, halving.high.length) + 4 * halving.across.length;
  return larger(a) <= larger(b) ? a : b;
}

function halve(tiles: readonly GridTile[], axis: Axis): Halving | null {
  const starts = tiles.map((tile) => tile.box[axis]).sort((a, b) => a - b);
  const middle = starts[starts.length >> 1]!;
  const at = middle > starts[0]! ? middle : starts.find((start) => start > starts[0]!);
  if (at === undefined) return null;
  const halving: Halving = { axis, at, low: [], high: [], across: [] };
  for (const tile of tiles) {
    if (tile.box[axis] >= at) halving.high.push(tile);
    else if (tile.box[axis + 2]! <= at) halving.low.push(tile);
    else halving.across.push(tile);
  }
  return halving;
}

function trim(tile: GridTile, shapes: readonly Shape[], trimming: Trimming): void {
  spend(shapes, trimming);
  const part = tile.isBox ? fromFaces(clipToBox(shapes, tile.box, SNAP_DEGREES)) : intersectShapes(shapes, tile.shapes);
  if (part.length > 0) trimming.parts[tile.index] = part;
}

function spend(shapes: readonly Shape[], trimming: Trimming): void {
  for (const shape of shapes) for (const ring of shape) trimming.budget -= ring.length;
  if (trimming.budget < 0) {
    throw new GridError('TooComplex', 'The tiles of the grid overlap too much to be compared with this area.');
  }
}

function toFeature(
  source: Feature,
  tile: GridTile,
  part: Shape[],
  clip: boolean,
): Feature<MultiPolygon, TileProperties> {
  const own = (source.properties ?? {}) as Partial<TileProperties>;
  const whole = !clip || isWhole(tile, part);
  return {
    type: 'Feature',
    properties: {
      x: own.x ?? null,
      y: own.y ?? null,
      zoom: own.zoom ?? null,
      isSquare: whole && own.isSquare === true,
    },
    geometry: toMultiPolygon(whole ? tile.shapes : part),
  };
}

function isWhole(tile: GridTile, part: Shape[]): boolean {
  if (tile.isBox) return fillsBox(part, tile.box);
  const full = planarArea(tile.shapes);
  return Math.abs(planarArea(part) - full) <= 1e-12 * full;
}
