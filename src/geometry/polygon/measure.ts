import type { MultiPolygon, Polygon } from 'geojson';
import { bboxOfShapes, type Point, type Shape } from './planar.js';
import { toShapes } from './shapes.js';

/**
 * Area on the ground in square metres (spherical, within 0.5 % of PostGIS's spheroid).
 *
 * @remarks Not additive under cutting: points added on an edge change it by up to 6e-6. Add up square degrees instead.
 */
export async function areaSquareMetres(geometry: MultiPolygon | Polygon): Promise<number> {
  // Loaded when a task is split: a server that splits none need not hold it.
  const { area } = await import('@turf/area');
  return area(geometry);
}

/** The planar centroid in degrees, as `ST_Centroid` gives it for a geometry in 4326. */
export function centroidOf(geometry: MultiPolygon | Polygon): Point {
  return centroidOfShapes(toShapes(geometry));
}

/** As {@link centroidOf}. Falls back to the middle of the box where the area is zero. */
export function centroidOfShapes(shapes: readonly Shape[]): Point {
  const box = bboxOfShapes(shapes);
  const [x0, y0] = box;
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
  if (!(twice > 0)) return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  return [x0 + momentX / (3 * twice), y0 + momentY / (3 * twice)];
}
