import type { MultiPolygon } from 'geojson';
import { wrapShapes } from './antimeridian.js';
import { findPolygons, MAX_OUTLINE_POINTS } from './geojson-reader.js';
import { GridError } from '../geometry.errors.js';
import { readPolygon } from './polygon-reader.js';
import { toMultiPolygon, toShapes } from '../polygon/shapes.js';
import type { TaskFeature } from '../tiles/task-feature.js';
import { isTile, matchesTile } from '../tiles/tile-match.js';
import { uniteShapes } from '../polygon/union/union.js';

/** Limits of a file of ready-made tasks. */
export interface ReadyMadeLimits {
  maxTasks: number;
  /** Largest number of points of all tasks together. The default is 1,000,000, or 20 for each task if that is more. */
  maxPoints?: number;
  /**
   * Whether the tasks are the parts of an area. Then a Feature or a geometry is one task, and so is each part of a
   * GeometryCollection. Grid properties (`x, y, zoom, isSquare`) are kept as extra properties: no task is a tile.
   */
  isArea?: boolean | undefined;
}

/**
 * Reads ready-made tasks from a FeatureCollection of Polygon or MultiPolygon. Each is checked like a part of an area.
 *
 * Tasks may overlap each other. Overlapping parts of one task are united. Tasks without an interior are left out.
 *
 * Properties are kept as `extraProperties`. The grid properties of version 5 (whole `x, y, zoom`, boolean `isSquare`) become those of
 * the task. `isSquare` stays true only if the polygon is that tile, within 1e-6 degrees. If version 5's own member
 * `extra_properties` is the only one beside the grid properties, its content becomes the `extraProperties`.
 *
 * @param input - a parsed JSON value, WGS84 degrees
 * @returns tasks in EPSG:4326, in the order of the features
 * @throws GridError as `readAreaOfInterest`, with the number of the task in the sentence (`Task 12: …`); TooManyTasks
 */
export function readReadyMadeTasks(input: unknown, limits: ReadyMadeLimits): TaskFeature[] {
  const features = limits.isArea ? featuresOfArea(input) : requireFeatures(input);
  if (features.length === 0) throw new GridError('EmptyArea', 'The FeatureCollection of tasks is empty.');
  if (features.length > limits.maxTasks) {
    const most = limits.maxTasks.toLocaleString('en-US');
    throw new GridError(
      'TooManyTasks',
      `The file has ${features.length.toLocaleString('en-US')} tasks, more than the ${most} allowed.`,
    );
  }
  let points = limits.maxPoints ?? Math.max(MAX_OUTLINE_POINTS, 20 * limits.maxTasks);
  // Checks the `crs` of the collection, which applies to its features.
  findPolygons({ ...(input as object), features: [] }, points);
  const tasks = features.flatMap((feature, index): TaskFeature[] => {
    const task = withTaskNumber(index, () => readTask(feature, points, !limits.isArea));
    if (task === null) return [];
    points -= task.geometry.coordinates.flat().reduce((sum, ring) => sum + ring.length, 0);
    return [task];
  });
  if (tasks.length === 0) throw new GridError('EmptyArea', 'None of the tasks has an interior.');
  return tasks;
}

/** The features of an area of any GeoJSON type. */
function featuresOfArea(input: unknown): unknown[] {
  const area = input as { type?: unknown; geometries?: unknown };
  if (area.type === 'FeatureCollection') return requireFeatures(input);
  if (area.type === 'Feature') return [input];
  const geometries: unknown[] =
    area.type === 'GeometryCollection' && Array.isArray(area.geometries) ? area.geometries : [input];
  return geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry }));
}

function requireFeatures(input: unknown): unknown[] {
  const document = input as { type?: unknown; features?: unknown } | null;
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new GridError('NotGeoJson', 'The tasks are not a GeoJSON FeatureCollection.');
  }
  if (document.type !== 'FeatureCollection' || !Array.isArray(document.features)) {
    throw new GridError('NotGeoJson', 'Ready-made tasks must be a FeatureCollection of Polygon or MultiPolygon.');
  }
  return document.features as unknown[];
}

/** Runs `read`. If it throws a GridError, the number of the task is added to the sentence. */
function withTaskNumber<T>(index: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof GridError) throw new GridError(error.code, `Task ${index + 1}: ${error.message}`);
    throw error;
  }
}

/** @returns null if the task has no interior, for example a sliver whose coordinates a client has rounded */
function readTask(input: unknown, maxPoints: number, mayBeTile: boolean): TaskFeature | null {
  const feature = input as { type?: unknown; geometry?: { type?: unknown } | null; properties?: unknown } | null;
  if (typeof feature !== 'object' || feature === null || feature.type !== 'Feature') {
    throw new GridError('NotGeoJson', 'it is not a GeoJSON Feature.');
  }
  const type = feature.geometry?.type;
  if (type === 'GeometryCollection' || type === 'FeatureCollection' || type === 'Feature') {
    throw new GridError('WrongGeometryType', `a task is a Polygon or a MultiPolygon, not a ${type}.`);
  }
  const found = findPolygons(feature, maxPoints);
  if (found.length === 0) throw new GridError('WrongGeometryType', 'it has no polygon.');
  const shapes = uniteShapes(wrapShapes(found.flatMap(readPolygon)));
  if (shapes.length === 0) return null;
  return toTask(toMultiPolygon(shapes), propertiesOf(feature.properties), mayBeTile);
}

function propertiesOf(properties: unknown): Record<string, unknown> {
  if (properties === null || properties === undefined) return {};
  if (typeof properties === 'object' && !Array.isArray(properties)) return properties as Record<string, unknown>;
  throw new GridError('NotGeoJson', 'its "properties" are not an object.');
}

function toTask(geometry: MultiPolygon, properties: Record<string, unknown>, mayBeTile: boolean): TaskFeature {
  const { x, y, zoom, isSquare, ...rest } = properties;
  const tile = { x: x as number, y: y as number, zoom: zoom as number };
  if (!mayBeTile || typeof isSquare !== 'boolean' || !isTile(tile)) {
    const plain = { geometry, x: null, y: null, zoom: null, isSquare: false };
    return withExtra(plain, properties);
  }
  const extra = isObject(rest.extra_properties) && Object.keys(rest).length === 1 ? rest.extra_properties : rest;
  return withExtra({ geometry, ...tile, isSquare: isSquare && matchesTile(toShapes(geometry), tile) }, extra);
}

function withExtra(task: TaskFeature, extraProperties: Record<string, unknown>): TaskFeature {
  return Object.keys(extraProperties).length === 0 ? task : { ...task, extraProperties };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
