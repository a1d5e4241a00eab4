import { featureCollection, intersect, polygon } from '@turf/turf';
import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { readAreaOfInterest } from '../../../src/geometry/input/area-of-interest.js';
import { tileBbox, tileLatitude, tileLongitude, tilePolygon } from '../../../src/geometry/tiles/tile-math.js';
import { makeGrid } from '../../../src/geometry/tiles/make-grid.js';
import { areaOf, isSound, rectangle, rectangleRing, places, starPolygons, totalArea } from './polygons.js';

const read = (input: unknown) => readAreaOfInterest(input, { maxAreaKm2: 1e9 });
const centre = places([-179.4, -84, 179.4, 84]);
const stars = starPolygons({
  centre,
  radius: fc.integer({ min: 1, max: 100 }).map((percent) => 0.02 + (percent / 100) * (0.5 - 0.02)),
});

describe('makeGrid', () => {
  it('leaves tiles whole without clipping', () => {
    const [west, south, east, north] = [14.2, 35.8, 14.4, 36.0];
    const tasks = makeGrid(read(rectangle([west, south, east, north])), { zoom: 13, clip: false, maxTasks: 100 });
    const numbers = Array.from({ length: 2 ** 13 }, (_, number) => number);
    const columns = numbers.filter((x) => tileLongitude(x, 13) < east && tileLongitude(x + 1, 13) > west);
    const rows = numbers.filter((y) => tileLatitude(y, 13) < north && tileLatitude(y + 1, 13) > south);
    expect(tasks).toEqual(
      columns.flatMap((x) => rows.map((y) => ({ x, y, zoom: 13, isSquare: true, geometry: tilePolygon(x, y, 13) }))),
    );
  });

  it('keeps inner tiles whole, cuts the others and keeps their x, y, zoom', () => {
    const [west, south] = tileBbox({ x: 40, y: 33, zoom: 6 });
    const [, , east, north] = tileBbox({ x: 42, y: 35, zoom: 6 });
    const aoi = read(rectangle([west, south, east - 1, north]));
    const tasks = makeGrid(aoi, { zoom: 6, clip: true, maxTasks: 100 });
    expect(tasks.map((task) => [task.x, task.y, task.isSquare])).toEqual([
      [40, 33, true],
      [40, 34, true],
      [40, 35, true],
      [41, 33, true],
      [41, 34, true],
      [41, 35, true],
      [42, 33, false],
      [42, 34, false],
      [42, 35, false],
    ]);
    expect(tasks[0]!.geometry).toEqual(tilePolygon(40, 33, 6));
  });

  it('makes valid tasks within their tiles that add up to the area (concave areas with holes and islands)', () => {
    fc.assert(
      fc.property(stars, fc.integer({ min: 7, max: 11 }), (star, zoom) => {
        const aoi = read(star);
        const tasks = makeGrid(aoi, { zoom, clip: true, maxTasks: 5000 });
        const total = areaOf(aoi);
        expect(Math.abs(totalArea(tasks) - total)).toBeLessThanOrEqual(1e-11 * total);
        for (const { geometry, x, y } of tasks) {
          const [west, south, east, north] = tileBbox({ x: x!, y: y!, zoom });
          for (const [lon, lat] of geometry.coordinates.flat(2)) {
            expect(west <= lon! && lon! <= east && south <= lat! && lat! <= north).toBe(true);
          }
        }
        const cut = tasks.filter((task) => !task.isSquare);
        for (const task of cut.slice(0, 20)) expect(isSound(task.geometry)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('agrees with turf on the part of the area in each tile', () => {
    fc.assert(
      fc.property(stars, (star) => {
        const aoi = read(star);
        const area = { type: 'Feature', properties: {}, geometry: aoi } as const;
        for (const { geometry, x, y } of makeGrid(aoi, { zoom: 8, clip: true, maxTasks: 500 })) {
          const tile = polygon(tilePolygon(x!, y!, 8).coordinates[0]!);
          const common = intersect(featureCollection<MultiPolygon | GeoJSON.Polygon>([area, tile]));
          expect(common && areaOf(common.geometry)).toBeCloseTo(areaOf(geometry), 11);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives neighbours the same points on their common side', () => {
    fc.assert(
      fc.property(stars, (star) => {
        const tasks = makeGrid(read(star), { zoom: 9, clip: true, maxTasks: 500 });
        const points = new Map(tasks.map((task) => [`${task.x} ${task.y}`, task.geometry.coordinates.flat(2)]));
        for (const task of tasks) {
          const side = tileBbox({ x: task.x!, y: task.y!, zoom: 9 })[2];
          const east = points.get(`${task.x! + 1} ${task.y}`) ?? [];
          const on = (all: typeof east) =>
            [...new Set(all.filter(([x]) => x === side).map(([, y]) => y!))].sort((a, b) => a - b);
          const here = on(task.geometry.coordinates.flat(2));
          expect(on(east)).toEqual(here);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('cuts holes that touch the shell and each other into valid pieces', () => {
    const diamond = (x: number, y: number) => [
      [x, y - 1],
      [x - 1, y],
      [x, y + 1],
      [x + 1, y],
      [x, y - 1],
    ];
    const holes = [diamond(-3, 1), diamond(-1, 1), diamond(-1, -1)];
    const aoi = read({ type: 'Polygon', coordinates: [rectangleRing([-4, -4, 4, 4]), ...holes] });
    const tasks = makeGrid(aoi, { zoom: 6, clip: true, maxTasks: 100 });
    expect(totalArea(tasks)).toBeCloseTo(64 - 3 * 2, 12);
    for (const task of tasks) expect(isSound(task.geometry)).toBe(true);
  });

  it('keeps slivers: makes tasks where an area exceeds a tile by a millimetre', () => {
    const box = tileBbox({ x: 48296, y: 38015, zoom: 16 });
    const aoi = read(rectangle([box[0], box[1], box[2] + 1e-8, box[3]]));
    const tasks = makeGrid(aoi, { zoom: 16, clip: true, maxTasks: 10 });
    expect(tasks.map((task) => task.isSquare)).toEqual([true, false]);
    expect(totalArea(tasks) / areaOf(aoi)).toBeCloseTo(1, 12);
  });

  it('refuses an outline that would result in millions of points', () => {
    const comb = Array.from({ length: 20_000 }, (_, i) => [i * 1e-5, i % 2 ? 1 : 0.001]);
    const aoi = read({ type: 'Polygon', coordinates: [[...comb, [0.2, 0], [0, 0], comb[0]]] });
    expect(() => makeGrid(aoi, { zoom: 16, clip: true, maxTasks: 100_000 })).toThrow('more than 1,000,000 points');
  });
});
