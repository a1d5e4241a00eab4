import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GridError } from '../../../src/geometry/geometry.errors.js';
import {
  MAX_LATITUDE,
  tileBbox,
  tileLatitude,
  tileLongitude,
  tilePolygon,
  type Tile,
} from '../../../src/geometry/tiles/tile-math.js';
import { makeGrid } from '../../../src/geometry/tiles/make-grid.js';
import { toMultiPolygon, toShapes } from '../../../src/geometry/polygon/shapes.js';
import { closeTo, rectangle } from './polygons.js';
import type { Bbox } from '../../../src/geometry/polygon/planar.js';
import type { MultiPolygon } from 'geojson';

/** The tiles into which an area is divided. */
const tilesOf = (aoi: MultiPolygon, zoom: number, maxTasks: number): Tile[] =>
  makeGrid(aoi, { zoom, clip: false, maxTasks }).map((task) => ({ x: task.x!, y: task.y!, zoom: task.zoom! }));

const area = (box: Bbox): MultiPolygon => toMultiPolygon(toShapes(rectangle(box)));
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof GridError) return error.code;
  }
  return 'none';
};

describe('tile numbers', () => {
  it('counts y from the south, as v5 stores it', () => {
    const [west, south, east, north] = tileBbox({ x: 48296, y: 38015, zoom: 16 });
    // v5's own corners, which use a rounded Earth: equal to 2e-8 degrees.
    expect(west).toBeCloseTo(85.297851547, 7);
    expect(east).toBeCloseTo(85.303344711, 7);
    expect(south).toBeCloseTo(27.678663625, 7);
    expect(north).toBeCloseTo(27.683528079, 7);
  });

  it('covers the world at zoom 0 and 1', () => {
    expect(tileBbox({ x: 0, y: 0, zoom: 0 })).toEqual(closeTo(-180, -MAX_LATITUDE, 180, MAX_LATITUDE));
    expect(tileBbox({ x: 0, y: 0, zoom: 1 })[3]).toBeCloseTo(0, 14);
  });

  it('gives neighbours and children the same corners, bit for bit', () => {
    const tile = fc.nat(23).chain((zoom) => fc.tuple(fc.nat(2 ** zoom - 1), fc.nat(2 ** zoom - 1), fc.constant(zoom)));
    fc.assert(
      fc.property(tile, ([x, y, zoom]) => {
        const box = tileBbox({ x, y, zoom });
        expect(tileBbox({ x: x + 1, y: y + 1, zoom }).slice(0, 2)).toEqual(box.slice(2));
        expect(tileLongitude(2 * x, zoom + 1)).toBe(box[0]);
        expect(tileLatitude(2 * y, zoom + 1)).toBe(box[1]);
        expect(box[0]).toBeLessThan(box[2]);
        expect(box[1]).toBeLessThan(box[3]);
      }),
    );
  });

  it('makes closed outlines, counter-clockwise from the south-west corner', () => {
    const [west, south, east, north] = tileBbox({ x: 5, y: 9, zoom: 4 });
    expect(tilePolygon(5, 9, 4)).toEqual({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
          ],
        ],
      ],
    });
  });
});

describe('the tiles of an area', () => {
  it('leaves out tiles that the area only touches along a side or at a corner', () => {
    const box = tileBbox({ x: 40, y: 33, zoom: 6 });
    expect(tilesOf(area(box), 6, 100)).toEqual([{ x: 40, y: 33, zoom: 6 }]);
    expect(tilesOf(area(box), 7, 100)).toHaveLength(4);
    expect(tilesOf(area(box), 5, 100)).toEqual([{ x: 20, y: 16, zoom: 5 }]);
  });

  it('leaves them out when another program rounded the corners differently', () => {
    const box = tileBbox({ x: 48296, y: 38015, zoom: 16 });
    const nudged = box.map((side, index) => side + (index % 2 ? 1.4e-14 : -2.8e-14)) as Bbox;
    expect(tilesOf(area(nudged), 16, 100)).toHaveLength(1);
  });

  it('includes a tile that contains a millionth of the area', () => {
    const [west, south, east, north] = tileBbox({ x: 48296, y: 38015, zoom: 16 });
    const more = (east - west) * 1e-6;
    expect(tilesOf(area([west, south, east + more, north + more]), 16, 100)).toHaveLength(4);
  });

  it('returns the tiles that contain a point of a small square, for squares anywhere', () => {
    const place = fc.tuple(
      fc.double({ min: -179, max: 179, noNaN: true }),
      fc.double({ min: -84, max: 84, noNaN: true }),
      fc.integer({ min: 1, max: 18 }),
    );
    fc.assert(
      fc.property(place, ([x, y, zoom]) => {
        const tiles = tilesOf(area([x - 1e-9, y - 1e-9, x + 1e-9, y + 1e-9]), zoom, 10);
        const around = tiles.filter((tile) => {
          const [west, south, east, north] = tileBbox(tile);
          return west <= x && x <= east && south <= y && y <= north;
        });
        expect(around.length).toBeGreaterThan(0);
        expect(tiles.length).toBeLessThanOrEqual(4);
      }),
    );
  });

  it('finds no tile in a hole', () => {
    const hole = tileBbox({ x: 81, y: 67, zoom: 7 });
    const outer = tileBbox({ x: 20, y: 16, zoom: 5 });
    const ring = [...rectangle(hole).coordinates[0]!].reverse();
    const donut: MultiPolygon = { type: 'MultiPolygon', coordinates: [[rectangle(outer).coordinates[0]!, ring]] };
    const tiles = tilesOf(donut, 7, 100);
    expect(tiles).toHaveLength(15);
    expect(tiles).not.toContainEqual({ x: 81, y: 67, zoom: 7 });
  });

  it('orders tiles column by column from the west, each from the south', () => {
    const tiles = tilesOf(area(tileBbox({ x: 20, y: 16, zoom: 5 })), 6, 100);
    expect(tiles.map(({ x, y }) => [x, y])).toEqual([
      [40, 32],
      [40, 33],
      [41, 32],
      [41, 33],
    ]);
  });

  it('refuses more tiles than allowed, even 2^48 of them, at once', () => {
    const world = area([-180, -85, 180, 85]);
    const started = performance.now();
    expect(codeOf(() => tilesOf(world, 24, 10_000))).toBe('TooManyTasks');
    expect(performance.now() - started).toBeLessThan(2000);
    expect(tilesOf(world, 3, 64)).toHaveLength(64);
    expect(codeOf(() => tilesOf(world, 3, 63))).toBe('TooManyTasks');
  });

  it('refuses an invalid zoom and latitudes beyond Web-Mercator', () => {
    for (const zoom of [-1, 25, 1.5, NaN])
      expect(codeOf(() => tilesOf(area([0, 0, 1, 1]), zoom, 10))).toBe('InvalidZoom');
    expect(codeOf(() => tilesOf(area([0, 80, 1, 86]), 3, 10))).toBe('OutOfRange');
    expect(tilesOf(area([-180, 84, 180, MAX_LATITUDE]), 1, 10)).toHaveLength(2);
  });
});
