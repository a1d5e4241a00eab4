import { bboxOfRing, type Shape } from '../polygon/planar.js';
import { MAX_ZOOM, tileBbox, type Tile } from './tile-math.js';

/** v5 computes tiles with a rounded Earth (1.5e-8 degrees off) and rounds some to 6 decimals. */
const TOLERANCE_DEGREES = 1e-6;
/** On the smallest tiles (zoom 24: 2e-5 degrees) the tolerance is this share of their side. */
const TOLERANCE_SHARE = 0.01;

/** Whether these are the indexes of a tile of zoom 0 to 24. */
export function isTile({ x, y, zoom }: Tile): boolean {
  if (!Number.isInteger(zoom) || zoom < 0 || zoom > MAX_ZOOM) return false;
  return [x, y].every((index) => Number.isInteger(index) && index >= 0 && index < 2 ** zoom);
}

/** Whether polygons are that tile, each corner within 1e-6 degrees. Further points on its sides are allowed. */
export function matchesTile(shapes: readonly Shape[], tile: Tile): boolean {
  if (!isTile(tile) || shapes.length !== 1 || shapes[0]!.length !== 1) return false;
  const ring = shapes[0]![0]!;
  const box = tileBbox(tile);
  const tolerance = Math.min(
    TOLERANCE_DEGREES,
    TOLERANCE_SHARE * (box[2] - box[0]),
    TOLERANCE_SHARE * (box[3] - box[1]),
  );
  const near = (a: number, b: number) => Math.abs(a - b) <= tolerance;
  if (!bboxOfRing(ring).every((side, index) => near(side, box[index]!))) return false;
  const onSides = ring.every(([x, y]) => near(x, box[0]) || near(x, box[2]) || near(y, box[1]) || near(y, box[3]));
  const corners = [0, 2].every((i) => [1, 3].every((j) => ring.some(([x, y]) => near(x, box[i]!) && near(y, box[j]!))));
  return onSides && corners;
}
