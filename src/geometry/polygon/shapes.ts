import type { MultiPolygon, Polygon, Position } from 'geojson';
import { samePoint, signedArea, type Ring, type Shape } from './planar.js';

/**
 * Converts GeoJSON polygons to shapes. Third coordinates are dropped. Rings with fewer than three points are left out. The validity is
 * not checked.
 *
 * @param geometry - in degrees
 */
export function toShapes(geometry: MultiPolygon | Polygon): Shape[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const shapes: Shape[] = [];
  for (const polygon of polygons) {
    const rings = polygon.map(openRing);
    if ((rings[0]?.length ?? 0) < 3) continue;
    shapes.push(orientShape(rings.filter((ring) => ring.length >= 3)));
  }
  return shapes;
}

/**
 * Converts the positions of a GeoJSON ring to a ring: drops the repeated last point, points repeated in a row, and third coordinates.
 *
 * @param positions - in degrees
 */
export function openRing(positions: readonly Position[]): Ring {
  const ring: Ring = [];
  for (const position of positions) {
    const x = position[0]!;
    const y = position[1]!;
    const last = ring[ring.length - 1];
    if (last === undefined || last[0] !== x || last[1] !== y) ring.push([x, y]);
  }
  while (ring.length > 1 && samePoint(ring[0]!, ring[ring.length - 1]!)) ring.pop();
  return ring;
}

/**
 * Reverses rings so that the shell is counter-clockwise and holes are clockwise
 * (https://www.rfc-editor.org/rfc/rfc7946#section-3.1.6).
 */
export function orientShape(shape: Shape): Shape {
  return shape.map((ring, index) => (signedArea(ring) > 0 === (index === 0) ? ring : [...ring].reverse()));
}

/** Converts shapes to GeoJSON in degrees. Rings are closed, and coordinates keep all decimals. */
export function toMultiPolygon(shapes: readonly Shape[]): MultiPolygon {
  return { type: 'MultiPolygon', coordinates: shapes.map((shape) => shape.map(closeRing)) };
}

function closeRing(ring: Ring): Position[] {
  const first = ring[0]!;
  return [...ring, [first[0], first[1]]];
}
