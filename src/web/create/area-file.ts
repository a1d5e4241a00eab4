import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { t } from '../app/i18n.js';
import { boxOf, type Box } from '../map/bbox.js';

/** An area that a file brought. */
export interface Area {
  fileName: string;
  geojson: Geometry | Feature | FeatureCollection;
  box: Box;
}

/** The largest file that is read. Bytes. */
const MAX_BYTES = 60_000_000;

/** The geometries of GeoJSON. The content of a file may be anything: what is none is left out. */
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
 * Reads an area from a file. What is wrong with its outline is found by the server.
 * @throws Error with a sentence where it is no GeoJSON in degrees
 */
export async function readArea(file: File): Promise<Area> {
  if (file.size > MAX_BYTES) throw new Error(t('new.tooLarge'));
  let geojson: unknown;
  try {
    geojson = JSON.parse(await file.text());
  } catch {
    throw new Error(t('new.noJson', { name: file.name }));
  }
  if (!isGeoJson(geojson)) throw new Error(t('new.noGeoJson', { name: file.name }));
  const box = boxOf(geometriesOf(geojson));
  if (!box) throw new Error(t('new.noGeoJson', { name: file.name }));
  if (box[0] < -180 || box[1] < -90 || box[2] > 180 || box[3] > 90) throw new Error(t('new.noDegrees'));
  return { fileName: file.name, geojson, box };
}
