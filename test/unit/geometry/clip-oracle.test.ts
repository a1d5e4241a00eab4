import fc from 'fast-check';
import GeoJSONReader from 'jsts/org/locationtech/jts/io/GeoJSONReader.js';
import OverlayOp from 'jsts/org/locationtech/jts/operation/overlay/OverlayOp.js';
import { expect, it } from 'vitest';
import { readAreaOfInterest } from '../../../src/geometry/input/area-of-interest.js';
import { makeGrid } from '../../../src/geometry/tiles/make-grid.js';
import { tilePolygon } from '../../../src/geometry/tiles/tile-math.js';
import { areaOf, places, starPolygons } from './polygons.js';

const reader = new GeoJSONReader();
const stars = starPolygons({ centre: places([-170, -60, 170, 60]), radius: fc.constant(0.3) });

it('makes tasks of the same size as the intersection that JTS computes', () => {
  fc.assert(
    fc.property(stars, fc.integer({ min: 8, max: 10 }), (star, zoom) => {
      const aoi = readAreaOfInterest(star, { maxAreaKm2: 1e9 });
      const whole = reader.read(aoi);
      for (const { geometry, x, y } of makeGrid(aoi, { zoom, clip: true, maxTasks: 5000 })) {
        const expected = OverlayOp.intersection(whole, reader.read(tilePolygon(x!, y!, zoom))).getArea();
        expect(Math.abs(areaOf(geometry) - expected)).toBeLessThanOrEqual(1e-9 * areaOf(aoi));
      }
    }),
    { numRuns: 40 },
  );
});
