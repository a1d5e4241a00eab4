import { describe, expect, it } from 'vitest';
import { areaSquareMetres, centroidOf } from '../../../src/geometry/polygon/measure.js';
import { tilePolygon } from '../../../src/geometry/tiles/tile-math.js';
import { rectangle, rectangleRing } from './polygons.js';

describe('measures', () => {
  it('returns square metres on the ground', async () => {
    // A tile of zoom 18 at the equator: 40,075 km / 2^18 = 152.9 m a side.
    expect((await areaSquareMetres(tilePolygon(131072, 131072, 18))) / 152.87 ** 2).toBeCloseTo(1, 2);
  });

  it('returns the planar centroid, without holes, exact far from the origin', () => {
    expect(centroidOf(rectangle([170, 60, 170.5, 60.25]))).toEqual([170.25, 60.125]);
    const holed = {
      type: 'Polygon' as const,
      coordinates: [rectangleRing([0, 0, 4, 2]), [...rectangleRing([2, 0.5, 3, 1.5])].reverse()],
    };
    expect(centroidOf(holed)[0]).toBeCloseTo((8 * 2 - 1 * 2.5) / 7, 14);
    expect(
      centroidOf({
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [2, 2],
            [4, 4],
            [0, 0],
          ],
        ],
      }),
    ).toEqual([2, 2]);
  });
});
