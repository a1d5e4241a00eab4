import type { MultiPolygon } from 'geojson';
import { GridError } from '../geometry.errors.js';
import { countCrossings } from '../polygon/sweep/count-crossings.js';
import { clipToBbox } from '../polygon/overlay/overlay.js';
import { bboxOfShapes, locateInRing, type Point, type Ring, type Shape } from '../polygon/planar.js';
import { toShapes } from '../polygon/shapes.js';
import { toFaces } from '../polygon/faces/trace-faces.js';
import { distribute, type Placed } from '../tiles/distribute.js';
import type { TaskFeature } from '../tiles/task-feature.js';
import { fillsBbox } from '../tiles/tile-math.js';

/** A task of a sliver's width lies this far beside the area after a client has rounded both to 6 decimals. */
const TOLERANCE_DEGREES = 2e-6;

interface PlacedTask extends Placed {
  number: number;
}

/**
 * Refuses tasks that lie wholly outside the area they were made for. A task at the border within 2e-6 degrees is not outside.
 *
 * @throws GridError TaskOutsideArea with the numbers of the tasks, from 1
 */
export function assertTasksMeetArea(area: MultiPolygon, tasks: readonly TaskFeature[]): void {
  const outside: number[] = [];
  try {
    distribute(tasks.map(place), toFaces(toShapes(area)), (task, near) => {
      if (!meets(task, near)) outside.push(task.number);
    });
  } catch (error) {
    // Tasks may lie on top of each other in thousands. Then the check would take minutes, and they are taken as they are.
    if (!(error instanceof GridError)) throw error;
    return;
  }
  if (outside.length === 0) return;
  const first = Math.min(...outside);
  const others = outside.length === 1 ? '' : `, and ${(outside.length - 1).toLocaleString('en-US')} more`;
  throw new GridError(
    'TaskOutsideArea',
    `Task ${first}${others}: it lies outside the area. Leave it out, or make the area larger.`,
  );
}

function place({ geometry }: TaskFeature, index: number): PlacedTask {
  const shapes = toShapes(geometry);
  const [west, south, east, north] = bboxOfShapes(shapes);
  const t = TOLERANCE_DEGREES;
  return { number: index + 1, shapes, bbox: [west - t, south - t, east + t, north + t] };
}

function meets({ shapes, bbox }: PlacedTask, area: readonly Shape[]): boolean {
  const near = clipToBbox(area, bbox, 0);
  if (near.length === 0) return false;
  if (fillsBbox(near, bbox)) return true;
  return (
    shapes.some(([shell]) => shell!.some((point) => isIn(point, near))) ||
    near.some(([shell]) => shell!.some((point) => isIn(point, shapes))) ||
    countCrossings([...shapes, ...near].flat(), { crossings: 0, comparisons: Infinity }).crossings > 0 ||
    shapes.some(([shell]) => shell!.some((point) => isBeside(point, near.flat())))
  );
}

const isIn = (point: Point, shapes: readonly Shape[]): boolean =>
  shapes.some(
    ([shell, ...holes]) => locateInRing(point, shell!) >= 0 && holes.every((hole) => locateInRing(point, hole) <= 0),
  );

/** Whether a point is as near to a side of a ring as rounding brings it. */
const isBeside = (point: Point, rings: readonly Ring[]): boolean =>
  rings.some((ring) => ring.some((end, index) => distanceToSide(point, ring.at(index - 1)!, end) <= TOLERANCE_DEGREES));

function distanceToSide([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}
