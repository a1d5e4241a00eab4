import { kinks } from '@turf/turf';
import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { readAreaOfInterest } from '../../../src/geometry/input/area-of-interest.js';
import { GridError } from '../../../src/geometry/geometry.errors.js';
import { locateInRing, orientXY, type Point } from '../../../src/geometry/polygon/planar.js';

const accepts = (ring: Position[]): boolean => {
  try {
    readAreaOfInterest({ type: 'Polygon', coordinates: [ring] }, { maxAreaKm2: 1e9 });
    return true;
  } catch (error) {
    if (error instanceof GridError && error.code === 'SelfIntersectingAOI') return false;
    throw error;
  }
};

describe('check for crossings', () => {
  it('agrees with the slower check of turf on random rings', () => {
    const coordinate = fc.noBias(fc.nat(1_000_000_000)).map((value) => value / 2e7);
    const ring = fc.array(fc.tuple(coordinate, coordinate), { minLength: 4, maxLength: 8 });
    fc.assert(
      fc.property(ring, (points) => {
        fc.pre(new Set(points.map(String)).size === points.length);
        const closed = [...points, points[0]!];
        expect(accepts(closed)).toBe(kinks({ type: 'Polygon', coordinates: [closed] }).features.length === 0);
      }),
      { numRuns: 500 },
    );
  });

  it('checks a star of 190,000 long rays and finds its one crossing', () => {
    const count = 190_000;
    const ray = (index: number): Position => {
      const angle = (2 * Math.PI * index) / count;
      const length = index % 2 ? 1 : 0.2;
      return [length * Math.cos(angle), length * Math.sin(angle)];
    };
    const star = Array.from({ length: count }, (_, index) => ray(index));
    expect(accepts([...star, star[0]!])).toBe(true);
    [star[777], star[779]] = [star[779]!, star[777]!];
    expect(accepts([...star, star[0]!])).toBe(false);
  });
});

describe('side of a line', () => {
  it('is exact where plain arithmetic is inexact', () => {
    // Points a few last bits off the diagonal: the sign must be that of y - x.
    fc.assert(
      fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), (i, j) => {
        const [x, y] = [0.5 + i * 2 ** -53, 0.5 + j * 2 ** -53];
        expect(Math.sign(orientXY(12, 12, 24, 24, x, y))).toBe(Math.sign(y - x));
      }),
    );
  });

  it('distinguishes inside, outside and on a ring', () => {
    const ring: Point[] = [
      [0, 0],
      [4, 0],
      [4, 4],
      [2, 1],
      [0, 4],
    ];
    expect(
      [
        [1, 1],
        [2, 2],
        [5, 0],
        [2, 0],
        [4, 4],
        [4, 1],
        [3, 2.5],
      ].map((point) => locateInRing(point as Point, ring)),
    ).toEqual([1, -1, -1, 0, 0, 0, 0]);
  });
});
