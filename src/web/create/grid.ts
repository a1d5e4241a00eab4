import type { Feature, FeatureCollection, Polygon } from 'geojson';
import type { Box } from '../map/bbox.js';

/** The tiles of the web map that lie over an area. */

/** The zooms of the server's grid. */
export const MIN_ZOOM = 8;
export const MAX_ZOOM = 20;

/** How many tiles are shown before the project is made. More would take long to send. */
export const MAX_PREVIEW_TILES = 6000;

/** About how many tasks a new project is divided into at first. */
const WANTED_TILES = 150;

const columnOf = (longitude: number, zoom: number): number => ((longitude + 180) / 360) * 2 ** zoom;

function rowOf(latitude: number, zoom: number): number {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** zoom;
}

const longitudeOf = (column: number, zoom: number): number => (column / 2 ** zoom) * 360 - 180;
const latitudeOf = (row: number, zoom: number): number =>
  (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / 2 ** zoom))) * 180) / Math.PI;

interface Range {
  columns: [number, number];
  rows: [number, number];
}

function rangeOf([west, south, east, north]: Box, zoom: number): Range {
  return {
    columns: [Math.floor(columnOf(west, zoom)), Math.floor(columnOf(east, zoom))],
    rows: [Math.floor(rowOf(north, zoom)), Math.floor(rowOf(south, zoom))],
  };
}

const lengthOf = ([first, last]: [number, number]): number => last - first + 1;

/** How many tiles lie over a box. */
export function countTiles(box: Box, zoom: number): number {
  const { columns, rows } = rangeOf(box, zoom);
  return lengthOf(columns) * lengthOf(rows);
}

/** A zoom that divides a box into a useful number of tasks. */
export function firstZoom(box: Box): number {
  let zoom = MIN_ZOOM;
  while (zoom < 18 && countTiles(box, zoom + 1) <= WANTED_TILES) zoom += 1;
  return zoom;
}

function tile(column: number, row: number, zoom: number): Feature<Polygon> {
  const [west, east] = [longitudeOf(column, zoom), longitudeOf(column + 1, zoom)];
  const [north, south] = [latitudeOf(row, zoom), latitudeOf(row + 1, zoom)];
  // Rows of tasks are counted from the south.
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

/** All tiles that lie over a box. */
export function tilesOver(box: Box, zoom: number): FeatureCollection<Polygon> {
  const { columns, rows } = rangeOf(box, zoom);
  const features: Feature<Polygon>[] = [];
  for (let column = columns[0]; column <= columns[1]; column += 1)
    for (let row = rows[0]; row <= rows[1]; row += 1) features.push(tile(column, row, zoom));
  return { type: 'FeatureCollection', features };
}
