import type { Geometry, Position } from 'geojson';

/** West, south, east, north in degrees. */
export type Box = [number, number, number, number];

function* positionsOf(geometry: Geometry): Generator<Position> {
  if (geometry.type === 'GeometryCollection') {
    for (const part of geometry.geometries) yield* positionsOf(part);
    return;
  }
  const walk = function* (coordinates: unknown): Generator<Position> {
    if (!Array.isArray(coordinates)) return;
    if (typeof coordinates[0] === 'number') yield coordinates as Position;
    else for (const part of coordinates) yield* walk(part);
  };
  yield* walk(geometry.coordinates);
}

/** The box around geometries; null where they have no position. */
export function boxOf(geometries: Iterable<Geometry>): Box | null {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries)
    for (const [x = NaN, y = NaN] of positionsOf(geometry)) {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  return Number.isFinite(box[0]) && Number.isFinite(box[1]) ? box : null;
}

/** The middle of a geometry's box. */
export function middleOf(geometry: Geometry): [number, number] | null {
  const box = boxOf([geometry]);
  return box && [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}
