import type { MultiPolygon, Position } from 'geojson';
import type { CornerTable } from './corner-table.js';

/** A task as the exports need it. The geometry is in EPSG:4326, degrees, longitude first. */
export interface TaskShape {
  readonly taskId: number;
  readonly geometry: MultiPolygon;
}

/** A closed ring of a task boundary: corner numbers of a {@link CornerTable}, the first again at the end. */
export interface Ring {
  readonly role: 'outer' | 'inner';
  readonly corners: readonly number[];
}

/**
 * The rings of a boundary, polygon by polygon, the outer ring first, and their corners entered in
 * the table. A ring has one corner for each position of the geometry, in the same order.
 */
export function ringsOf(geometry: MultiPolygon, table: CornerTable): Ring[] {
  const rings: Ring[] = [];
  for (const polygon of geometry.coordinates) {
    for (const positions of polygon) {
      rings.push({ role: positions === polygon[0] ? 'outer' : 'inner', corners: cornersOf(positions, table) });
    }
  }
  return rings;
}

function cornersOf(positions: Position[], table: CornerTable): number[] {
  let corners = positions.map((position) => table.at(position[0]!, position[1]!));
  if (isCollapsed(corners)) {
    // Smaller than the table's rounding. That it stays a ring matters more than one node per place.
    corners = positions.map((position) => table.exactlyAt(position[0]!, position[1]!));
  }
  if (corners[0] !== corners.at(-1)) corners.push(corners[0]!);
  return corners;
}

function isCollapsed(corners: number[]): boolean {
  const [a, b, c] = corners;
  const clearlyNot = a !== b && b !== c && a !== c;
  return !clearlyNot && new Set(corners).size < 3;
}
