import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { ewkbHex, EwkbReader } from '../../../src/geometry/input/ewkb.js';

const readEwkbHex = (hex: string): MultiPolygon => new EwkbReader(hex).next();

const number = fc.double({ min: -180, max: 180, noNaN: true });
const ring = fc.array(fc.tuple(number, number), { minLength: 4, maxLength: 9 });
const multiPolygons: fc.Arbitrary<MultiPolygon> = fc
  .array(fc.array(ring, { minLength: 1, maxLength: 3 }), { maxLength: 3 })
  .map((coordinates) => ({ type: 'MultiPolygon', coordinates }));

describe('EWKB', () => {
  it('returns the written geometry bit for bit', () => {
    fc.assert(
      fc.property(multiPolygons, (geometry) => {
        expect(readEwkbHex(ewkbHex(geometry))).toEqual(geometry);
      }),
    );
  });

  it('reads PostGIS geometries with and without an SRID', () => {
    const coordinates = [
      [
        [
          [0, 0],
          [1, 0],
          [0, 1],
          [0, 0],
        ],
      ],
    ];
    const withSrid = ewkbHex({ type: 'MultiPolygon', coordinates });
    const without = `01${'06000000'}${withSrid.slice(18)}`;
    expect(withSrid.slice(0, 18)).toBe('0106000020e6100000');
    expect(readEwkbHex(without)).toEqual({ type: 'MultiPolygon', coordinates });
  });

  it('reads geometries one after the other', () => {
    fc.assert(
      fc.property(fc.array(multiPolygons), (geometries) => {
        const reader = new EwkbReader(geometries.map(ewkbHex).join(''));
        expect(geometries.map(() => reader.next())).toEqual(geometries);
        expect(() => reader.next()).toThrow(RangeError);
      }),
    );
  });

  it('refuses other geometry types', () => {
    // ST_AsHEXEWKB('POINT(1 2)', 'NDR')
    expect(() => readEwkbHex('0101000000000000000000F03F0000000000000040')).toThrow('is not MultiPolygon');
  });
});
