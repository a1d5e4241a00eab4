import { booleanPointInPolygon } from '@turf/turf';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { polygon, read, refusal, square } from './area-input.js';
import { areaOf, rectangle, rectangleRing } from './polygons.js';

/** Whether a ring is counter-clockwise, by the shoelace formula. */
function turnsLeft(ring: Position[]): boolean {
  const twice = ring.slice(1).map(([x, y], index) => ring[index]![0]! * y! - x! * ring[index]![1]!);
  return twice.reduce((sum, term) => sum + term, 0) > 0;
}

describe('area of interest', () => {
  it('accepts any GeoJSON with polygons', () => {
    const geometry = polygon(square);
    const feature = { type: 'Feature', properties: null, geometry };
    const expected = { type: 'MultiPolygon', coordinates: [[square]] };
    expect(read(geometry)).toEqual(expected);
    expect(read({ type: 'MultiPolygon', coordinates: [[square]] })).toEqual(expected);
    expect(read(feature)).toEqual(expected);
    expect(
      read({ type: 'FeatureCollection', features: [feature, { type: 'Feature', properties: {}, geometry: null }] }),
    ).toEqual(expected);
    expect(
      read({ type: 'GeometryCollection', geometries: [{ type: 'GeometryCollection', geometries: [geometry] }] }),
    ).toEqual(expected);
  });

  it('drops third coordinates and repeated points and keeps all other bits', () => {
    const ring = [
      [0.1 + 0.2, 0, 7],
      [1, 1e-13, 7],
      [1, 1e-13, 8],
      [1, 1, 9],
      [0.1 + 0.2, 0, 10],
    ];
    expect(read(polygon(ring)).coordinates[0]![0]).toEqual([
      [0.1 + 0.2, 0],
      [1, 1e-13],
      [1, 1],
      [0.1 + 0.2, 0],
    ]);
  });

  it('returns rings as they were drawn, whatever their direction', () => {
    const hole = rectangleRing([0.2, 0.2, 0.4, 0.4]);
    for (const shell of [square, [...square].reverse()])
      for (const inner of [hole, [...hole].reverse()])
        expect(read(polygon(shell, inner)).coordinates).toEqual([[shell, inner]]);
    const apart = polygon([...rectangleRing([2, 2, 3, 3])].reverse());
    const both = { type: 'GeometryCollection', geometries: [polygon([...square].reverse()), apart] };
    expect(read(both).coordinates).toEqual([[[...square].reverse()], apart.coordinates]);
  });

  it('returns shells counter-clockwise and holes clockwise where polygons were united', () => {
    const hole = rectangleRing([0.2, 0.2, 0.4, 0.4]);
    const both = {
      type: 'GeometryCollection',
      geometries: [polygon([...square].reverse(), hole), polygon(rectangleRing([1, 0, 2, 1]))],
    };
    const result = read(both);
    expect(result.coordinates[0]!.map(turnsLeft)).toEqual([true, false]);
    expect(areaOf(result)).toBeCloseTo(1.96, 12);
  });

  it('counts parts that overlap, share a border or contain each other once', () => {
    const parts = (...boxes: [number, number, number, number][]) => ({
      type: 'MultiPolygon',
      coordinates: boxes.map((box) => [rectangleRing(box)]),
    });
    expect(areaOf(read(parts([0, 0, 2, 1], [1, 0, 3, 1])))).toBeCloseTo(3, 12);
    expect(read(parts([0, 0, 1, 1], [1, 0, 2, 1])).coordinates).toHaveLength(1);
    expect(areaOf(read(parts([0, 0, 3, 3], [1, 1, 2, 2])))).toBeCloseTo(9, 12);
    expect(areaOf(read(parts([0, 0, 1, 1], [0, 0, 1, 1])))).toBeCloseTo(1, 12);
  });

  it('unites parts with coordinates on which turf alone fails', () => {
    const circle = (from: number): Position[] =>
      [...Array(7).keys()].map((i) => [
        from + 5e-6 * Math.cos((i % 6) * (Math.PI / 3)),
        5e-6 * Math.sin((i % 6) * (Math.PI / 3)),
      ]);
    const area = 1.5 * Math.sqrt(3) * 25e-12;
    const result = read({ type: 'MultiPolygon', coordinates: [[circle(0)], [circle(5e-6)]] });
    expect(areaOf(result)).toBeGreaterThan(area);
    expect(areaOf(result)).toBeLessThan(2 * area);
  });

  it('keeps parts that only touch in a point, and an island in a lake, unchanged', () => {
    const corners = { type: 'MultiPolygon', coordinates: [[square], [rectangleRing([1, 1, 2, 2])]] };
    expect(read(corners)).toEqual(corners);
    const lake = [rectangleRing([0, 0, 9, 9]), [...rectangleRing([3, 3, 6, 6])].reverse()];
    const island = { type: 'MultiPolygon', coordinates: [lake, [rectangleRing([4, 4, 5, 5])]] };
    expect(areaOf(read(island))).toBe(81 - 9 + 1);
  });

  it('cuts the area at the antimeridian and wraps longitudes beyond 180', () => {
    for (const box of [
      [170, 10, 190, 20],
      [-190, 10, -170, 20],
    ] as const) {
      const result = read(rectangle([...box]));
      expect(result.coordinates).toHaveLength(2);
      expect(areaOf(result)).toBe(200);
      expect(booleanPointInPolygon([179, 15], result)).toBe(true);
      expect(booleanPointInPolygon([-179, 15], result)).toBe(true);
      expect(Math.max(...result.coordinates.flat(2).map(([x]) => Math.abs(x!)))).toBe(180);
    }
    expect(read(rectangle([185, 0, 186, 1]))).toEqual(read(rectangle([-175, 0, -174, 1])));
    const sides = {
      type: 'MultiPolygon',
      coordinates: [[rectangleRing([179, 0, 180, 1])], [rectangleRing([-180, 0, -179, 1])]],
    };
    expect(read(sides)).toEqual(sides);
    expect(
      areaOf(
        read({ type: 'GeometryCollection', geometries: [rectangle([179, 0, 181, 1]), rectangle([-180, 0, -178, 1])] }),
      ),
    ).toBeCloseTo(3, 12);
  });

  it('divides a ring that touches itself, as coast lines do', () => {
    // Two islands that touch at 1, 1. The ring goes around both and does not cross itself.
    const pinched = read(
      polygon([
        [0, 0],
        [1, 1],
        [2, 0],
        [2, 2],
        [1, 1],
        [0, 2],
        [0, 0],
      ]),
    );
    expect(pinched.coordinates).toHaveLength(2);
    expect(areaOf(pinched)).toBe(2);
    // A lagoon that touches the shore at 1, 0.
    const lagoon = read(
      polygon([
        [0, 0],
        [1, 0],
        [0.5, 1],
        [1.5, 1],
        [1, 0],
        [2, 0],
        [2, 2],
        [0, 2],
        [0, 0],
      ]),
    );
    expect(lagoon.coordinates.map((rings) => rings.length)).toEqual([2]);
    expect(areaOf(lagoon)).toBe(3.5);
    const spit = polygon([
      [0, 0],
      [1, 0],
      [1, 1],
      [3, 1],
      [1, 1],
      [0, 1],
      [0, 0],
    ]);
    expect(areaOf(read(spit))).toBe(1);
  });

  it('accepts a crs member that names WGS84', () => {
    for (const name of [
      'urn:ogc:def:crs:OGC:1.3:CRS84',
      'EPSG:4326',
      'urn:ogc:def:crs:EPSG::4326',
      'urn:ogc:def:crs:EPSG:9.6:4326',
    ]) {
      expect(refusal({ ...polygon(square), crs: { type: 'name', properties: { name } } }).code).toBe('accepted');
    }
  });
});
