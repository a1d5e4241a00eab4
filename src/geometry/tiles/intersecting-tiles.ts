import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';
import { fromFaces, toFaces } from '../polygon/faces/trace-faces.js';
import { findPolygons } from '../input/geojson-reader.js';
import { GridError } from '../geometry.errors.js';
import { clipToBbox, intersectShapes } from '../polygon/overlay/overlay.js';
import { bboxOfShapes, planarArea, type Shape } from '../polygon/planar.js';
import { readPolygon } from '../input/polygon-reader.js';
import { distribute, type Placed } from './distribute.js';
import { SNAP_DEGREES } from './quadtree.js';
import { toMultiPolygon, toShapes } from '../polygon/shapes.js';
import { fillsBbox } from './tile-math.js';

/** The properties of a tile in v5's grids; `y` from the south. */
export interface TileProperties {
  x: number | null;
  y: number | null;
  zoom: number | null;
  isSquare: boolean;
}

interface GridTile extends Placed {
  index: number;
  isBbox: boolean;
}

const MAX_TILE_POINTS = 200_000;

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
  const parts = new Map<number, Shape[]>();
  distribute(tiles, toFaces(toShapes(aoi)), (tile, near) => {
    const part = partOf(tile, near);
    if (part.length > 0) parts.set(tile.index, part);
  });
  const features = tiles.flatMap((tile) => {
    const part = parts.get(tile.index);
    return part === undefined ? [] : [toFeature(grid.features[tile.index]!, tile, part, clip)];
  });
  return { type: 'FeatureCollection', features };
}

function readTile(feature: Feature, index: number): GridTile {
  const found = findPolygons(feature, MAX_TILE_POINTS);
  const shapes = found.flatMap((polygon) => readPolygon({ ...polygon, name: `${polygon.name} of tile ${index + 1}` }));
  if (shapes.length === 0) throw new GridError('EmptyArea', `Tile ${index + 1} of the grid has no polygon.`);
  const bbox = bboxOfShapes(shapes);
  return { index, shapes, bbox, isBbox: fillsBbox(shapes, bbox) };
}

/** The part of the area in a tile. */
const partOf = (tile: GridTile, area: readonly Shape[]): Shape[] =>
  tile.isBbox ? fromFaces(clipToBbox(area, tile.bbox, SNAP_DEGREES)) : intersectShapes(area, tile.shapes);

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
  if (tile.isBbox) return fillsBbox(part, tile.bbox);
  const full = planarArea(tile.shapes);
  return Math.abs(planarArea(part) - full) <= 1e-12 * full;
}
