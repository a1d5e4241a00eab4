import { describe, expect, it } from 'vitest';
import { polygon, read, refusal, square } from './area-input.js';
import { country, rectangle, rectangleRing } from './polygons.js';

describe('refusals of an area of interest', () => {
  it('refuses what is not GeoJSON', () => {
    for (const input of [
      null,
      undefined,
      7,
      'Polygon',
      [],
      {},
      { type: 'Circle' },
      { type: 'Polygon' },
      { type: 'FeatureCollection' },
      { type: 'constructor' },
    ]) {
      expect(refusal(input).code).toBe('NotGeoJson');
    }
    expect(refusal({ type: 'MultiPolygon', coordinates: [7] }).code).toBe('NotGeoJson');
    expect(refusal({ type: 'Polygon', coordinates: [7] }).code).toBe('NotGeoJson');
  });

  it('refuses points and lines', () => {
    const { code, message } = refusal({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Point', coordinates: [0, 0] },
    });
    expect([code, message]).toEqual(['WrongGeometryType', 'An area consists of Polygon or MultiPolygon, found Point.']);
  });

  it('ignores points and lines beside a polygon', () => {
    const feature = (geometry: object) => ({ type: 'Feature', properties: {}, geometry });
    const features = [
      feature({ type: 'Point', coordinates: [50, 50] }),
      feature(polygon(square)),
      feature({
        type: 'LineString',
        coordinates: [
          [0, 0],
          [60, 60],
        ],
      }),
    ];
    expect(read({ type: 'FeatureCollection', features })).toEqual(read(polygon(square)));
  });

  it('refuses features of which none has a geometry', () => {
    const features = [{ type: 'Feature', properties: {}, geometry: null }];
    expect(refusal({ type: 'FeatureCollection', features }).code).toBe('WrongGeometryType');
  });

  it('refuses an empty area', () => {
    for (const input of [
      { type: 'FeatureCollection', features: [] },
      { type: 'Polygon', coordinates: [] },
      { type: 'MultiPolygon', coordinates: [[]] },
      polygon([
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
    ]) {
      expect(refusal(input).code).toBe('EmptyArea');
    }
  });

  it('refuses an area that crosses itself and names the place', () => {
    const bowTie = refusal(
      polygon([
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
        [0, 0],
      ]),
    );
    expect(bowTie).toEqual({
      code: 'SelfIntersectingAOI',
      message: 'The outer ring of polygon 1 crosses or overlaps itself at lon 1.000000, lat 1.000000.',
    });
    const atVertex = refusal(
      polygon([
        [0, 0],
        [1, 1],
        [2, 2],
        [2, 0],
        [1, 1],
        [0, 2],
        [0, 0],
      ]),
    );
    expect(atVertex).toEqual(bowTie);
    const loopInLoop = polygon([
      [0, 0],
      [3, 0],
      [3, 3],
      [0, 0],
      [2, 0.5],
      [2, 1],
      [0, 0],
    ]);
    expect(refusal(loopInLoop).code).toBe('SelfIntersectingAOI');
    const overlap = polygon([
      [0, 0],
      [4, 0],
      [4, 1],
      [3, 0],
      [2, 0],
      [2, 1],
      [0, 0],
    ]);
    // The edges that overlap enclose no area. Rounding of coordinates has the same effect.
    expect(refusal(overlap).code).toBe('accepted');
  });

  it('refuses a hole that crosses its shell, lies outside it or lies in another hole', () => {
    const holes = (...boxes: [number, number, number, number][]) =>
      refusal(polygon(rectangleRing([0, 0, 9, 9]), ...boxes.map(rectangleRing)));
    expect(holes([8, 1, 10, 2])).toEqual({
      code: 'InvalidRing',
      message: 'In polygon 1, hole 1 and the outer ring cross at lon 9.000000, lat 1.000000.',
    });
    expect(holes([20, 1, 21, 2]).message).toContain('hole 1 lies outside the outer ring');
    expect(holes([1, 1, 5, 5], [2, 2, 3, 3]).message).toContain(
      'hole 2 lies outside the outer ring or inside another hole',
    );
    expect(holes([1, 1, 5, 5], [4, 4, 6, 6]).message).toContain('hole 1 and hole 2 cross');
    expect(holes([0, 0, 9, 9]).code).toBe('InvalidRing');
    expect(holes([-1, -1, 10, 10]).code).toBe('InvalidRing');
    expect(holes([1, 1, 2, 2], [2, 2, 3, 3]).code).toBe('accepted');
    // The four holes separate a part of the interior. It becomes a second polygon.
    expect(holes([1, 1, 2, 2], [2, 2, 3, 3], [3, 1, 4, 2], [2, 0.5, 3, 1]).code).toBe('accepted');
  });

  it('refuses an open ring and names it', () => {
    const { code, message } = refusal(polygon(square, rectangleRing([0.2, 0.2, 0.4, 0.4]).slice(0, 4)));
    expect(code).toBe('NotClosed');
    expect(message).toBe(
      'Hole 1 of polygon 1 is not closed: it starts at lon 0.2, lat 0.2 and ends at lon 0.2, lat 0.4.',
    );
  });

  it('refuses a ring whose ends differ by less than six decimals and shows the place', () => {
    const ring = [...square.slice(0, 4), [square[0]![0]! + 1e-8, square[0]![1]!]];
    const { code, message } = refusal(polygon(ring));
    expect(code).toBe('NotClosed');
    const [, start, end] = /starts at (.*) and ends at (.*)\.$/.exec(message) ?? [];
    expect(start).not.toBe(end);
  });

  it('accepts a ring whose ends are one point that was computed twice', () => {
    const ring = [...square.slice(0, 4), [square[0]![0]! + 1e-10, square[0]![1]!]];
    expect(refusal(polygon(ring)).code).toBe('accepted');
  });

  it('refuses a ring with fewer than four positions', () => {
    expect(
      refusal(
        polygon([
          [0, 0],
          [1, 1],
          [0, 0],
        ]),
      ),
    ).toEqual({
      code: 'InvalidRing',
      message: 'The outer ring of polygon 1 has 3 positions; a closed ring has at least 4.',
    });
    expect(refusal(polygon([])).code).toBe('InvalidRing');
  });

  it('refuses a coordinate that is missing, not a number or out of range', () => {
    const withPoint = (point: unknown) => refusal({ type: 'Polygon', coordinates: [[[0, 0], point, [1, 1], [0, 0]]] });
    for (const point of [null, 7, [], [1], ['1', '2'], { x: 1 }, [NaN, 1], [1, Infinity]]) {
      expect(withPoint(point).code).toBe('InvalidCoordinate');
    }
    expect(withPoint([12, 91])).toEqual({
      code: 'OutOfRange',
      message: 'The outer ring of polygon 1 has the latitude 91, which is out of the range -90 to 90.',
    });
    expect(withPoint([361, 1]).message).toContain('the longitude 361');
    expect(refusal(rectangle([-200, 0, 200, 1])).code).toBe('OutOfRange');
  });

  it('refuses projected coordinates', () => {
    expect(refusal(rectangle([1_600_000, 4_280_000, 1_610_000, 4_290_000])).code).toBe('ProjectedCoordinates');
    const { code, message } = refusal({ ...polygon(square), crs: { type: 'name', properties: { name: 'EPSG:3857' } } });
    expect([code, message]).toEqual([
      'ProjectedCoordinates',
      'Coordinates must be WGS84 longitude and latitude, but the "crs" names "EPSG:3857".',
    ]);
    expect(refusal({ ...polygon(square), crs: { type: 'link' } }).code).toBe('ProjectedCoordinates');
  });

  it('refuses an area that is too large and names the sizes', () => {
    expect(refusal(polygon(square), 5000)).toEqual({
      code: 'AreaTooLarge',
      message: 'The area has 12,364 km², more than the 5,000 km² allowed.',
    });
    expect(refusal(rectangle([-179, 0, 179, 1]), 5000).message).toContain('write longitudes beyond 180');
  });

  it('names the size of all parts together, not of the first', () => {
    const features = [rectangle([30, 0, 30.7, 0.7]), rectangle([31, 0, 35, 4])].map((geometry) => ({
      type: 'Feature',
      properties: {},
      geometry,
    }));
    const both = refusal({ type: 'FeatureCollection', features }, 5000).message;
    expect(both).toMatch(/^The area has 20[23],\d{3} km², more than the 5,000 km² allowed\.$/);
  });

  it('refuses too many points before it checks them', () => {
    const ring = new Array<unknown>(1_000_001).fill('anything');
    expect(refusal({ type: 'Polygon', coordinates: [ring] }).code).toBe('TooComplex');
  });

  it('refuses a million levels of nesting', () => {
    let deep: unknown = polygon(square);
    for (let i = 0; i < 1e6; i++) deep = { type: 'GeometryCollection', geometries: [deep] };
    expect(refusal(deep).code).toBe('NotGeoJson');
    let arrays: unknown = [];
    for (let i = 0; i < 1e6; i++) arrays = [arrays];
    expect(refusal({ type: 'Polygon', coordinates: arrays }).code).toBe('InvalidCoordinate');
    expect(refusal({ type: 'Feature', properties: {}, geometry: arrays }).code).toBe('NotGeoJson');
  });

  it('refuses an outline that goes around the globe and explains the right form (Fiji)', () => {
    const { code, message } = refusal(country('Fiji'));
    expect(code).toBe('SelfIntersectingAOI');
    expect(message).toContain('write longitudes beyond 180');
  });
});
