import type { MultiPolygon } from 'geojson';
import { cutShapes, type Axis, type Halves } from '../polygon/faces/cut-shapes.js';
import { fromFaces, toFaces } from '../polygon/faces/trace-faces.js';
import { GridError } from '../geometry.errors.js';
import { centroidOfShapes } from '../polygon/measure.js';
import { bboxOfRing, bboxOfShapes, planarArea, type Ring, type Shape } from '../polygon/planar.js';
import { toMultiPolygon, toShapes } from '../polygon/shapes.js';
import type { TaskFeature } from '../tiles/task-feature.js';
import { matchesTile } from '../tiles/tile-match.js';
import { MAX_ZOOM, tileLatitude, tileLongitude, type Tile } from '../tiles/tile-math.js';

/** The tile of a task as it is stored: `y` counts from the south; null if the task was not made from a tile. */
export interface StoredTile {
  x: number | null;
  y: number | null;
  zoom: number | null;
  /** Whether the task is the whole tile. */
  isSquare: boolean;
}

/** A child with less than this share of its parent is too small to map. It stays a part of its neighbour. */
const LEAST_SHARE = 1e-6;

/**
 * Splits a task into children that cover it exactly and do not overlap.
 *
 * - A whole tile (`isSquare`, and its geometry is that tile within 1e-6 degrees) is split into its four child tiles. Their order is
 *   south-west, north-west, south-east, north-east. Their outer corners are those of the parent, so that a parent with rounded
 *   coordinates is covered too.
 * - Any other task is split along the meridian and the parallel through its planar centroid. This gives 2 to 4 children in the same
 *   order, because children without an interior are left out. They have no tile: `x, y, zoom` are null and `isSquare` is false. If the
 *   task lies on both sides of the antimeridian, its centroid is computed as if the western part were east of 180 degrees.
 *
 * @param geometry - the stored geometry in EPSG:4326
 * @returns the children in EPSG:4326
 * @throws GridError CannotSplit if the task has no area, or is so small that a half has none
 */
export function divideBoundary(geometry: MultiPolygon, tile?: StoredTile | null): TaskFeature[] {
  const shapes = toFaces(toShapes(geometry));
  let children = splitAsTile(shapes, tile) ?? splitAtCentroid(shapes, LEAST_SHARE);
  if (children.length < 2) children = splitAtCentroid(shapes, 0);
  if (children.length < 2)
    throw new GridError('CannotSplit', 'The task cannot be split: it has no area, or its area is too small.');
  return children;
}

/** @returns null if the task is not a whole tile, or is a tile of the largest zoom */
function splitAsTile(shapes: Shape[], stored?: StoredTile | null): TaskFeature[] | null {
  if (!stored?.isSquare || stored.x === null || stored.y === null || stored.zoom === null || stored.zoom >= MAX_ZOOM)
    return null;
  const parent: Tile = { x: stored.x, y: stored.y, zoom: stored.zoom };
  if (!matchesTile(shapes, parent)) return null;
  const zoom = parent.zoom + 1;
  const x = parent.x * 2;
  const y = parent.y * 2;
  const { low: west, high: east } = cutShapes(shapes, 0, tileLongitude(x + 1, zoom));
  return [...childTiles(west, { x, y, zoom }), ...childTiles(east, { x: x + 1, y, zoom })];
}

/** The two tiles of the eastern or western half of a tile. @param south - the southern tile */
function childTiles(half: Shape[], south: Tile): TaskFeature[] {
  const { x, y, zoom } = south;
  const { low, high } = cutShapes(half, 1, tileLatitude(y + 1, zoom));
  return [
    { geometry: squareOf(low), x, y, zoom, isSquare: true },
    { geometry: squareOf(high), x, y: y + 1, zoom, isSquare: true },
  ];
}

const squareOf = (shapes: Shape[]): MultiPolygon => toMultiPolygon(shapes.map((shape) => shape.map(startAtSouthWest)));

/** Changes the first vertex of a rectangle to its south-west corner, where `tilePolygon` starts too. */
function startAtSouthWest(ring: Ring): Ring {
  const [west, south, east, north] = bboxOfRing(ring);
  const distance = ring.map(([x, y]) => (x - west) / (east - west) + (y - south) / (north - south));
  const first = distance.indexOf(Math.min(...distance));
  return [...ring.slice(first), ...ring.slice(0, first)];
}

/** @param leastShare - a smaller part than this share of the task stays with its neighbour */
function splitAtCentroid(shapes: Shape[], leastShare: number): TaskFeature[] {
  const total = planarArea(shapes);
  if (!(total > 0)) return [];
  const [x, y] = centroidAcrossAntimeridian(shapes);
  const { low: west, high: east } = cutAtMeridian(shapes, x);
  const isLargeEnough = (part: Shape[]) => part.length > 0 && planarArea(part) >= leastShare * total;
  const columns = isLargeEnough(west) && isLargeEnough(east) ? [west, east] : [shapes];
  return columns
    .flatMap((column) => {
      const { low, high } = cutShapes(column, 1, y);
      return isLargeEnough(low) && isLargeEnough(high) ? [low, high] : [column];
    })
    .map((part) => ({ geometry: toMultiPolygon(fromFaces(part)), x: null, y: null, zoom: null, isSquare: false }));
}

/** Whether polygons lie on both sides of the antimeridian, and none of them extends across longitude 0. */
function crossesAntimeridian(shapes: readonly Shape[]): boolean {
  const [west, , east] = bboxOfShapes(shapes);
  return east - west > 180 && shapes.every((shape) => isEastern(shape) || isWestern(shape));
}

/** Whether a polygon lies in the eastern hemisphere. */
function isEastern(shape: Shape): boolean {
  return bboxOfRing(shape[0]!)[0] >= 0;
}

/** Whether a polygon lies in the western hemisphere. */
function isWestern(shape: Shape): boolean {
  return bboxOfRing(shape[0]!)[2] <= 0;
}

/** The centroid in degrees. Its longitude is from 0 to 360 if the polygons lie on both sides of the antimeridian. */
function centroidAcrossAntimeridian(shapes: readonly Shape[]): [number, number] {
  if (!crossesAntimeridian(shapes)) return centroidOfShapes(shapes);
  return centroidOfShapes(shapes.map((shape) => (isEastern(shape) ? shape : shape.map(movedEast))));
}

const movedEast = (ring: Ring): Ring => ring.map(([x, y]) => [x + 360, y]);

/**
 * Cuts polygons at a meridian. If they lie on both sides of the antimeridian, `x` is from 0 to 360. Then the meridian is moved and not
 * the polygons, so that their coordinates stay as they are.
 */
function cutAtMeridian(shapes: readonly Shape[], x: number): Halves {
  const axis: Axis = 0;
  if (!crossesAntimeridian(shapes)) return cutShapes(shapes, axis, x);
  const eastern = shapes.filter(isEastern);
  const western = shapes.filter((shape) => !isEastern(shape));
  if (x <= 180) {
    const { low, high } = cutShapes(eastern, axis, x);
    return { low, high: [...high, ...western] };
  }
  const { low, high } = cutShapes(western, axis, x - 360);
  return { low: [...eastern, ...low], high };
}
