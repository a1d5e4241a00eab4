import type { Feature, FeatureCollection, Polygon } from 'geojson';
import type { Bbox } from '../map/bbox.js';

/** The Web Mercator tiles over an area. */

/** The zooms that the form offers. The API accepts more. */
export const MIN_ZOOM = 8;
export const MAX_ZOOM = 20;

/** The largest number of tiles in a preview. A preview with more tiles would take a long time to send. */
export const MAX_PREVIEW_TILES = 6000;

/** The first grid of an area has at most this number of tiles, if its zoom is above `MIN_ZOOM`. */
const MAX_FIRST_TILES = 150;

/** The highest zoom of the first grid. */
const MAX_FIRST_ZOOM = 18;

/** Latitude of the northern and southern edges of the tiles, a little rounded. */
const MAX_LATITUDE = 85.05;

const columnOf = (longitude: number, zoom: number): number => ((longitude + 180) / 360) * 2 ** zoom;

function rowOf(latitude: number, zoom: number): number {
  const sine = Math.sin((Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, latitude)) * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** zoom;
}

const longitudeOf = (column: number, zoom: number): number => (column / 2 ** zoom) * 360 - 180;
const latitudeOf = (row: number, zoom: number): number =>
  (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / 2 ** zoom))) * 180) / Math.PI;

/** The first and the last column and row of tiles. Rows are counted from the north. */
interface Range {
  columns: [number, number];
  rows: [number, number];
}

function rangeOf([west, south, east, north]: Bbox, zoom: number): Range {
  return {
    columns: [Math.floor(columnOf(west, zoom)), Math.floor(columnOf(east, zoom))],
    rows: [Math.floor(rowOf(north, zoom)), Math.floor(rowOf(south, zoom))],
  };
}

const lengthOf = ([first, last]: [number, number]): number => last - first + 1;

/** Number of the tiles over a bbox. */
export function countTiles(bbox: Bbox, zoom: number): number {
  const { columns, rows } = rangeOf(bbox, zoom);
  return lengthOf(columns) * lengthOf(rows);
}

/** The zoom of the first grid of an area: the highest one with at most `MAX_FIRST_TILES` tiles. */
export function firstZoom(bbox: Bbox): number {
  let zoom = MIN_ZOOM;
  while (zoom < MAX_FIRST_ZOOM && countTiles(bbox, zoom + 1) <= MAX_FIRST_TILES) zoom += 1;
  return zoom;
}

function tile(column: number, row: number, zoom: number): Feature<Polygon> {
  const [west, east] = [longitudeOf(column, zoom), longitudeOf(column + 1, zoom)];
  const [north, south] = [latitudeOf(row, zoom), latitudeOf(row + 1, zoom)];
  // The API counts the rows of tasks from the south.
  const y = 2 ** zoom - 1 - row;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return {
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [ring] },
    properties: { x: column, y, zoom, isSquare: true },
  };
}

/** All tiles over a bbox, as tasks of the API. */
export function tilesOver(bbox: Bbox, zoom: number): FeatureCollection<Polygon> {
  const { columns, rows } = rangeOf(bbox, zoom);
  const features: Feature<Polygon>[] = [];
  for (let column = columns[0]; column <= columns[1]; column += 1)
    for (let row = rows[0]; row <= rows[1]; row += 1) features.push(tile(column, row, zoom));
  return { type: 'FeatureCollection', features };
}
