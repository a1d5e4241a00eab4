import type { Polygon, Position } from 'geojson';

/** A closed ring around a box, counter-clockwise from its south-west corner. Degrees. */
export const ringAround = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

/** A square with its south-west corner at a place. Degrees. */
export const squareAt = (west: number, south: number, size = 0.01): Polygon => ({
  type: 'Polygon',
  coordinates: [ringAround(west, south, west + size, south + size)],
});
