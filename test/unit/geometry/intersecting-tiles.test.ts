import fc from 'fast-check';
import type { Feature, FeatureCollection, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { readAreaOfInterest } from '../../../src/geometry/input/area-of-interest.js';
import { makeGrid, intersectingTiles } from '../../../src/geometry/tiles/make-grid.js';
import { tileBbox, tilePolygon } from '../../../src/geometry/tiles/tile-math.js';
import { areaOf, closeTo, rectangle, places, starPolygons, totalArea } from './polygons.js';

const read = (input: unknown) => readAreaOfInterest(input, { maxAreaKm2: 1e9 });
const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const feature = (geometry: Feature['geometry'], properties = {}): Feature => ({
  type: 'Feature',
  properties,
  geometry,
});
const stars = starPolygons({
  centre: places([-170, -80, 170, 80]),
  radius: fc.integer({ min: 1, max: 100 }).map((percent) => 0.2 + (percent / 100) * (0.8 - 0.2)),
});

/** All tiles in and around the bbox of an area, as a front-end requests them. */
function gridAround(aoi: ReturnType<typeof read>, zoom: number): FeatureCollection {
  const tasks = makeGrid(aoi, { zoom, clip: false, maxTasks: 5000 });
  const numbers = (key: 'x' | 'y') => tasks.map((task) => task[key]!);
  const features: Feature[] = [];
  for (let x = Math.min(...numbers('x')) - 1; x <= Math.max(...numbers('x')) + 1; x++) {
    for (let y = Math.min(...numbers('y')) - 1; y <= Math.max(...numbers('y')) + 1; y++) {
      features.push(feature(tilePolygon(x, y, zoom), { x, y, zoom, isSquare: true }));
    }
  }
  return collection(features);
}

describe('intersectingTiles', () => {
  it('returns the tasks of makeGrid for the grid of a client', () => {
    fc.assert(
      fc.property(stars, fc.boolean(), (star, clip) => {
        const aoi = read(star);
        const kept = intersectingTiles(aoi, gridAround(aoi, 9), clip).features;
        const tasks = makeGrid(aoi, { zoom: 9, clip, maxTasks: 5000 });
        expect(kept.map(({ properties: { x, y, zoom, isSquare } }) => [x, y, zoom, isSquare])).toEqual(
          tasks.map(({ x, y, zoom, isSquare }) => [x, y, zoom, isSquare]),
        );
        kept.forEach(({ geometry }, index) => {
          expect(areaOf(geometry)).toBeCloseTo(areaOf(tasks[index]!.geometry), 12);
        });
        if (clip) expect(totalArea(kept) / areaOf(aoi)).toBeCloseTo(1, 11);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves out tiles that only touch the area and keeps whole tiles unchanged', () => {
    const box = tileBbox({ x: 40, y: 33, zoom: 6 });
    const aoi = read(rectangle(box));
    const kept = intersectingTiles(aoi, gridAround(aoi, 6), true);
    expect(kept).toEqual({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { x: 40, y: 33, zoom: 6, isSquare: true },
          geometry: tilePolygon(40, 33, 6),
        },
      ],
    });
  });

  it('accepts grids whose corners are rounded to 6 decimals', () => {
    const aoi = read(rectangle([14.2, 35.8, 14.4, 36.0]));
    const rounded = JSON.parse(JSON.stringify(gridAround(aoi, 12)), (key, value: unknown) =>
      typeof value === 'number' && !['x', 'y', 'zoom'].includes(key) ? Math.round(value * 1e6) / 1e6 : value,
    ) as FeatureCollection;
    const kept = intersectingTiles(aoi, rounded, true);
    expect(totalArea(kept.features) / areaOf(aoi)).toBeCloseTo(1, 11);
    expect(kept.features.some(({ properties }) => properties.isSquare)).toBe(true);
  });

  it('accepts tiles that are not squares, also overlapping ones', () => {
    const hexagon = (x: number, y: number): Polygon => ({
      type: 'Polygon',
      coordinates: [
        [
          [x - 2, y],
          [x - 1, y - 2],
          [x + 1, y - 2],
          [x + 2, y],
          [x + 1, y + 2],
          [x - 1, y + 2],
          [x - 2, y],
        ],
      ],
    });
    const aoi = read(rectangle([0, 0, 10, 10]));
    const grid = collection([
      feature(hexagon(0, 0)),
      feature(hexagon(5, 5)),
      feature(hexagon(5.5, 5)),
      feature(hexagon(-2, 0)),
      feature(hexagon(20, 20)),
    ]);
    const kept = intersectingTiles(aoi, grid, true);
    expect(kept.features.map(({ geometry }) => areaOf(geometry))).toEqual(closeTo(3, 12, 12));
    expect(kept.features[1]).toEqual({
      type: 'Feature',
      properties: { x: null, y: null, zoom: null, isSquare: false },
      geometry: { type: 'MultiPolygon', coordinates: [hexagon(5, 5).coordinates] },
    });
  });

  it('refuses a malformed grid and names the tile', () => {
    const aoi = read(rectangle([0, 0, 1, 1]));
    const broken = collection([
      feature(rectangle([0, 0, 1, 1])),
      feature({
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 1],
          ],
        ],
      }),
    ]);
    expect(() => intersectingTiles(aoi, broken, false)).toThrow(
      'The outer ring of polygon 1 of tile 2 has 2 positions',
    );
  });
});
