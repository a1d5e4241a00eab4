import { featureCollection, intersect, multiPolygon, union } from '@turf/turf';
import fc from 'fast-check';
import type { MultiPolygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { readAreaOfInterest } from '../../../src/geometry/input/area-of-interest.js';
import { centroidOf } from '../../../src/geometry/polygon/measure.js';
import { divideBoundary } from '../../../src/geometry/split/split.js';
import { tilePolygon } from '../../../src/geometry/tiles/tile-math.js';
import { makeGrid } from '../../../src/geometry/tiles/make-grid.js';
import { areaOf, closeTo, isSound, rectangle, rectangleRing, places, starPolygons, totalArea } from './polygons.js';

const multi = (...polygons: Position[][][]): MultiPolygon => ({ type: 'MultiPolygon', coordinates: polygons });
const read = (input: unknown) => readAreaOfInterest(input, { maxAreaKm2: 1e9 });
const overlap = (a: MultiPolygon, b: MultiPolygon): number => {
  const common = intersect(featureCollection([multiPolygon(a.coordinates), multiPolygon(b.coordinates)]));
  return common === null ? 0 : areaOf(common.geometry);
};

/**
 * The allowed error of an area: a billionth of it, or the effect of rounding if that is larger. Rounding moves a new vertex by
 * half a unit in the last place of its coordinates, which changes the area along the whole boundary. It is the larger one only for
 * slivers of centimetres.
 */
function tolerance(geometry: MultiPolygon): number {
  const rings = geometry.coordinates.flat().map((ring) => ring.map(([lon = 0, lat = 0]) => [lon, lat] as const));
  const unit = Number.EPSILON * Math.max(...rings.flat(2).map(Math.abs));
  const length = rings
    .flatMap((ring) =>
      ring.slice(1).map(([lon, lat], index) => Math.hypot(lon - ring[index]![0], lat - ring[index]![1])),
    )
    .reduce((sum, edge) => sum + edge, 0);
  return Math.max(1e-9 * areaOf(geometry), length * unit);
}

/** Checks what must hold for every split: there are 2 to 4 valid children, they cover the parent and do not overlap. */
function checkChildren(parent: MultiPolygon, children: { geometry: MultiPolygon }[]): void {
  const total = areaOf(parent);
  const allowed = tolerance(parent);
  expect(children.length).toBeGreaterThanOrEqual(2);
  expect(children.length).toBeLessThanOrEqual(4);
  expect(Math.abs(totalArea(children) - total)).toBeLessThanOrEqual(allowed);
  children.forEach((child, index) => {
    expect(areaOf(child.geometry)).toBeGreaterThan(0);
    expect(isSound(child.geometry)).toBe(true);
    for (const other of children.slice(index + 1))
      expect(overlap(child.geometry, other.geometry)).toBeLessThanOrEqual(allowed);
  });
  const [first, ...rest] = children.map((child) => multiPolygon(child.geometry.coordinates));
  const together = union(featureCollection([first!, ...rest]))!.geometry;
  const whole = together.type === 'Polygon' ? multi(together.coordinates) : together;
  expect(Math.abs(overlap(whole, parent) - total)).toBeLessThanOrEqual(allowed);
}

describe('splitting a square tile', () => {
  it('makes four children on the Web-Mercator grid, with exact corners', () => {
    const children = divideBoundary(tilePolygon(48296, 38015, 16), { x: 48296, y: 38015, zoom: 16, isSquare: true });
    const expected = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ].map(([dx, dy]) => {
      const [x, y] = [96592 + dx!, 76030 + dy!];
      return { geometry: tilePolygon(x, y, 17), x, y, zoom: 17, isSquare: true };
    });
    expect(children).toEqual(expected);
  });

  it('covers a parent with rounded coordinates exactly, on the same midlines', () => {
    const tile = fc
      .integer({ min: 1, max: 17 })
      .chain((zoom) => fc.tuple(fc.nat(2 ** zoom - 1), fc.nat(2 ** zoom - 1), fc.constant(zoom)));
    fc.assert(
      fc.property(tile, fc.integer({ min: 6, max: 9 }), ([x, y, zoom], decimals) => {
        const round = (value: number) => Number(value.toFixed(decimals));
        const exact = tilePolygon(x, y, zoom);
        const stored = multi(exact.coordinates[0]!.map((ring) => ring.map((point) => point.map(round))));
        const children = divideBoundary(stored, { x, y, zoom, isSquare: true });
        expect(children.map((child) => [child.x! - 2 * x, child.y! - 2 * y, child.zoom, child.isSquare])).toEqual([
          [0, 0, zoom + 1, true],
          [0, 1, zoom + 1, true],
          [1, 0, zoom + 1, true],
          [1, 1, zoom + 1, true],
        ]);
        expect(Math.abs(totalArea(children) / areaOf(stored) - 1)).toBeLessThanOrEqual(1e-9);
        const middle = tilePolygon(2 * x + 1, 2 * y + 1, zoom + 1).coordinates[0]![0]![0]!;
        for (const child of children) expect(child.geometry.coordinates[0]![0]).toContainEqual(middle);
        expect(children[0]!.geometry.coordinates[0]![0]![0]).toEqual(stored.coordinates[0]![0]![0]);
      }),
    );
  });

  it('ignores isSquare when the geometry is not that square', () => {
    const children = divideBoundary(multi([rectangleRing([0, 0, 1, 1])]), {
      x: 48296,
      y: 38015,
      zoom: 16,
      isSquare: true,
    });
    expect(children.map((child) => [child.x, child.isSquare])).toEqual(Array.from({ length: 4 }, () => [null, false]));
  });
});

describe('splitting another shape', () => {
  it('makes quadrants at the centroid, without x, y and zoom', () => {
    const triangle = multi([
      [
        [0, 0],
        [3, 0],
        [0, 3],
        [0, 0],
      ],
    ]);
    const children = divideBoundary(triangle, { x: 1, y: 1, zoom: 1, isSquare: false });
    expect(centroidOf(triangle)).toEqual([expect.closeTo(1, 14), expect.closeTo(1, 14)]);
    expect(children.map((child) => areaOf(child.geometry))).toEqual(closeTo(1, 1.5, 1.5, 0.5));
    for (const child of children) expect(child).toMatchObject({ x: null, y: null, zoom: null, isSquare: false });
    checkChildren(triangle, children);
  });

  it('covers concave parents with holes and islands exactly, whatever their size and place', () => {
    const stars = starPolygons({
      centre: places([-179, -89, 179, 89]),
      radius: fc.constantFrom(1e-4, 1e-3, 0.01, 0.9),
    });
    fc.assert(
      fc.property(stars, (star) => {
        const parent = read(star);
        checkChildren(parent, divideBoundary(parent));
      }),
      { numRuns: 60 },
    );
  });

  it('covers tiles that an area cuts exactly, and their children too', () => {
    const stars = starPolygons({ centre: fc.constant([14.4, 35.9]), radius: fc.constant(0.1) });
    fc.assert(
      fc.property(stars, (star) => {
        const cut = makeGrid(read(star), { zoom: 12, clip: true, maxTasks: 100 }).filter((task) => !task.isSquare);
        for (const task of cut.slice(0, 3)) {
          const children = divideBoundary(task.geometry, task);
          checkChildren(task.geometry, children);
          for (const child of children) checkChildren(child.geometry, divideBoundary(child.geometry, child));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives children the same vertices on their common lines', () => {
    const stars = starPolygons({ centre: fc.constant([14.4, 35.9]), radius: fc.constant(0.1) });
    fc.assert(
      fc.property(stars, (star) => {
        const parent = read(star);
        const [x] = centroidOf(parent);
        const points = divideBoundary(parent).map((child) => child.geometry.coordinates.flat(2));
        const on = (side: (point: Position) => boolean) =>
          new Set(
            points
              .filter((all) => all.every((point) => point[0] === x || side(point)))
              .flat()
              .filter(([lon]) => lon === x)
              .map(String),
          );
        expect(on((point) => point[0]! < x)).toEqual(on((point) => point[0]! > x));
      }),
    );
  });

  it('leaves out empty quadrants', () => {
    const diagonal = multi([rectangleRing([0, 0, 1, 1])], [rectangleRing([5, 5, 6, 6])]);
    const children = divideBoundary(diagonal);
    expect(children.map((child) => child.geometry.coordinates.length)).toEqual([1, 1]);
    checkChildren(diagonal, children);
  });

  it('covers the parent when its centroid is outside it, in a bay or in a hole', () => {
    const bay = multi([
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [9, 10],
        [9, 1],
        [1, 1],
        [1, 10],
        [0, 10],
        [0, 0],
      ],
    ]);
    checkChildren(bay, divideBoundary(bay));
    const ring = multi([rectangleRing([0, 0, 9, 9]), [...rectangleRing([1, 1, 8, 8])].reverse()]);
    expect(divideBoundary(ring)).toHaveLength(4);
    checkChildren(ring, divideBoundary(ring));
  });

  it('computes the centroid across the antimeridian when the parent lies on both sides of it', () => {
    const parent = read(rectangle([179.5, -17, 182.5, -16]));
    const children = divideBoundary(parent);
    expect(children).toHaveLength(4);
    expect(Math.abs(totalArea(children) / areaOf(parent) - 1)).toBeLessThan(1e-12);
    expect(children.map((child) => areaOf(child.geometry))).toEqual(closeTo(0.75, 0.75, 0.75, 0.75));
    expect(children.flatMap((child) => child.geometry.coordinates.flat(2)).every(([x]) => Math.abs(x!) <= 180)).toBe(
      true,
    );
  });

  it('makes no task from an invisible sliver', () => {
    const box = rectangleRing([0, 0, 1, 1]);
    const spike = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0.5, 1],
      [0.5, 1 + 1e-9],
      [0.4999999, 1],
      [0, 1],
      [0, 0],
    ];
    for (const ring of [box, spike]) checkChildren(multi([ring]), divideBoundary(multi([ring])));
  });

  it('refuses a shape without area', () => {
    expect(() =>
      divideBoundary(
        multi([
          [
            [0, 0],
            [1, 1],
            [2, 2],
            [0, 0],
          ],
        ]),
      ),
    ).toThrow('cannot be split');
    expect(() => divideBoundary(multi())).toThrow('cannot be split');
  });
});
