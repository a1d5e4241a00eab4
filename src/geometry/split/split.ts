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

/** What a task's row says of its tile. */
export interface StoredTile {
  x: number | null;
  y: number | null;
  zoom: number | null;
  isSquare: boolean;
}

/** A quadrant with less than this share of the parent stays with its neighbour: nobody could see it, let alone map it. */
const LEAST_SHARE = 1e-6;

/**
 * Splits a task. The children cover the parent exactly and do not overlap; no sliver is lost.
 *
 * - A whole tile (`isSquare`, and its geometry is that tile within 1e-6 degrees): its four child tiles, order south-west, north-west,
 *   south-east, north-east. Outer corners are the parent's own, so that a parent stored with rounded coordinates is covered too.
 * - Anything else: by the meridian and the parallel through its planar centroid into 2 to 4 children in the same order, those without
 *   land left out; `x, y, zoom` null, `isSquare` false. Of a polygon on both sides of the antimeridian the centroid is taken across it.
 *
 * @param geometry - the stored geometry, 4326
 * @throws GridError CannotSplit: no area, or so small that a half has none
 */
export function splitTask(geometry: MultiPolygon, tile?: StoredTile | null): TaskFeature[] {
  const shapes = toFaces(toShapes(geometry));
  let children = splitAsTile(shapes, tile) ?? splitAtCentroid(shapes, LEAST_SHARE);
  if (children.length < 2) children = splitAtCentroid(shapes, 0);
  if (children.length < 2)
    throw new GridError('CannotSplit', 'The task cannot be split: it has no area that could be halved.');
  return children;
}

function splitAsTile(shapes: Shape[], stored?: StoredTile | null): TaskFeature[] | null {
  if (!stored?.isSquare || stored.x === null || stored.y === null || stored.zoom === null || stored.zoom >= MAX_ZOOM)
    return null;
  const parent: Tile = { x: stored.x, y: stored.y, zoom: stored.zoom };
  if (!matchesTile(shapes, parent)) return null;
  const zoom = parent.zoom + 1;
  const x = parent.x * 2;
  const y = parent.y * 2;
  const { low, high } = cutShapes(shapes, 0, tileLongitude(x + 1, zoom));
  return [low, high].flatMap((half, column) => {
    const rows = cutShapes(half, 1, tileLatitude(y + 1, zoom));
    return [rows.low, rows.high].map((quarter, row) => {
      const square = quarter.map((shape) => shape.map(startAtSouthWest));
      return { geometry: toMultiPolygon(square), x: x + column, y: y + row, zoom, isSquare: true };
    });
  });
}

/** Turns a rectangle's ring so that it starts where `tilePolygon` starts. */
function startAtSouthWest(ring: Ring): Ring {
  const [west, south, east, north] = bboxOfRing(ring);
  const distance = ring.map(([x, y]) => (x - west) / (east - west) + (y - south) / (north - south));
  const first = distance.indexOf(Math.min(...distance));
  return [...ring.slice(first), ...ring.slice(0, first)];
}

function splitAtCentroid(shapes: Shape[], leastShare: number): TaskFeature[] {
  const total = planarArea(shapes);
  if (!(total > 0)) return [];
  const [x, y] = centroidAcrossAntimeridian(shapes);
  const { low: west, high: east } = cutAtMeridian(shapes, x);
  const enough = (part: Shape[]) => part.length > 0 && planarArea(part) >= leastShare * total;
  const columns = enough(west) && enough(east) ? [west, east] : [shapes];
  return columns
    .flatMap((column) => {
      const { low, high } = cutShapes(column, 1, y);
      return enough(low) && enough(high) ? [low, high] : [column];
    })
    .map((part) => ({ geometry: toMultiPolygon(fromFaces(part)), x: null, y: null, zoom: null, isSquare: false }));
}

/** Whether polygons lie on both sides of the antimeridian rather than across the whole globe. */
function crossesAntimeridian(shapes: readonly Shape[]): boolean {
  const [west, , east] = bboxOfShapes(shapes);
  return east - west > 180 && shapes.every((shape) => isEastern(shape) || isWestern(shape));
}

function isEastern(shape: Shape): boolean {
  return bboxOfRing(shape[0]!)[0] >= 0;
}

function isWestern(shape: Shape): boolean {
  return bboxOfRing(shape[0]!)[2] <= 0;
}

function centroidAcrossAntimeridian(shapes: readonly Shape[]): [number, number] {
  if (!crossesAntimeridian(shapes)) return centroidOfShapes(shapes);
  const shifted = shapes.map((shape) => {
    return isEastern(shape) ? shape : shape.map((ring) => ring.map(([x, y]): [number, number] => [x + 360, y]));
  });
  return centroidOfShapes(shifted);
}

/** Cuts at a meridian given in 0 … 360 where the polygons lie on both sides of the antimeridian: only the line is moved, never they. */
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
