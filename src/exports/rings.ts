import type { MultiPolygon, Position } from 'geojson';
import type { CornerTable } from './corner-table.js';

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

/**
 * The rings of a boundary, polygon by polygon, the outer ring first, and their corners entered in the table. A ring names each of
 * its corners in order, none twice in a row, and ends with the corner that it starts with.
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
  const corners = closed(positions.map((position) => table.at(position[0]!, position[1]!)));
  if (!isCollapsed(corners)) return corners;
  // The ring is smaller than the table's rounding. It stays a ring, though several of its nodes are at one place.
  return closed(positions.map((position) => table.exactlyAt(position[0]!, position[1]!)));
}

/** Leaves out corners that repeat the one before, and closes the ring. */
function closed(corners: readonly number[]): number[] {
  const kept = corners.filter((corner, index) => corner !== corners[index - 1]);
  if (kept[0] !== kept.at(-1)) kept.push(kept[0]!);
  return kept;
}

function isCollapsed(corners: readonly number[]): boolean {
  const [a, b, c] = corners;
  const clearlyNot = corners.length > 3 && a !== b && b !== c && a !== c;
  return !clearlyNot && new Set(corners).size < 3;
}
