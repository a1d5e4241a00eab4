import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import type { Viewer } from '../../../access/viewer.js';
import { readProjectsInBox, type Bbox } from './project-bbox.repository.js';

/** Radius of the sphere of Web Mercator (EPSG:3857), in metres. */
const RADIUS = 6_378_137;
const MAX_LATITUDE = 85.06;

/** The largest box in square metres of Web Mercator, as in version 5. It is one and a half times as high and wide as a large screen at zoom 7. */
const MAX_AREA = (1250 * 4275 * 1.5) ** 2;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

const mercatorY = (latitude: number): number => {
  const within = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, latitude));
  return RADIUS * Math.log(Math.tan(Math.PI / 4 + radians(within) / 2));
};

const longitude = (x: number): number => (x / RADIUS) * (180 / Math.PI);
const latitude = (y: number): number => (2 * Math.atan(Math.exp(y / RADIUS)) - Math.PI / 2) * (180 / Math.PI);

/** Range of longitudes on a map that repeats the world: one world on each side. */
const MAX_LONGITUDE = 540;

/** A box on a map that repeats the world, as one or two boxes with longitudes from -180 to 180. */
function onOneWorld([west, south, east, north]: Bbox): Bbox[] {
  const shift = 360 * Math.floor((west + 180) / 360);
  const [left, right] = [west - shift, east - shift];
  if (right <= 180) return [[left, south, right, north]];
  return [
    [left, south, 180, north],
    [-180, south, right - 360, north],
  ];
}

/**
 * A box as one box in degrees, or as two boxes if it crosses the date line.
 * @throws DomainError InvalidData, BBoxTooBigError
 */
function boxesInDegrees([left, bottom, right, top]: Bbox, srid: 4326 | 3857): Bbox[] {
  const box: Bbox =
    srid === 4326 ? [left, bottom, right, top] : [longitude(left), latitude(bottom), longitude(right), latitude(top)];
  const [west, south, east, north] = box;
  if (!(west >= -MAX_LONGITUDE && east <= MAX_LONGITUDE && south >= -90 && north <= 90 && west < east && south < north))
    throw new DomainError('InvalidData', { sentence: 'bbox: give west,south,east,north within the world' });
  if (RADIUS * radians(east - west) * (mercatorY(north) - mercatorY(south)) > MAX_AREA)
    throw new DomainError('BBoxTooBigError');
  return onOneWorld(box);
}

/**
 * The areas of the projects in a box that the caller may see, as GeoJSON text.
 * @throws DomainError InvalidData, BBoxTooBigError
 */
export const findProjectsInBox = async (
  { database }: Context,
  actor: Viewer,
  wanted: { bbox: Bbox; srid: 4326 | 3857; locales: string[]; onlyOwn: boolean },
): Promise<string> => readProjectsInBox(database.db, boxesInDegrees(wanted.bbox, wanted.srid), { ...wanted, actor });
