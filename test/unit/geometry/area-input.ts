import type { Position } from 'geojson';
import { GridError } from '../../../src/geometry/geometry.errors.js';
import { readAreaOfInterest } from '../../../src/geometry/input/area-of-interest.js';
import { rectangleRing } from './polygons.js';

/** Areas of interest as clients send them, and what the reader makes of them. */

export const read = (input: unknown, maxAreaKm2 = 1e9) => readAreaOfInterest(input, { maxAreaKm2 });
export const polygon = (...rings: Position[][]) => ({ type: 'Polygon', coordinates: rings });
export const square = rectangleRing([0, 0, 1, 1]);

/** The error of an area, or `accepted`. */
export function refusal(input: unknown, maxAreaKm2 = 1e9): { code: string; message: string } {
  try {
    read(input, maxAreaKm2);
  } catch (error) {
    if (error instanceof GridError) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: 'accepted', message: '' };
}
