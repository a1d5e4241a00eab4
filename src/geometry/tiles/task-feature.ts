import type { MultiPolygon } from 'geojson';

/** A task that has no project and no id yet. */
export interface TaskFeature {
  /** Valid, EPSG:4326, all decimals. */
  geometry: MultiPolygon;
  /** The tile that the task is, or from which it was cut; `y` counts from the south. Null for other polygons. */
  x: number | null;
  y: number | null;
  zoom: number | null;
  /** Whether the geometry is the whole tile. */
  isSquare: boolean;
  /** Properties of the feature of a ready-made task. */
  extraProperties?: Record<string, unknown>;
}
