import type { FeatureCollection, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { readAreaOfInterest } from '../../../src/geometry/input/area-of-interest.js';
import { planarArea } from '../../../src/geometry/polygon/planar.js';
import { toShapes } from '../../../src/geometry/polygon/shapes.js';
import { divideArea } from '../../../src/geometry/worker/grid-work.js';
import { ringAround, squareAt } from '../../support/areas.js';

/** A grid of adjoining squares. @param decimals - of the coordinates; null: all, so that vertices differ in their last bits */
function drawnGrid(count: number, side: number, decimals: number | null): FeatureCollection<Polygon> {
  const round = (value: number) => (decimals === null ? value : Number(value.toFixed(decimals)));
  const features = Array.from({ length: count * count }, (_, index) => {
    const [west, south] = [20 + (index % count) * side, 4 + Math.floor(index / count) * side].map(round) as [
      number,
      number,
    ];
    const [east, north] = decimals === null ? [west + side, south + side] : [round(west + side), round(south + side)];
    const ring = ringAround(west, south, east, north);
    return { type: 'Feature' as const, properties: {}, geometry: { type: 'Polygon' as const, coordinates: [ring] } };
  });
  return { type: 'FeatureCollection', features };
}

const areaOf = (input: unknown) => {
  const area = readAreaOfInterest(input, { maxAreaKm2: 1e6 });
  return { parts: area.coordinates.length, squareDegrees: planarArea(toShapes(area)) };
};

describe('parts that share borders', () => {
  it('form one area: 50,176 squares of a drawn grid', { timeout: 60_000 }, () => {
    const { parts, squareDegrees } = areaOf(drawnGrid(224, 0.001, 6));
    expect(parts).toBe(1);
    expect(squareDegrees).toBeCloseTo(0.050176, 12);
  });

  it('form one area: 10,000 squares of a drawn grid', () => {
    const { parts, squareDegrees } = areaOf(drawnGrid(100, 0.002, 6));
    expect(parts).toBe(1);
    expect(squareDegrees).toBeCloseTo(0.04, 12);
  });

  it('form one area when their vertices differ in the last bits', () => {
    const { parts, squareDegrees } = areaOf(drawnGrid(40, 0.0017, null));
    expect(parts).toBe(1);
    expect(squareDegrees).toBeCloseTo((40 * 0.0017) ** 2, 11);
  });

  it('keep all bits of the vertices of the outline', () => {
    const third = 1 / 3;
    const strip = (west: number, east: number): Polygon => ({
      type: 'Polygon',
      coordinates: [
        [
          [west, third],
          [east, third],
          [east, 2 * third],
          [west, 2 * third],
          [west, third],
        ],
      ],
    });
    const { coordinates } = readAreaOfInterest(
      { type: 'GeometryCollection', geometries: [strip(0.1, 0.2), strip(0.2, 0.1 + 0.2)] },
      { maxAreaKm2: 1e6 },
    );
    const numbers = new Set(coordinates.flat(3));
    expect([...numbers].sort()).toEqual([0.1, 0.1 + 0.2, 0.2, third, 2 * third].sort());
  });

  it('become one task each or are cut along tiles', () => {
    const areaOfInterest = drawnGrid(30, 0.002, 6);
    const job = { kind: 'divide', areaOfInterest, maxAreaKm2: 1e6, maxTasks: 1000 } as const;
    const own = { by: 'features', features: areaOfInterest, isArea: true } as const;
    expect(divideArea({ ...job, division: own }).taskCount).toBe(900);
    expect(divideArea({ ...job, division: { by: 'grid', zoom: 12, clip: true } }).taskCount).toBe(4);
  });

  it('are refused by their total area when they are too large', () => {
    const input = { type: 'GeometryCollection', geometries: [squareAt(20, 0, 0.7), squareAt(22, 0, 3)] };
    expect(() => readAreaOfInterest(input, { maxAreaKm2: 5000 })).toThrow(/^The area has 117,\d{3} km², more than/);
  });
});
