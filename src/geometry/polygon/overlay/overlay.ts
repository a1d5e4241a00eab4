import { GridError } from '../../geometry.errors.js';
import { cutShapes } from '../faces/cut-shapes.js';
import { combineRings, type FillRule, type Operation } from './clipper.js';
import { FINEST_STEP, Lattice } from './lattice.js';
import { bboxOfShapes, isThin, type Bbox, type Ring, type Shape } from '../planar.js';
import { loopsOf } from '../rings/ring-loops.js';
import { assemblePolygon } from '../rings/assemble-polygon.js';
import { fromFaces, joinTouching } from '../faces/trace-faces.js';

/** Distances of the lattice in degrees that are tried in turn: 0.1 µm, then 10 µm. */
const STEPS = [FINEST_STEP, 2 ** -33] as const;
/** Crossings are rounded to the lattice, which may make sides cross that did not. The next pass unites what the last one gave. */
const MAX_PASSES = 4;
/** Rings thinner than this many steps are left out: the lattice made them. */
const THIN_STEPS = 1;

/** Cuts polygons (as `toFaces` makes them) to a box. Vertices within `snap` degrees of its sides are on them. */
export function clipToBbox(shapes: readonly Shape[], [west, south, east, north]: Bbox, snap: number): Shape[] {
  let part = cutShapes(shapes, 0, west, snap).high;
  part = cutShapes(part, 0, east, snap).low;
  part = cutShapes(part, 1, south, snap).high;
  return cutShapes(part, 1, north, snap).low;
}

/**
 * What two sets of polygons have in common, for outlines that are not boxes (those are cut by `clipToBbox`).
 *
 * @param a - as `toFaces` makes them
 * @param b - valid polygons
 * @throws GridError TooComplex
 */
export function intersectShapes(a: readonly Shape[], b: readonly Shape[]): Shape[] {
  const near = fromFaces(clipToBbox(a, bboxOfShapes(b), 0));
  if (near.length === 0 || b.length === 0) return [];
  return overlayRings('Intersection', 'Positive', near.flat(), b.flat());
}

/**
 * Combines rings to valid polygons. Corners of the given rings keep their coordinates bit for bit where they are corners of the
 * result; others lie on a lattice of 0.1 µm.
 *
 * @throws GridError TooComplex where the work does not fit into memory or the result cannot be made valid
 */
export function overlayRings(
  operation: Operation,
  fillRule: FillRule,
  subjects: readonly Ring[],
  clips: readonly Ring[] = [],
): Shape[] {
  for (const step of STEPS) {
    const lattice = new Lattice([...subjects, ...clips], step);
    let combined = combine(operation, fillRule, subjects, clips, lattice);
    for (let pass = 1; pass <= MAX_PASSES; pass++) {
      const solid = combined.flatMap((shape) => withoutThin(shape, THIN_STEPS * step));
      const valid = asValid(lattice.restore(solid)) ?? asValid(solid);
      if (valid !== null) return valid;
      combined = combine('Union', 'Positive', solid.flat(), [], new Lattice(solid.flat(), step));
    }
  }
  throw tooComplex();
}

/**
 * The same without the check and without the original coordinates: for measures. Rings may touch themselves.
 *
 * @throws GridError TooComplex where the work does not fit into memory
 */
export function overlayRoughly(
  operation: Operation,
  fillRule: FillRule,
  subjects: readonly Ring[],
  clips: readonly Ring[] = [],
): Shape[] {
  return combine(operation, fillRule, subjects, clips, new Lattice([...subjects, ...clips], STEPS[0]));
}

function combine(...parts: Parameters<typeof combineRings>): Shape[] {
  try {
    return combineRings(...parts);
  } catch (error) {
    throw tooComplex(error);
  }
}

function withoutThin(shape: Shape, width: number): Shape[] {
  const [shell, ...holes] = shape;
  if (shell === undefined || isThin(shell, width)) return [];
  return [[shell, ...holes.filter((hole) => !isThin(hole, width))]];
}

/** Takes rings apart where they touch themselves, and checks the result. @returns null where it is not valid */
function asValid(shapes: readonly Shape[]): Shape[] | null {
  for (const prepare of [() => shapes, () => fromFaces(shapes.flatMap(joinTouching))]) {
    try {
      return prepare().flatMap((shape) => assemblePolygon(shape.map(loopsOf), 'the result'));
    } catch (error) {
      if (!(error instanceof GridError)) throw error;
    }
  }
  return null;
}

function tooComplex(cause?: unknown): GridError {
  return new GridError(
    'TooComplex',
    'The outlines overlap in too many places to be combined: simplify them, or divide the area into several projects.',
    { cause },
  );
}
