import type { MultiPolygon, Position } from 'geojson';

const SRID_FLAG = 0x20000000;
const MULTI_POLYGON = 6;
const MULTI_POLYGON_4326 = SRID_FLAG | MULTI_POLYGON;
const POLYGON = 3;

/** Size of a polygon in bytes: byte order, type, number of rings, then for each ring the number of points and the points. */
const polygonBytes = (rings: Position[][]): number => rings.reduce((sum, ring) => sum + 4 + 16 * ring.length, 9);

/**
 * Writes a MultiPolygon as hexadecimal EWKB with SRID 4326, which PostGIS reads as a `geometry`
 * (https://postgis.net/docs/using_postgis_dbmanagement.html#EWKB_EWKT). Every coordinate keeps all its bits.
 *
 * @param geometry - longitudes and latitudes in degrees. Third coordinates are dropped
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
 * Reads MultiPolygons from a hexadecimal text with one EWKB geometry after the other, as `ST_AsEWKB(…, 'NDR')` of PostGIS writes
 * them (little-endian, with or without an SRID). Every coordinate keeps all its bits. Every export calls it for each task, so
 * it must be fast.
 */
export class EwkbReader {
  private readonly view: DataView;
  private at = 0;

  constructor(hex: string) {
    const bytes = Buffer.from(hex, 'hex');
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /**
   * Reads the next geometry, in degrees.
   *
   * @throws Error if its type is not MultiPolygon
   * @throws RangeError if there is no more geometry
   */
  next(): MultiPolygon {
    this.at += 1;
    const type = this.number();
    if ((type & ~SRID_FLAG) !== MULTI_POLYGON)
      throw new Error(`The EWKB geometry has type ${type}, which is not MultiPolygon.`);
    if (type & SRID_FLAG) this.at += 4;
    const coordinates: Position[][][] = [];
    for (let left = this.number(); left > 0; left--) coordinates.push(this.polygon());
    return { type: 'MultiPolygon', coordinates };
  }

  private number(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  private polygon(): Position[][] {
    this.at += 5;
    const rings: Position[][] = [];
    for (let left = this.number(); left > 0; left--) rings.push(this.ring());
    return rings;
  }

  private ring(): Position[] {
    const positions: Position[] = [];
    for (let left = this.number(); left > 0; left--, this.at += 16)
      positions.push([this.view.getFloat64(this.at, true), this.view.getFloat64(this.at + 8, true)]);
    return positions;
  }
}
