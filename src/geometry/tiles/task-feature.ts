import type { MultiPolygon } from 'geojson';

/** A task before it has a project and an id. */
export interface TaskFeature {
  /** 4326, valid, full precision. */
  geometry: MultiPolygon;
  /** The tile it is or was cut from, `y` from the south; null for other polygons. */
  x: number | null;
  y: number | null;
  zoom: number | null;
  /** Whether the geometry is the whole tile. */
  isSquare: boolean;
  /** Properties that came with a ready-made task. */
  extraProperties?: Record<string, unknown>;
}
