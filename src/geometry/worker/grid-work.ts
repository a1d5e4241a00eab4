import type { FeatureCollection, MultiPolygon } from 'geojson';
import { readAreaOfInterest } from '../input/area-of-interest.js';
import { GridError } from '../geometry.errors.js';
import { centroidOf } from '../polygon/measure.js';
import { assertTasksMeetArea } from '../input/tasks-outside.js';
import { readReadyMadeTasks } from '../input/ready-made-tasks.js';
import { intersectingTiles, makeGrid, type TaskFeature } from '../tiles/make-grid.js';
import { ewkbHex } from '../input/ewkb.js';

/**
 * How an area is divided: into the tiles of a zoom, or into ready-made tasks (a parsed FeatureCollection). With `isArea` the tasks are
 * the parts of the area itself, of any GeoJSON type.
 */
export type Division =
  { by: 'grid'; zoom: number; clip: boolean } | { by: 'features'; features: unknown; isArea?: boolean };

/** Geometry work that takes too long for the main thread. A job can be sent to another thread. */
export type GridJob =
  | { kind: 'divide'; areaOfInterest: unknown; division: Division; maxAreaKm2: number; maxTasks: number }
  | { kind: 'intersect'; areaOfInterest: unknown; grid: unknown; clip: boolean; maxAreaKm2: number; maxTasks: number };

/** An area and its tasks in the form that is sent to the database. */
export interface DividedArea {
  /** The area as hexadecimal EWKB, SRID 4326. */
  geometry: string;
  /** Longitude and latitude of its centroid in degrees. */
  centroid: [number, number];
  taskCount: number;
  /** Whether every task is a tile or was cut from a tile. */
  isGrid: boolean;
  /** JSON arrays of `TaskRow`, each with at most 1,000 tasks. Their ids count from 1. */
  batches: string[];
}

/** A task in the form that is sent to the database. */
export interface TaskRow {
  id: number;
  x: number | null;
  y: number | null;
  zoom: number | null;
  square: boolean;
  /** Hexadecimal EWKB, SRID 4326. */
  geometry: string;
  /** Extra properties as JSON text, as version 5 stores them. */
  extra: string | null;
}

const BATCH_TASKS = 1000;

const toRow = (task: TaskFeature, index: number): TaskRow => ({
  id: index + 1,
  x: task.x,
  y: task.y,
  zoom: task.zoom,
  square: task.isSquare,
  geometry: ewkbHex(task.geometry),
  extra: task.extraProperties ? JSON.stringify(task.extraProperties) : null,
});

type DivideJob = Extract<GridJob, { kind: 'divide' }>;

function tasksOf(area: MultiPolygon, { areaOfInterest, division, maxTasks }: DivideJob): TaskFeature[] {
  if (division.by === 'grid') return makeGrid(area, { zoom: division.zoom, clip: division.clip, maxTasks });
  const tasks = readReadyMadeTasks(division.features, { maxTasks, isArea: division.isArea });
  if (!division.isArea) assertTasksMeetArea(area, areaOfInterest, tasks);
  return tasks;
}

/**
 * Reads an area and divides it into tasks.
 *
 * @throws GridError if the area or its tasks are refused
 */
export function divideArea(job: DivideJob): DividedArea {
  const { maxAreaKm2 } = job;
  const area = readAreaOfInterest(job.areaOfInterest, { maxAreaKm2 });
  const tasks = tasksOf(area, job);
  const batches: string[] = [];
  for (let start = 0; start < tasks.length; start += BATCH_TASKS)
    batches.push(
      JSON.stringify(tasks.slice(start, start + BATCH_TASKS).map((task, index) => toRow(task, start + index))),
    );
  return {
    geometry: ewkbHex(area),
    centroid: centroidOf(area),
    taskCount: tasks.length,
    isGrid: tasks.every(({ zoom }) => zoom !== null),
    batches,
  };
}

function requireCollection(grid: unknown, maxTiles: number): FeatureCollection {
  const { type, features } = (grid ?? {}) as { type?: unknown; features?: unknown };
  if (type !== 'FeatureCollection' || !Array.isArray(features))
    throw new GridError('NotGeoJson', 'The grid is not a GeoJSON FeatureCollection.');
  if (features.length > maxTiles)
    throw new GridError('TooManyTasks', `The grid has ${features.length} tiles, more than the ${maxTiles} allowed.`);
  return grid as FeatureCollection;
}

/**
 * Finds the tiles of a client's grid that intersect an area.
 *
 * @returns a FeatureCollection as JSON text
 * @throws GridError if the area or the grid is refused
 */
function intersectTiles(job: Extract<GridJob, { kind: 'intersect' }>): string {
  const grid = requireCollection(job.grid, job.maxTasks);
  const area = readAreaOfInterest(job.areaOfInterest, { maxAreaKm2: job.maxAreaKm2 });
  return JSON.stringify(intersectingTiles(area, grid, job.clip));
}

/**
 * Runs a job.
 *
 * @returns a divided area for a job of kind `divide`, a FeatureCollection as JSON text for `intersect`
 * @throws GridError if the input is refused
 */
export const computeGridJob = (job: GridJob): DividedArea | string =>
  job.kind === 'divide' ? divideArea(job) : intersectTiles(job);
