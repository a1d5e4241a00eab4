import { GridError } from '../geometry.errors.js';
import { ANTIMERIDIAN_HINT } from './antimeridian.js';
import type { FoundPolygon } from './geojson-reader.js';
import { bboxOfRing, type Point, type Ring, type Shape } from '../polygon/planar.js';
import { loopsOf } from '../polygon/rings/ring-loops.js';
import { assemblePolygon } from '../polygon/rings/assemble-polygon.js';
import { openRing, orientShape } from '../polygon/shapes.js';
import { isClearlySimple } from '../polygon/rings/simple-ring.js';
import { repairRounding } from './rounding-repair.js';

/** A larger coordinate is in metres or feet. A smaller one may be a mistake in degrees. */
const FAR_OUTSIDE_DEGREES = 1000;
/** If the first and the last point of a ring are this near (0.1 mm), they are one point that was computed twice. */
const CLOSED_DEGREES = 1e-9;

/** Formats a position for an error message, with all decimals: the message compares two positions that may be very near. */
const describeExactly = ([x, y]: Point): string => `lon ${x}, lat ${y}`;

/**
 * Reads and checks one polygon.
 *
 * A ring may touch itself in points, or run along a line and back, as rounded coast lines do. It is divided there. A ring may cross
 * itself if the rounding of coordinates to 6 decimals explains it. This is repaired.
 *
 * @param found - coordinates in WGS84 degrees
 * @returns valid polygons in degrees: several if the outer ring touches itself, none if the polygon has no interior. Longitudes may
 *   be beyond ±180 (see `wrapShapes`)
 * @throws GridError NotGeoJson, InvalidCoordinate, ProjectedCoordinates, OutOfRange, NotClosed, InvalidRing, SelfIntersectingAOI
 *   or TooComplex
 */
export function readPolygon(found: FoundPolygon): Shape[] {
  const rings = found.coordinates.map((ring, index) => readRing(ring, `${ringName(index)} of ${found.name}`));
  const [west, , east] = bboxOfRing(rings[0] ?? []);
  if (east - west > 360) {
    throw new GridError(
      'OutOfRange',
      `The longitudes of ${found.name} run from ${west} to ${east}, more than once around the globe.`,
    );
  }
  const oriented = orientShape(rings);
  if (oriented.length === 1 && isClearlySimple(oriented[0]!)) return [oriented];
  try {
    return assemblePolygon(oriented.map(loopsOf), found.name);
  } catch (error) {
    if (!(error instanceof GridError)) throw error;
    const repaired = repairRounding(oriented);
    if (repaired !== null) return repaired;
    throw rings.some(hasVeryLongEdge) ? withAntimeridianHint(error) : error;
  }
}

const withAntimeridianHint = ({ code, message }: GridError): GridError =>
  new GridError(code, message.replace(/\.$/, ANTIMERIDIAN_HINT));

/** Whether an edge of the ring is longer than half the globe. */
function hasVeryLongEdge(ring: Ring): boolean {
  return ring.some((point, index) => Math.abs(point[0] - ring.at(index - 1)![0]) > 180);
}

/** Name for error messages: `the outer ring` or `hole 2`. */
function ringName(index: number): string {
  return index === 0 ? 'the outer ring' : `hole ${index}`;
}

function readRing(input: unknown, name: string): Ring {
  if (!Array.isArray(input)) throw new GridError('NotGeoJson', `${capitalized(name)} is not an array of positions.`);
  const positions = input.map((position) => readPosition(position, name));
  if (positions.length < 4) {
    const few = `${capitalized(name)} has ${positions.length} positions; a closed ring has at least 4.`;
    throw new GridError('InvalidRing', few);
  }
  const [first, last] = [positions[0]!, positions.at(-1)!];
  const gap = Math.max(Math.abs(first[0] - last[0]), Math.abs(first[1] - last[1]));
  if (gap > CLOSED_DEGREES) {
    const ends = `it starts at ${describeExactly(first)} and ends at ${describeExactly(last)}`;
    throw new GridError('NotClosed', `${capitalized(name)} is not closed: ${ends}.`);
  }
  positions[positions.length - 1] = first;
  return openRing(positions);
}

function readPosition(input: unknown, name: string): Point {
  if (!Array.isArray(input) || typeof input[0] !== 'number' || typeof input[1] !== 'number') {
    throw new GridError(
      'InvalidCoordinate',
      `${capitalized(name)} has a position that is not [longitude, latitude] in numbers.`,
    );
  }
  const [x, y] = input as Point;
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    throw new GridError(
      'InvalidCoordinate',
      `${capitalized(name)} has a coordinate that is not a finite number: [${x}, ${y}].`,
    );
  }
  if (Math.abs(x) > FAR_OUTSIDE_DEGREES || Math.abs(y) > FAR_OUTSIDE_DEGREES) {
    const place = `[${x}, ${y}] in ${name}`;
    throw new GridError(
      'ProjectedCoordinates',
      `Coordinates must be WGS84 degrees, but ${place} looks projected (metres or feet).`,
    );
  }
  if (Math.abs(x) > 360) throw outOfRange('longitude', x, name, '-360 to 360');
  if (Math.abs(y) > 90) throw outOfRange('latitude', y, name, '-90 to 90');
  return [x, y];
}

function outOfRange(what: string, value: number, name: string, range: string): GridError {
  return new GridError(
    'OutOfRange',
    `${capitalized(name)} has the ${what} ${value}, which is out of the range ${range}.`,
  );
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
