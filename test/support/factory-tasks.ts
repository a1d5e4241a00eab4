import type { MultiPolygon } from 'geojson';
import type { HistoryAction, TaskStatus } from '../../src/modules/tasks/state-machine/task-states.js';
import { ringAround } from './areas.js';

/** A task to make. Users that are not named are the project's author. */
export interface TaskSpec {
  state: TaskStatus;
  mapper?: { id: number };
  validator?: { id: number };
  /** Who holds the lock of a locked task. */
  holder?: { id: number };
  /** What a locked task was before: READY for mapping, MAPPED for validation, unless given. */
  before?: TaskStatus;
  /** How long the lock of a locked task has been running, in minutes. */
  lockedFor?: number;
  /** Rows of history instead of those that the state implies, oldest first; `ago` in seconds. */
  history?: HistorySpec[];
  geometry?: MultiPolygon;
  /** Null: the task is no tile. */
  tile?: Tile | null;
  extra?: unknown;
}

export interface HistorySpec {
  action: HistoryAction;
  text: string | null;
  by: { id: number };
  ago: number;
}

/** A tile as the schema stores it: `y` counts from the south. */
export interface Tile {
  x: number;
  y: number;
  zoom: number;
}

/** The tile of a project's n-th task: ten a row at zoom 16, in the hills of Nepal. */
export const tileAt = (index: number): Tile => ({
  x: 48_300 + (index % 10),
  y: 38_020 + Math.floor(index / 10),
  zoom: 16,
});

/** The boundary of a tile in degrees. */
export function squareOf({ x, y, zoom }: Tile): MultiPolygon {
  const size = 2 ** zoom;
  const longitude = (column: number): number => (column / size) * 360 - 180;
  const latitude = (row: number): number => (Math.atan(Math.sinh(Math.PI * ((2 * row) / size - 1))) * 180) / Math.PI;
  const [west, east, south, north] = [longitude(x), longitude(x + 1), latitude(y), latitude(y + 1)];
  const ring = ringAround(west, south, east, north);
  return { type: 'MultiPolygon', coordinates: [[ring]] };
}

/** The state under which a project's counters count a task. */
export function stateBeforeLock(task: TaskStatus | TaskSpec): TaskStatus {
  const { state, before } = typeof task === 'string' ? { state: task, before: undefined } : task;
  if (state === 'LOCKED_FOR_MAPPING') return before ?? 'READY';
  if (state === 'LOCKED_FOR_VALIDATION') return before ?? 'MAPPED';
  return state;
}

const DAY = 86_400;

/** How a task comes to a state: the rows of history that the actions would have written. */
function wayTo(state: TaskStatus, mapper: { id: number }, validator: { id: number }): HistorySpec[] {
  const mapped = (result: TaskStatus): HistorySpec[] => [
    { action: 'LOCKED_FOR_MAPPING', text: '00:20:05.500000', by: mapper, ago: 9 * DAY },
    { action: 'STATE_CHANGE', text: result, by: mapper, ago: 9 * DAY - 1205.5 },
  ];
  const validated = (result: TaskStatus): HistorySpec[] => [
    ...mapped('MAPPED'),
    { action: 'LOCKED_FOR_VALIDATION', text: '00:03:00.250000', by: validator, ago: 5 * DAY },
    { action: 'STATE_CHANGE', text: result, by: validator, ago: 5 * DAY - 180.25 },
  ];
  if (state === 'READY' || state === 'SPLIT') return [];
  return state === 'MAPPED' || state === 'BADIMAGERY' ? mapped(state) : validated(state);
}

/** The history that a task has, oldest first. */
export function historyOf(
  spec: TaskSpec,
  author: { id: number },
): { action: string; text: string | null; by: number; ago: number }[] {
  const way = spec.history ?? wayTo(stateBeforeLock(spec), spec.mapper ?? author, spec.validator ?? author);
  const isLocked = spec.state === 'LOCKED_FOR_MAPPING' || spec.state === 'LOCKED_FOR_VALIDATION';
  const lock: HistorySpec[] = isLocked
    ? [{ action: spec.state as HistoryAction, text: null, by: spec.holder ?? author, ago: (spec.lockedFor ?? 1) * 60 }]
    : [];
  return [...way, ...(spec.history ? [] : lock)].map((row) => ({ ...row, by: row.by.id }));
}
