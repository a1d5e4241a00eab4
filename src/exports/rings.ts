import type { MultiPolygon, Position } from 'geojson';
import type { CornerTable } from './corner-table.js';
import { evenOddRings } from './even-odd-rings.js';
import { throughNearCorners } from './near-corners.js';

/** A task as the exports need it. The geometry is in EPSG:4326, degrees, longitude first. */
export interface ExportedTask {
  readonly taskId: number;
  readonly geometry: MultiPolygon;
}

/** A closed ring of a task boundary: corner numbers of a {@link CornerTable}, the first again at the end. */
export interface Ring {
  readonly role: 'outer' | 'inner';
  readonly corners: readonly number[];
}

type CornerOf = (lon: number, lat: number) => number;

/**
 * The rings of a boundary after its corners were entered in the table. Each ring has at least three corners and passes none of
 * them twice. No two sides of a boundary are the same.
 *
 * The rounding of the table changes a boundary where it is thinner than the rounding: a spike, a neck or a wall becomes a line
 * there and back, which is left out, and a ring that has no inside left is left out. A task that would vanish keeps its exact
 * corners. There is no ring for a task without an inside.
 */
export function ringsOf(geometry: MultiPolygon, table: CornerTable): Ring[] {
  const rounded = boundaryOf(geometry, (lon, lat) => table.at(lon, lat), table);
  if (rounded.length > 0) return rounded;
  return boundaryOf(geometry, (lon, lat) => table.exactlyAt(lon, lat), table);
}

function boundaryOf(geometry: MultiPolygon, cornerOf: CornerOf, table: CornerTable): Ring[] {
  const rings = geometry.coordinates.flatMap((polygon) =>
    polygon.map((positions, index): Ring => ({
      role: index === 0 ? 'outer' : 'inner',
      corners: closed(positions, cornerOf),
    })),
  );
  return evenOddRings(rings.length === 1 ? rings : throughNearCorners(rings, table), table);
}

/** Leaves out corners that repeat the one before, and closes the ring. */
function closed(positions: Position[], cornerOf: CornerOf): number[] {
  const corners: number[] = [];
  for (const [lon, lat] of positions) {
    const corner = cornerOf(lon!, lat!);
    if (corner !== corners.at(-1)) corners.push(corner);
  }
  if (corners[0] !== corners.at(-1)) corners.push(corners[0]!);
  return corners;
}
