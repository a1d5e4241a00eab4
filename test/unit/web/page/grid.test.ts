import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countTiles, firstZoom, MAX_ZOOM, MIN_ZOOM, tilesOver } from '../../../../src/web/create/grid.js';
import { tilePolygon } from '../../../../src/geometry/tiles/tile-math.js';
import { bboxCentre, bboxOf, type Bbox } from '../../../../src/web/map/bbox.js';

const MALTA: Bbox = [14.18, 35.8, 14.58, 36.08];

describe('tilesOver', () => {
  test('returns the counted number of tiles, which cover the bbox', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -179, max: 178, noNaN: true }),
        fc.double({ min: -80, max: 79, noNaN: true }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.integer({ min: MIN_ZOOM, max: 12 }),
        (west, south, size, zoom) => {
          const bbox: Bbox = [west, south, west + size, south + size];
          fc.pre(countTiles(bbox, zoom) < 2000);
          const tiles = tilesOver(bbox, zoom);
          expect(tiles.features).toHaveLength(countTiles(bbox, zoom));
          const around = bboxOf(tiles.features.map(({ geometry }) => geometry))!;
          const slack = 1e-9;
          expect(around[0]).toBeLessThanOrEqual(bbox[0] + slack);
          expect(around[1]).toBeLessThanOrEqual(bbox[1] + slack);
          expect(around[2]).toBeGreaterThanOrEqual(bbox[2] - slack);
          expect(around[3]).toBeGreaterThanOrEqual(bbox[3] - slack);
        },
      ),
    );
  });

  test('counts rows from the south, and gives tiles the geometry that the server gives them', () => {
    const [tile] = tilesOver([0.1, 0.1, 0.2, 0.2], 8).features;
    expect(tile?.properties).toEqual({ x: 128, y: 128, zoom: 8, isSquare: true });
    for (const { geometry, properties } of tilesOver(MALTA, 12).features) {
      const { x, y, zoom } = properties as { x: number; y: number; zoom: number };
      const own = bboxOf([geometry])!;
      for (const [side, degrees] of bboxOf([tilePolygon(x, y, zoom)])!.entries())
        expect(own[side]).toBeCloseTo(degrees, 10);
    }
  });
});

describe('firstZoom', () => {
  test('returns the highest zoom with at most 150 tiles', () => {
    const zoom = firstZoom(MALTA);
    expect(countTiles(MALTA, zoom)).toBeLessThanOrEqual(150);
    expect(countTiles(MALTA, zoom + 1)).toBeGreaterThan(150);
    expect(firstZoom([-170, -80, 170, 80])).toBe(MIN_ZOOM);
    expect(firstZoom([0, 0, 0, 0])).toBeLessThanOrEqual(MAX_ZOOM);
  });
});

describe('bboxOf and bboxCentre', () => {
  test('cover nested geometries', () => {
    const point = { type: 'Point' as const, coordinates: [5, 6] };
    const line = {
      type: 'LineString' as const,
      coordinates: [
        [1, 9],
        [2, -3],
      ],
    };
    expect(bboxOf([{ type: 'GeometryCollection', geometries: [point, line] }])).toEqual([1, -3, 5, 9]);
    expect(bboxCentre(line)).toEqual([1.5, 3]);
  });

  test('return null without positions', () => {
    expect(bboxOf([])).toBeNull();
    expect(bboxCentre({ type: 'Polygon', coordinates: [] })).toBeNull();
    expect(bboxOf([{ type: 'Point', coordinates: [] }])).toBeNull();
  });
});
