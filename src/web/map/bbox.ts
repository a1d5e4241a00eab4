import type { Geometry, Position } from 'geojson';

/** West, south, east, north in degrees. */
export type Box = [number, number, number, number];

/** Widens a box to the positions in coordinates of any depth. */
function widen(box: Box, coordinates: unknown): void {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] !== 'number') {
    for (const part of coordinates) widen(box, part);
    return;
  }
  const [x = NaN, y = NaN] = coordinates as Position;
  box[0] = Math.min(box[0], x);
  box[1] = Math.min(box[1], y);
  box[2] = Math.max(box[2], x);
  box[3] = Math.max(box[3], y);
}

function widenTo(box: Box, geometry: Geometry): void {
  if (geometry.type === 'GeometryCollection' && Array.isArray(geometry.geometries))
    for (const part of geometry.geometries) widenTo(box, part);
  else if ('coordinates' in geometry) widen(box, geometry.coordinates);
}

/** The box around geometries; null where they have no position. */
export function boxOf(geometries: Iterable<Geometry>): Box | null {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) widenTo(box, geometry);
  return Number.isFinite(box[0]) && Number.isFinite(box[1]) ? box : null;
}

/** The middle of a geometry's box. */
export function middleOf(geometry: Geometry): [number, number] | null {
  const box = boxOf([geometry]);
  return box && [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}
