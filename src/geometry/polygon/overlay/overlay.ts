import { GridError } from '../../geometry.errors.js';
import { cutShapes } from '../faces/cut-shapes.js';
import { combineRings, type FillRule, type Operation } from './clipper.js';
import { FINEST_STEP, Lattice } from './lattice.js';
import { bboxOfShapes, isThin, type Bbox, type Ring, type Shape } from '../planar.js';
import { loopsOf } from '../rings/ring-loops.js';
import { assemblePolygon } from '../rings/assemble-polygon.js';
import { fromFaces, joinTouching } from '../faces/trace-faces.js';

/** The steps of the lattices, in degrees, in the order in which they are tried: 0.1 µm, then 10 µm. */
const STEPS = [FINEST_STEP, 2 ** -33] as const;
/** A pass rounds crossings to the lattice. Afterwards other edges may cross. Then the next pass unites the result of the last one. */
const MAX_PASSES = 4;
/** Thinner rings, in steps of the lattice, are an effect of its rounding and are left out. */
const THIN_STEPS = 1;

/**
 * Cuts polygons to a bbox.
 *
 * @param shapes - as `toFaces` returns them, in degrees
 * @param snap - a vertex that is this near to a side of the bbox, in degrees, is taken to be on it
 * @returns polygons like the input. `fromFaces` makes them valid
 */
export function clipToBbox(shapes: readonly Shape[], [west, south, east, north]: Bbox, snap: number): Shape[] {
  let part = cutShapes(shapes, 0, west, snap).high;
  part = cutShapes(part, 0, east, snap).low;
  part = cutShapes(part, 1, south, snap).high;
  return cutShapes(part, 1, north, snap).low;
}

/**
 * The intersection of two sets of polygons. If the second one is a bbox, `clipToBbox` is exact and faster.
 *
 * @param a - as `toFaces` returns them, in degrees
 * @param b - valid polygons in degrees
 * @returns valid polygons in degrees
 * @throws GridError TooComplex
 */
export function intersectShapes(a: readonly Shape[], b: readonly Shape[]): Shape[] {
  const near = fromFaces(clipToBbox(a, bboxOfShapes(b), 0));
  if (near.length === 0 || b.length === 0) return [];
  return overlayRings('Intersection', 'Positive', near.flat(), b.flat());
}

/**
 * Combines rings to valid polygons. Vertices of the given rings keep all bits of their coordinates. New vertices (crossings) lie on a
 * lattice of 0.1 µm, or of 10 µm if that gives no valid result.
 *
 * @param subjects - rings in degrees
 * @param clips - rings of the second operand in degrees
 * @returns valid polygons in degrees
 * @throws GridError TooComplex if the work does not fit into memory or the result cannot be made valid
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
 * Combines rings without a check of the result and with all vertices on the lattice. It is enough for measuring. The rings of the
 * result may touch themselves.
 *
 * @param subjects - rings in degrees
 * @param clips - rings of the second operand in degrees
 * @throws GridError TooComplex if the work does not fit into memory
 */
export function overlayRoughly(
  operation: Operation,
  fillRule: FillRule,
  subjects: readonly Ring[],
  clips: readonly Ring[] = [],
): Shape[] {
  return combine(operation, fillRule, subjects, clips, new Lattice([...subjects, ...clips], STEPS[0]));
}

/** @throws GridError TooComplex if the work does not fit into memory */
function combine(...parts: Parameters<typeof combineRings>): Shape[] {
  try {
    return combineRings(...parts);
  } catch (error) {
    throw tooComplex(error);
  }
}

/** @param width - in degrees */
function withoutThin(shape: Shape, width: number): Shape[] {
  const [shell, ...holes] = shape;
  if (shell === undefined || isThin(shell, width)) return [];
  return [[shell, ...holes.filter((hole) => !isThin(hole, width))]];
}

/**
 * Divides rings where they touch themselves, and checks the result. If that fails, rings that touch each other are joined first.
 *
 * @returns null if the polygons are not valid
 */
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
    'The outlines overlap in too many places to be combined. Simplify them, or divide the area into several projects.',
    { cause },
  );
}
