import type { FeatureCollection, MultiPolygon } from 'geojson';
import { readAreaOfInterest } from '../input/area-of-interest.js';
import { GridError } from '../geometry.errors.js';
import { centroidOf } from '../polygon/measure.js';
import { assertTasksMeetArea } from '../input/tasks-outside.js';
import { readReadyMadeTasks } from '../input/ready-made-tasks.js';
import { intersectingTiles, makeGrid, type TaskFeature } from '../tiles/make-grid.js';
import { ewkbHex } from '../input/ewkb.js';

/**
 * Into what an area is divided: tiles of a zoom, or polygons that somebody made ready (a parsed FeatureCollection). `isArea`: the
 * polygons are the area's own.
 */
export type Division =
  { by: 'grid'; zoom: number; clip: boolean } | { by: 'features'; features: unknown; isArea?: boolean };

/** Geometry work that takes too long for the thread that answers requests. All of it can be sent to another thread. */
export type GridJob =
  | { kind: 'divide'; areaOfInterest: unknown; division: Division; maxAreaKm2: number; maxTasks: number }
  | { kind: 'intersect'; areaOfInterest: unknown; grid: unknown; clip: boolean; maxAreaKm2: number; maxTasks: number };

/** An area and its tasks, as the database takes them. */
export interface DividedArea {
  /** EWKB in hexadecimal. */
  geometry: string;
  /** Longitude and latitude in degrees. */
  centroid: [number, number];
  taskCount: number;
  /** Whether every task is, or was cut from, a tile. */
  isGrid: boolean;
  /** JSON arrays of `TaskRow`, each of at most `BATCH` tasks; ids count from 1. */
  batches: string[];
}

/** A task as it is sent to the database; `extra` is JSON as text, as the original stores it. */
export interface TaskRow {
  id: number;
  x: number | null;
  y: number | null;
  zoom: number | null;
  square: boolean;
  geometry: string;
  extra: string | null;
}

const BATCH = 1000;

const toRow = (task: TaskFeature, index: number): TaskRow => ({
  id: index + 1,
  x: task.x,
  y: task.y,
  zoom: task.zoom,
  square: task.isSquare,
  geometry: ewkbHex(task.geometry),
  extra: task.extraProperties ? JSON.stringify(task.extraProperties) : null,
});

function tasksOf(area: MultiPolygon, { division, maxTasks }: Extract<GridJob, { kind: 'divide' }>): TaskFeature[] {
  if (division.by === 'grid') return makeGrid(area, { zoom: division.zoom, clip: division.clip, maxTasks });
  const tasks = readReadyMadeTasks(division.features, { maxTasks, isArea: division.isArea });
  if (!division.isArea) assertTasksMeetArea(area, tasks);
  return tasks;
}

/**
 * Reads an area and divides it into tasks.
 * @throws GridError where the area or its tasks are refused
 */
export function divideArea(job: Extract<GridJob, { kind: 'divide' }>): DividedArea {
  const { maxAreaKm2 } = job;
  const area = readAreaOfInterest(job.areaOfInterest, { maxAreaKm2 });
  const tasks = tasksOf(area, job);
  const batches: string[] = [];
  for (let start = 0; start < tasks.length; start += BATCH)
    batches.push(JSON.stringify(tasks.slice(start, start + BATCH).map((task, index) => toRow(task, start + index))));
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
 * The tiles of a client's grid that an area meets.
 * @returns a FeatureCollection as JSON text
 * @throws GridError where the area or the grid is refused
 */
function intersectTiles(job: Extract<GridJob, { kind: 'intersect' }>): string {
  const grid = requireCollection(job.grid, job.maxTasks);
  const area = readAreaOfInterest(job.areaOfInterest, { maxAreaKm2: job.maxAreaKm2 });
  return JSON.stringify(intersectingTiles(area, grid, job.clip));
}

/** Does a job; the kind of the job decides on the kind of the result. */
export const doGridJob = (job: GridJob): DividedArea | string =>
  job.kind === 'divide' ? divideArea(job) : intersectTiles(job);
