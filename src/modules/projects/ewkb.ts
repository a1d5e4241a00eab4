import type { MultiPolygon, Position } from 'geojson';

const MULTI_POLYGON_4326 = 0x20000006;
const POLYGON = 3;

/** Bytes of a polygon: order, type, number of rings, then each ring's number of points and the points. */
const polygonBytes = (rings: Position[][]): number => rings.reduce((sum, ring) => sum + 4 + 16 * ring.length, 9);

/**
 * A MultiPolygon in EPSG:4326 as the hexadecimal EWKB that PostGIS reads as a `geometry`: every double bit for bit.
 * @param geometry longitude and latitude in degrees; third coordinates are dropped
 */
export function ewkbHex({ coordinates }: MultiPolygon): string {
  const bytes = Buffer.allocUnsafe(coordinates.reduce((sum, polygon) => sum + polygonBytes(polygon), 13));
  let at = bytes.writeUInt8(1, 0);
  at = bytes.writeUInt32LE(MULTI_POLYGON_4326, at);
  at = bytes.writeUInt32LE(4326, at);
  at = bytes.writeUInt32LE(coordinates.length, at);
  for (const rings of coordinates) {
    at = bytes.writeUInt8(1, at);
    at = bytes.writeUInt32LE(POLYGON, at);
    at = bytes.writeUInt32LE(rings.length, at);
    for (const ring of rings) {
      at = bytes.writeUInt32LE(ring.length, at);
      for (const [x = 0, y = 0] of ring) {
        at = bytes.writeDoubleLE(x, at);
        at = bytes.writeDoubleLE(y, at);
      }
    }
  }
  return bytes.toString('hex');
}
