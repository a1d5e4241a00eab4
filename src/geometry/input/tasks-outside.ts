import type { MultiPolygon, Position } from 'geojson';
import { GridError } from '../geometry.errors.js';
import { toFaces } from '../polygon/faces/trace-faces.js';
import { clipToBbox } from '../polygon/overlay/overlay.js';
import {
  bboxOfRing,
  bboxOfShapes,
  distanceToEdge,
  isInShapes,
  withMargin,
  type Point,
  type Ring,
  type Shape,
} from '../polygon/planar.js';
import { openRing, toShapes } from '../polygon/shapes.js';
import { countCrossings } from '../polygon/sweep/count-crossings.js';
import { distribute, type Placed } from '../tiles/distribute.js';
import type { TaskFeature } from '../tiles/task-feature.js';
import { fillsBbox } from '../tiles/tile-math.js';
import { findPolygons, MAX_OUTLINE_POINTS } from './geojson-reader.js';
import { itemsNearEdges, type Edge } from './outline-search.js';

/** A client may round a task and the area to 6 decimals. Then a very thin task at the border lies up to this distance beside the area. */
const TOLERANCE_DEGREES = 2e-6;

/**
 * Largest number of comparisons of tasks with the outline as it was drawn. They take less than a second. Tasks that are not compared
 * are refused.
 */
const MAX_OUTLINE_COMPARISONS = 20_000_000;

interface PlacedTask extends Placed {
  /** Number of the task, from 1. */
  number: number;
}

/**
 * Refuses tasks that lie completely outside their area. A task that is within 2e-6 degrees of the area is not outside.
 *
 * The rounding of coordinates may close a narrow part of the area, for example a spit, and `readAreaOfInterest` then leaves this
 * part out. So a task that meets the outline as the client drew it is not outside either.
 *
 * @param area - the valid area in EPSG:4326
 * @param drawnArea - the GeoJSON from which `area` was read
 * @param tasks - in EPSG:4326
 * @throws GridError TaskOutsideArea with the numbers of the tasks, from 1
 */
export function assertTasksMeetArea(area: MultiPolygon, drawnArea: unknown, tasks: readonly TaskFeature[]): void {
  const outside = tasksMeetingNoEdge(tasksBeside(area, tasks), drawnArea);
  if (outside.length === 0) return;
  const first = Math.min(...outside.map(({ number }) => number));
  const others = outside.length === 1 ? '' : `, and ${(outside.length - 1).toLocaleString('en-US')} more`;
  throw new GridError(
    'TaskOutsideArea',
    `Task ${first}${others}: it lies outside the area. Leave it out, or make the area larger.`,
  );
}

/** The tasks that do not meet the valid area. */
function tasksBeside(area: MultiPolygon, tasks: readonly TaskFeature[]): PlacedTask[] {
  const beside: PlacedTask[] = [];
  try {
    distribute(tasks.map(place), toFaces(toShapes(area)), (task, near) => {
      if (!meetsArea(task, near)) beside.push(task);
    });
  } catch (error) {
    // If thousands of tasks overlap, the check would take minutes. Then the tasks are accepted without it.
    if (!(error instanceof GridError)) throw error;
    return [];
  }
  return beside;
}

function place({ geometry }: TaskFeature, index: number): PlacedTask {
  const shapes = toShapes(geometry);
  return { number: index + 1, shapes, bbox: withMargin(bboxOfShapes(shapes), TOLERANCE_DEGREES) };
}

function meetsArea({ shapes, bbox }: PlacedTask, area: readonly Shape[]): boolean {
  const near = clipToBbox(area, bbox, 0);
  if (near.length === 0) return false;
  if (fillsBbox(near, bbox)) return true;
  return (
    shapes.some(([shell]) => shell!.some((point) => isInShapes(point, near))) ||
    near.some(([shell]) => shell!.some((point) => isInShapes(point, shapes))) ||
    doCross([...shapes, ...near].flat()) ||
    shapes.some(([shell]) => shell!.some((point) => isBeside(point, near.flat())))
  );
}

/** The tasks that meet no edge of the outline as it was drawn. */
function tasksMeetingNoEdge(tasks: readonly PlacedTask[], drawnArea: unknown): readonly PlacedTask[] {
  if (tasks.length === 0) return tasks;
  const edges = drawnRings(drawnArea).flatMap((ring) => ring.map((end, index): Edge => [ring.at(index - 1)!, end]));
  const meeting = itemsNearEdges(tasks, edges, TOLERANCE_DEGREES, { comparisons: MAX_OUTLINE_COMPARISONS });
  return tasks.filter((task) => !meeting.has(task));
}

/** The rings of GeoJSON in degrees. A ring beyond ±180 is added a second time, moved by 360 degrees. */
function drawnRings(drawnArea: unknown): Ring[] {
  const found = findPolygons(drawnArea, MAX_OUTLINE_POINTS, 'ignore');
  const rings = found.flatMap(({ coordinates }) => (coordinates as Position[][]).map(openRing));
  return rings.flatMap((ring) => {
    const [west, , east] = bboxOfRing(ring);
    if (west >= -180 && east <= 180) return [ring];
    const degrees = east > 180 ? -360 : 360;
    return [ring, ring.map(([x, y]): Point => [x + degrees, y])];
  });
}

const doCross = (rings: readonly Ring[]): boolean =>
  countCrossings(rings, { crossings: 0, comparisons: Infinity }).crossings > 0;

/** Whether a point is within the tolerance of an edge of rings. */
const isBeside = (point: Point, rings: readonly Ring[]): boolean =>
  rings.some((ring) => ring.some((end, index) => distanceToEdge(point, ring.at(index - 1)!, end) <= TOLERANCE_DEGREES));
