import { GridError } from '../geometry.errors.js';

/** Default of `AreaLimits.maxPoints`. */
export const MAX_OUTLINE_POINTS = 1_000_000;

/** A polygon of a document. Its `coordinates` are not checked yet. */
export interface FoundPolygon {
  coordinates: unknown[];
  /** Name for error messages, for example `polygon 3`. */
  name: string;
}

const MAX_DEPTH = 32;
/** Names of WGS84 in a `crs` member (https://geojson.org/geojson-spec.html#coordinate-reference-system-objects). */
const WGS84 = /(CRS:?84|EPSG:(?:[\d.]*:)?4326|EPSG\/0\/4326)$/i;
/** The member with the children of each collection type. */
const CHILDREN: Record<string, string> = {
  FeatureCollection: 'features',
  GeometryCollection: 'geometries',
};

interface Visit {
  node: unknown;
  depth: number;
}

/**
 * Finds the polygons of a GeoJSON document of any type, in their order. The function uses a stack and no recursion, so that a document
 * with a million levels of nesting gets an error and no stack overflow.
 *
 * @param input - a parsed JSON value
 * @param maxPoints - largest number of points. They are counted by the lengths of the rings, before anything is copied
 * @param others - what happens with points and lines: `refuse` them, or `ignore` them if there is a polygon too
 * @throws GridError NotGeoJson, WrongGeometryType, ProjectedCoordinates (the `crs` is not WGS84) or TooComplex
 */
export function findPolygons(
  input: unknown,
  maxPoints: number,
  others: 'refuse' | 'ignore' = 'refuse',
): FoundPolygon[] {
  const found: FoundPolygon[] = [];
  let ignored: string | undefined;
  const stack: Visit[] = [{ node: input, depth: 0 }];
  let points = 0;
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    const { node, depth } = visit;
    if (depth > MAX_DEPTH) {
      throw new GridError('NotGeoJson', `The GeoJSON is nested more than ${MAX_DEPTH} levels deep.`);
    }
    const object = requireObject(node);
    checkCrs(object.crs);
    const children = childrenOf(object);
    if (children !== null) {
      for (let i = children.length - 1; i >= 0; i--) stack.push({ node: children[i], depth: depth + 1 });
      continue;
    }
    if (isPointOrLine(object.type)) {
      if (others === 'refuse') throw noPolygon(object.type);
      ignored ??= object.type;
      continue;
    }
    for (const coordinates of polygonsOf(object)) {
      points += countPoints(coordinates);
      if (points > maxPoints) throw tooManyPoints(maxPoints);
      if (coordinates.length > 0) found.push({ coordinates, name: `polygon ${found.length + 1}` });
    }
  }
  if (found.length === 0 && ignored !== undefined) throw noPolygon(ignored);
  return found;
}

const POINTS_AND_LINES = ['Point', 'MultiPoint', 'LineString', 'MultiLineString'];

const isPointOrLine = (type: unknown): type is string => typeof type === 'string' && POINTS_AND_LINES.includes(type);

const noPolygon = (type: string): GridError =>
  new GridError('WrongGeometryType', `An area consists of Polygon or MultiPolygon, found ${type}.`);

function requireObject(node: unknown): Record<string, unknown> {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    throw new GridError('NotGeoJson', `Expected a GeoJSON object, found ${describe(node)}.`);
  }
  return node as Record<string, unknown>;
}

/** The children of a Feature or a collection, or null for other types. A Feature without a geometry has no children. */
function childrenOf(object: Record<string, unknown>): unknown[] | null {
  if (object.type === 'Feature') {
    if (object.geometry === undefined) throw new GridError('NotGeoJson', 'A Feature has no "geometry" member.');
    return object.geometry === null ? [] : [object.geometry];
  }
  const member = typeof object.type === 'string' && Object.hasOwn(CHILDREN, object.type) ? CHILDREN[object.type] : null;
  if (!member) return null;
  const children = object[member];
  if (!Array.isArray(children)) throw new GridError('NotGeoJson', `A ${String(object.type)} has no array "${member}".`);
  return children as unknown[];
}

function polygonsOf(object: Record<string, unknown>): unknown[][] {
  const { type, coordinates } = object;
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    throw new GridError('NotGeoJson', `Expected a GeoJSON type, found ${describe(type)}.`);
  if (!Array.isArray(coordinates)) throw new GridError('NotGeoJson', `A ${type} has no array "coordinates".`);
  if (type === 'Polygon') return [coordinates];
  for (const polygon of coordinates) {
    if (!Array.isArray(polygon))
      throw new GridError('NotGeoJson', 'A part of a MultiPolygon is not an array of rings.');
  }
  return coordinates as unknown[][];
}

/** Counts the points of a polygon by the lengths of its rings, plus one for each ring. So the number of empty rings is limited too. */
function countPoints(rings: unknown[]): number {
  let points = rings.length;
  for (const ring of rings) if (Array.isArray(ring)) points += ring.length;
  return points;
}

function tooManyPoints(max: number): GridError {
  return new GridError(
    'TooComplex',
    `The outline has more than ${max.toLocaleString('en-US')} points. Simplify it, or divide the area into several projects.`,
  );
}

function checkCrs(crs: unknown): void {
  if (crs === undefined || crs === null) return;
  const name = (crs as { properties?: { name?: unknown } | null }).properties?.name;
  if (typeof name === 'string' && WGS84.test(name)) return;
  const found = typeof name === 'string' ? `"${name.slice(0, 80)}"` : 'a coordinate system without a name';
  throw new GridError(
    'ProjectedCoordinates',
    `Coordinates must be WGS84 longitude and latitude, but the "crs" names ${found}.`,
  );
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${value.slice(0, 40)}"`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
