import type { VertexTable } from './vertex-table.js';
import type { BoundaryRing } from './rings.js';

/** Rounding to six decimals can move a vertex across an edge that is this near, in degrees. */
const NEAR_DEGREES = 0.75e-6;

interface Vertex {
  readonly id: number;
  readonly ring: number;
  readonly lon: number;
  readonly lat: number;
}

/**
 * Makes an edge go through each vertex of another ring that is within {@link NEAR_DEGREES}. So rings that touch share a vertex there.
 * Otherwise rounding could move the vertex across the edge, and the rings would cross.
 *
 * @param table - the table of their vertices
 */
export function throughNearVertices(rings: readonly BoundaryRing[], table: VertexTable): BoundaryRing[] {
  const sorted = rings.flatMap(({ vertices }, ring) =>
    vertices.slice(1).map((id): Vertex => ({ id, ring, lon: table.lons[id]!, lat: table.lats[id]! })),
  );
  sorted.sort((a, b) => a.lon - b.lon);
  return rings.map(({ role, vertices }, ring) => {
    const extended: number[] = [];
    for (const [index, to] of vertices.entries()) {
      const from = vertices[index - 1];
      if (from !== undefined) extended.push(...verticesNearEdge(from, to, ring, sorted, table));
      extended.push(to);
    }
    return { role, vertices: extended };
  });
}

/**
 * The vertices of other rings that are near an edge, in their order along it.
 *
 * @param ring - index of the ring of the edge
 * @param sorted - vertices by longitude
 */
function verticesNearEdge(
  from: number,
  to: number,
  ring: number,
  sorted: readonly Vertex[],
  { lons, lats }: VertexTable,
): number[] {
  const [x, y] = [lons[from]!, lats[from]!];
  const [dx, dy] = [lons[to]! - x, lats[to]! - y];
  const [west, east] = [Math.min(0, dx) + x - NEAR_DEGREES, Math.max(0, dx) + x + NEAR_DEGREES];
  const [south, north] = [Math.min(0, dy) + y - NEAR_DEGREES, Math.max(0, dy) + y + NEAR_DEGREES];
  const squared = dx * dx + dy * dy;
  const near = new Map<number, number>();
  for (let i = firstFrom(sorted, west); i < sorted.length && sorted[i]!.lon <= east; i++) {
    const vertex = sorted[i]!;
    if (vertex.ring === ring || vertex.lat < south || vertex.lat > north) continue;
    if (vertex.id === from || vertex.id === to) continue;
    const [px, py] = [vertex.lon - x, vertex.lat - y];
    const along = (px * dx + py * dy) / squared;
    const distance = Math.abs(px * dy - py * dx) / Math.sqrt(squared);
    if (along > 0 && along < 1 && distance < NEAR_DEGREES) near.set(vertex.id, along);
  }
  return [...near].sort(([, a], [, b]) => a - b).map(([id]) => id);
}

/** Index of the first vertex that is not west of a longitude. */
function firstFrom(sorted: readonly Vertex[], west: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.lon < west) low = middle + 1;
    else high = middle;
  }
  return low;
}
