import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countTiles, firstZoom, MAX_ZOOM, MIN_ZOOM, tilesOver } from '../../../../src/web/create/grid.js';
import { boxOf, middleOf, type Box } from '../../../../src/web/map/bbox.js';

const MALTA: Box = [14.18, 35.8, 14.58, 36.08];

describe('the tiles over an area', () => {
  test('are as many as were counted, and cover the box', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -179, max: 178, noNaN: true }),
        fc.double({ min: -80, max: 79, noNaN: true }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.integer({ min: MIN_ZOOM, max: 12 }),
        (west, south, size, zoom) => {
          const box: Box = [west, south, west + size, south + size];
          fc.pre(countTiles(box, zoom) < 2000);
          const tiles = tilesOver(box, zoom);
          expect(tiles.features).toHaveLength(countTiles(box, zoom));
          const around = boxOf(tiles.features.map(({ geometry }) => geometry))!;
          const slack = 1e-9;
          expect(around[0]).toBeLessThanOrEqual(box[0] + slack);
          expect(around[1]).toBeLessThanOrEqual(box[1] + slack);
          expect(around[2]).toBeGreaterThanOrEqual(box[2] - slack);
          expect(around[3]).toBeGreaterThanOrEqual(box[3] - slack);
        },
      ),
    );
  });

  test('have their rows counted from the south', () => {
    const [tile] = tilesOver([0.1, 0.1, 0.2, 0.2], 8).features;
    expect(tile?.properties).toEqual({ x: 128, y: 128, zoom: 8, isSquare: true });
  });

  test('begin with a zoom that makes a useful number of tasks', () => {
    const zoom = firstZoom(MALTA);
    expect(countTiles(MALTA, zoom)).toBeLessThanOrEqual(150);
    expect(countTiles(MALTA, zoom + 1)).toBeGreaterThan(150);
    expect(firstZoom([-170, -80, 170, 80])).toBe(MIN_ZOOM);
    expect(firstZoom([0, 0, 0, 0])).toBeLessThanOrEqual(MAX_ZOOM);
  });
});

describe('the box around geometries', () => {
  test('covers parts of any depth', () => {
    const point = { type: 'Point' as const, coordinates: [5, 6] };
    const line = {
      type: 'LineString' as const,
      coordinates: [
        [1, 9],
        [2, -3],
      ],
    };
    expect(boxOf([{ type: 'GeometryCollection', geometries: [point, line] }])).toEqual([1, -3, 5, 9]);
    expect(middleOf(line)).toEqual([1.5, 3]);
  });

  test('does not exist without a position', () => {
    expect(boxOf([])).toBeNull();
    expect(middleOf({ type: 'Polygon', coordinates: [] })).toBeNull();
    expect(boxOf([{ type: 'Point', coordinates: [] }])).toBeNull();
  });
});
