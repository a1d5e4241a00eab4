import { bboxOfRing, type Shape } from '../polygon/planar.js';
import { MAX_ZOOM, tileBbox, type Tile } from './tile-math.js';

/** Version 5 computes tiles with a rounded radius of the Earth (an error of 1.5e-8 degrees) and rounds some of them to 6 decimals. */
const TOLERANCE_DEGREES = 1e-6;
/** The tolerance is at most this share of the side of a tile. It matters for the smallest tiles: at zoom 24 a side has 2e-5 degrees. */
const TOLERANCE_SHARE = 0.01;

/** Whether `x`, `y` and `zoom` are the numbers of a tile of zoom 0 to 24. */
export function isTile({ x, y, zoom }: Tile): boolean {
  if (!Number.isInteger(zoom) || zoom < 0 || zoom > MAX_ZOOM) return false;
  return [x, y].every((index) => Number.isInteger(index) && index >= 0 && index < 2 ** zoom);
}

/**
 * Whether polygons are a tile, with each corner within 1e-6 degrees. There may be further points on its sides.
 *
 * @param shapes - polygons in degrees
 */
export function matchesTile(shapes: readonly Shape[], tile: Tile): boolean {
  if (!isTile(tile) || shapes.length !== 1 || shapes[0]!.length !== 1) return false;
  const ring = shapes[0]![0]!;
  const bbox = tileBbox(tile);
  const tolerance = Math.min(
    TOLERANCE_DEGREES,
    TOLERANCE_SHARE * (bbox[2] - bbox[0]),
    TOLERANCE_SHARE * (bbox[3] - bbox[1]),
  );
  const near = (a: number, b: number) => Math.abs(a - b) <= tolerance;
  if (!bboxOfRing(ring).every((side, index) => near(side, bbox[index]!))) return false;
  const [west, south, east, north] = bbox;
  const areOnSides = ring.every(([x, y]) => near(x, west) || near(x, east) || near(y, south) || near(y, north));
  const hasCorner = (x: number, y: number) => ring.some((point) => near(point[0], x) && near(point[1], y));
  return (
    areOnSides && hasCorner(west, south) && hasCorner(west, north) && hasCorner(east, south) && hasCorner(east, north)
  );
}
