import type { MultiPolygon, Position } from 'geojson';

const SRID_FLAG = 0x20000000;
const MULTI_POLYGON = 6;
const MULTI_POLYGON_4326 = SRID_FLAG | MULTI_POLYGON;
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

/**
 * A MultiPolygon from the hexadecimal EWKB that PostGIS writes, little-endian (`ST_AsHEXEWKB(…, 'NDR')`), with or without
 * an SRID: every double bit for bit.
 * @throws Error on any other geometry
 */
export function readEwkbHex(hex: string): MultiPolygon {
  const bytes = Buffer.from(hex, 'hex');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 1;
  const number = (): number => view.getUint32((at += 4) - 4, true);
  const type = number();
  if ((type & ~SRID_FLAG) !== MULTI_POLYGON) throw new Error(`a geometry of type ${type} is no MultiPolygon`);
  if (type & SRID_FLAG) at += 4;
  const position = (): Position => {
    at += 16;
    return [view.getFloat64(at - 16, true), view.getFloat64(at - 8, true)];
  };
  const many = <T>(read: () => T): T[] => Array.from({ length: number() }, read);
  const polygon = (): Position[][] => {
    at += 5;
    return many(() => many(position));
  };
  return { type: 'MultiPolygon', coordinates: many(polygon) };
}
