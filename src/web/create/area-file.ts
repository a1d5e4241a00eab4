import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { t } from '../app/i18n.js';
import { bboxOf, type Bbox } from '../map/bbox.js';

/** The area of interest from a file. */
export interface Area {
  fileName: string;
  geojson: Geometry | Feature | FeatureCollection;
  bbox: Bbox;
}

/** The size of the largest file that is read, in bytes. The default of `BODY_LIMIT_MB` on the server is a little larger. */
export const MAX_FILE_BYTES = 60_000_000;

/** The geometries of GeoJSON. Values that are not GeoJSON are left out. */
function geometriesOf(geojson: unknown): Geometry[] {
  if (!isGeoJson(geojson)) return [];
  if (geojson.type === 'Feature') return geometriesOf(geojson.geometry);
  if (geojson.type === 'GeometryCollection')
    return Array.isArray(geojson.geometries) ? geojson.geometries.flatMap(geometriesOf) : [];
  if (geojson.type !== 'FeatureCollection') return [geojson];
  return Array.isArray(geojson.features) ? geojson.features.flatMap(geometriesOf) : [];
}

const isGeoJson = (value: unknown): value is Area['geojson'] =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/**
 * Reads an area from a file. The server checks the outline of the area.
 * @throws Error with a sentence for the user if the file is not GeoJSON in degrees
 */
export async function readArea(file: File): Promise<Area> {
  if (file.size > MAX_FILE_BYTES) throw new Error(t('new.tooLarge'));
  let geojson: unknown;
  try {
    geojson = JSON.parse(await file.text());
  } catch {
    throw new Error(t('new.noJson', { name: file.name }));
  }
  if (!isGeoJson(geojson)) throw new Error(t('new.noGeoJson', { name: file.name }));
  const bbox = bboxOf(geometriesOf(geojson));
  if (!bbox) throw new Error(t('new.noGeoJson', { name: file.name }));
  if (bbox[0] < -180 || bbox[1] < -90 || bbox[2] > 180 || bbox[3] > 90) throw new Error(t('new.noDegrees'));
  return { fileName: file.name, geojson, bbox };
}
