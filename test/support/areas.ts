import type { Position } from 'geojson';

/** A closed ring around a box, counter-clockwise from its south-west corner. Degrees. */
export const ringAround = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
