import createClipper from 'clipper2-wasm';
import type { Path64, Paths64, PolyPath64 } from 'clipper2-wasm/dist/clipper2z.js';
import type { Lattice } from './lattice.js';
import type { Ring, Shape } from '../planar.js';

/** Loaded with this file: only the threads that do geometry work import it. */
const clipper = await createClipper();

/** Which winding numbers of the rings count as inside. */
export type FillRule = 'Positive' | 'Negative' | 'EvenOdd';
export type Operation = 'Union' | 'Intersection' | 'Difference';

/** Values of a coordinate in Clipper's arrays: x, y, and a number that is not used here. */
const VALUES_PER_POINT = 3;

function toPath(ring: Ring, lattice: Lattice): Path64 {
  const values = new BigInt64Array(ring.length * VALUES_PER_POINT);
  ring.forEach(([x, y], index) => {
    values[index * VALUES_PER_POINT] = BigInt(lattice.column(x));
    values[index * VALUES_PER_POINT + 1] = BigInt(lattice.row(y));
  });
  const path = new clipper.Path64();
  path.assign(values);
  return path;
}

function toPaths(rings: readonly Ring[], lattice: Lattice): Paths64 {
  const paths = new clipper.Paths64();
  for (const ring of rings) {
    const path = toPath(ring, lattice);
    paths.push_back(path);
    path.delete();
  }
  return paths;
}

function toRing(node: PolyPath64, lattice: Lattice): Ring {
  const path = node.polygon();
  const values = path.view();
  const ring: Ring = [];
  for (let index = 0; index < values.length; index += VALUES_PER_POINT)
    ring.push(lattice.point(Number(values[index]), Number(values[index + 1])));
  path.delete();
  return ring;
}

/** Reads a tree of rings: shells at odd depths, their holes below them, islands in these holes below the holes. */
function toShapes(root: PolyPath64, lattice: Lattice): Shape[] {
  const shapes: Shape[] = [];
  const parents = [root];
  for (let parent = parents.pop(); parent !== undefined; parent = parents.pop()) {
    for (let index = 0; index < parent.count(); index++) {
      const shell = parent.child(index);
      const holes = Array.from({ length: shell.count() }, (_, hole) => shell.child(hole));
      shapes.push([toRing(shell, lattice), ...holes.map((hole) => toRing(hole, lattice))]);
      parents.push(...holes);
    }
  }
  return shapes;
}

/**
 * Combines rings with Clipper2, which computes on whole numbers: coordinates are points of the lattice.
 *
 * @param subjects - rings of any shape; the winding number decides what is inside
 * @param clips - the second operand, empty for a union
 * @returns polygons with coordinates of the lattice. They may touch themselves where the lattice brought corners together.
 * @throws Error where the work does not fit into the memory of Clipper
 */
export function combineRings(
  operation: Operation,
  fillRule: FillRule,
  subjects: readonly Ring[],
  clips: readonly Ring[],
  lattice: Lattice,
): Shape[] {
  const [subject, clip] = [toPaths(subjects, lattice), toPaths(clips, lattice)];
  const engine = new clipper.Clipper64();
  const tree = new clipper.PolyPath64();
  try {
    engine.AddSubject(subject);
    engine.AddClip(clip);
    engine.ExecutePoly(clipper.ClipType[operation], clipper.FillRule[fillRule], tree);
    return toShapes(tree, lattice);
  } finally {
    for (const owned of [tree, engine, subject, clip]) owned.delete();
  }
}
