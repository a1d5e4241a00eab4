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

/** The properties of a tile in the grids of version 5. `y` counts from the south. */
export interface TileProperties {
  x: number | null;
  y: number | null;
  zoom: number | null;
  isSquare: boolean;
}

interface GridTile extends Placed {
  /** Index of its feature in the grid. */
  index: number;
  /** Whether the tile fills its bbox. */
  isBbox: boolean;
}

/** Largest number of points of one tile. */
const MAX_TILE_POINTS = 200_000;

/**
 * Finds the tiles of a client's grid whose interior intersects the interior of an area
 * (`POST projects/actions/intersecting-tiles/`).
 *
 * @param aoi - a valid area in EPSG:4326
 * @param grid - polygons in EPSG:4326 with the properties `x, y, zoom, isSquare`. Other properties are dropped. Missing ones become
 *   null or false
 * @param clip - whether tiles are cut to the area, as by `makeGrid`. A tile inside the area stays unchanged. A cut tile gets
 *   `isSquare` false
 * @returns the tiles found, in the order of the grid
 * @throws GridError EmptyArea, TooComplex, and for a malformed grid the codes of `readAreaOfInterest`
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

/** The part of the area within a tile. */
const partOf = (tile: GridTile, area: readonly Shape[]): Shape[] =>
  tile.isBbox ? fromFaces(clipToBbox(area, tile.bbox, SNAP_DEGREES)) : intersectShapes(area, tile.shapes);

function toFeature(
  source: Feature,
  tile: GridTile,
  part: Shape[],
  clip: boolean,
): Feature<MultiPolygon, TileProperties> {
  const given = (source.properties ?? {}) as Partial<TileProperties>;
  const whole = !clip || isWhole(tile, part);
  return {
    type: 'Feature',
    properties: {
      x: given.x ?? null,
      y: given.y ?? null,
      zoom: given.zoom ?? null,
      isSquare: whole && given.isSquare === true,
    },
    geometry: toMultiPolygon(whole ? tile.shapes : part),
  };
}

/** Whether a part of a tile is the whole tile. */
function isWhole(tile: GridTile, part: Shape[]): boolean {
  if (tile.isBbox) return fillsBbox(part, tile.bbox);
  const full = planarArea(tile.shapes);
  return Math.abs(planarArea(part) - full) <= 1e-12 * full;
}
