import type { MultiPolygon, Polygon } from 'geojson';
import { bboxOfShapes, type Point, type Shape } from './planar.js';
import { toShapes } from './shapes.js';

/**
 * Area on the ground in square metres, computed on a sphere. It differs by up to 0.5 % from the area that PostGIS computes on the
 * spheroid.
 *
 * The areas of the parts of a polygon do not add up exactly to its area: new points on an edge change the result by up to 6e-6.
 * `planarArea` has no such error.
 *
 * @param geometry - in EPSG:4326
 */
export async function areaSquareMetres(geometry: MultiPolygon | Polygon): Promise<number> {
  // Loaded at the first split, so that it needs no memory before.
  const { area } = await import('@turf/area');
  return area(geometry);
}

/** The planar centroid in degrees, as `ST_Centroid` of PostGIS computes it for a geometry in EPSG:4326. */
export function centroidOf(geometry: MultiPolygon | Polygon): Point {
  return centroidOfShapes(toShapes(geometry));
}

/** The planar centroid of polygons in degrees. If their area is zero, it is the centre of their bbox. */
export function centroidOfShapes(shapes: readonly Shape[]): Point {
  const bbox = bboxOfShapes(shapes);
  const [x0, y0] = bbox;
  let twice = 0;
  let momentX = 0;
  let momentY = 0;
  for (const ring of shapes.flat()) {
    let [px, py] = ring[ring.length - 1]!;
    px -= x0;
    py -= y0;
    for (const point of ring) {
      const qx = point[0] - x0;
      const qy = point[1] - y0;
      const cross = px * qy - qx * py;
      twice += cross;
      momentX += (px + qx) * cross;
      momentY += (py + qy) * cross;
      [px, py] = [qx, qy];
    }
  }
  if (!(twice > 0)) return [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2];
  return [x0 + momentX / (3 * twice), y0 + momentY / (3 * twice)];
}
