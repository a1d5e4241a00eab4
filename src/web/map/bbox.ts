import type { Geometry, Position } from 'geojson';

/** West, south, east, north in degrees. */
export type Bbox = [number, number, number, number];

/** Extends a bbox by the positions in nested coordinates. */
function extend(bbox: Bbox, coordinates: unknown): void {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] !== 'number') {
    for (const part of coordinates) extend(bbox, part);
    return;
  }
  const [x = NaN, y = NaN] = coordinates as Position;
  bbox[0] = Math.min(bbox[0], x);
  bbox[1] = Math.min(bbox[1], y);
  bbox[2] = Math.max(bbox[2], x);
  bbox[3] = Math.max(bbox[3], y);
}

function extendByGeometry(bbox: Bbox, geometry: Geometry): void {
  if (geometry.type === 'GeometryCollection' && Array.isArray(geometry.geometries))
    for (const part of geometry.geometries) extendByGeometry(bbox, part);
  else if ('coordinates' in geometry) extend(bbox, geometry.coordinates);
}

/** The bbox of geometries; null if they have no positions. */
export function bboxOf(geometries: Iterable<Geometry>): Bbox | null {
  const bbox: Bbox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) extendByGeometry(bbox, geometry);
  return Number.isFinite(bbox[0]) && Number.isFinite(bbox[1]) ? bbox : null;
}

/** The centre of the bbox of a geometry; null if it has no positions. */
export function bboxCentre(geometry: Geometry): [number, number] | null {
  const bbox = bboxOf([geometry]);
  return bbox && [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2];
}
