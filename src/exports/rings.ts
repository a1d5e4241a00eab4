import type { MultiPolygon, Position } from 'geojson';
import type { VertexTable } from './vertex-table.js';
import { evenOddRings } from './even-odd-rings.js';
import { throughNearVertices } from './near-vertices.js';

/** A task to export. Its geometry is in EPSG:4326. */
export interface ExportedTask {
  readonly taskId: number;
  readonly geometry: MultiPolygon;
}

/** A closed ring of a task boundary: vertex numbers of a {@link VertexTable}. The first vertex is repeated at the end. */
export interface BoundaryRing {
  readonly role: 'outer' | 'inner';
  readonly vertices: readonly number[];
}

type VertexOf = (lon: number, lat: number) => number;

/**
 * Converts the boundary of a task to rings of vertices, and adds the vertices to the table. Each ring has at least three vertices and
 * passes none of them twice. No edge of a boundary occurs twice.
 *
 * The table rounds coordinates to six decimals. A thinner part of a boundary, for example a spike, becomes a line and back, and is left
 * out. A ring without an interior is left out too. If no ring is left, the task keeps its exact vertices.
 *
 * @param geometry - in EPSG:4326
 * @returns the rings; none for a task without an interior
 */
export function boundaryRings(geometry: MultiPolygon, table: VertexTable): BoundaryRing[] {
  const rounded = ringsWith(geometry, (lon, lat) => table.at(lon, lat), table);
  if (rounded.length > 0) return rounded;
  return ringsWith(geometry, (lon, lat) => table.exactlyAt(lon, lat), table);
}

/** @param vertexOf - gives the vertex number of a position in degrees */
function ringsWith(geometry: MultiPolygon, vertexOf: VertexOf, table: VertexTable): BoundaryRing[] {
  const rings = geometry.coordinates.flatMap((polygon) =>
    polygon.map((positions, index): BoundaryRing => ({
      role: index === 0 ? 'outer' : 'inner',
      vertices: closedVertices(positions, vertexOf),
    })),
  );
  return evenOddRings(rings.length === 1 ? rings : throughNearVertices(rings, table), table);
}

/** The vertices of a ring without repetitions in a row. The first vertex is repeated at the end. */
function closedVertices(positions: Position[], vertexOf: VertexOf): number[] {
  const vertices: number[] = [];
  for (const [lon, lat] of positions) {
    const vertex = vertexOf(lon!, lat!);
    if (vertex !== vertices.at(-1)) vertices.push(vertex);
  }
  if (vertices[0] !== vertices.at(-1)) vertices.push(vertices[0]!);
  return vertices;
}
