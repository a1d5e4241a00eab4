import createClipper from 'clipper2-wasm';
import type { Path64, Paths64, PolyPath64 } from 'clipper2-wasm/dist/clipper2z.js';
import type { Lattice } from './lattice.js';
import type { Ring, Shape } from '../planar.js';

/** Clipper2 as WebAssembly (https://www.angusj.com/clipper2/Docs/Overview.htm). Only worker threads load this file. */
const clipper = await createClipper();

/** The winding numbers that count as interior (https://www.angusj.com/clipper2/Docs/Units/Clipper/Types/FillRule.htm). */
export type FillRule = 'Positive' | 'Negative' | 'EvenOdd';
/** How two sets of rings are combined. */
export type Operation = 'Union' | 'Intersection' | 'Difference';

/** Values of a point in the arrays of Clipper: x, y, and a third one that is not used here. */
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

/** Reads a tree of rings. The children of the root are shells, their children are holes, and the children of holes are shells again. */
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
 * Combines rings with Clipper2. It computes with whole numbers, so all coordinates become points of the lattice.
 *
 * @param subjects - rings in degrees. They may cross; the fill rule decides what is interior
 * @param clips - the second operand; empty for a union
 * @returns polygons in degrees, on points of the lattice. They may touch themselves where two vertices have the same lattice point
 * @throws Error if the work does not fit into the memory of Clipper
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
