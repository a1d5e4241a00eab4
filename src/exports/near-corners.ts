import type { CornerTable } from './corner-table.js';
import type { Ring } from './rings.js';

/** In degrees: what rounding to six decimals can move a corner across a side. */
const NEAR = 0.75e-6;

interface Corner {
  readonly id: number;
  readonly ring: number;
  readonly lon: number;
  readonly lat: number;
}

/**
 * Makes each side that passes nearer than the rounding to a corner of another ring go through that corner. Rings that touch then
 * share a corner there. Without it, rounding could move the corner to the other side, and the rings would cross.
 */
export function throughNearCorners(rings: readonly Ring[], table: CornerTable): Ring[] {
  const sorted = rings.flatMap(({ corners }, ring) =>
    corners.slice(1).map((id): Corner => ({ id, ring, lon: table.lons[id]!, lat: table.lats[id]! })),
  );
  sorted.sort((a, b) => a.lon - b.lon);
  return rings.map(({ role, corners }, ring) => {
    const passed: number[] = [];
    for (const [index, to] of corners.entries()) {
      const from = corners[index - 1];
      if (from !== undefined) passed.push(...nearSide(from, to, ring, sorted, table));
      passed.push(to);
    }
    return { role, corners: passed };
  });
}

/** Corners of other rings near the side between its ends, from its start to its end. */
function nearSide(
  from: number,
  to: number,
  ring: number,
  sorted: readonly Corner[],
  { lons, lats }: CornerTable,
): number[] {
  const [x, y] = [lons[from]!, lats[from]!];
  const [dx, dy] = [lons[to]! - x, lats[to]! - y];
  const [west, east] = [Math.min(0, dx) + x - NEAR, Math.max(0, dx) + x + NEAR];
  const [south, north] = [Math.min(0, dy) + y - NEAR, Math.max(0, dy) + y + NEAR];
  const squared = dx * dx + dy * dy;
  const near = new Map<number, number>();
  for (let i = firstFrom(sorted, west); i < sorted.length && sorted[i]!.lon <= east; i++) {
    const corner = sorted[i]!;
    if (corner.ring === ring || corner.lat < south || corner.lat > north) continue;
    if (corner.id === from || corner.id === to) continue;
    const [px, py] = [corner.lon - x, corner.lat - y];
    const along = (px * dx + py * dy) / squared;
    const apart = Math.abs(px * dy - py * dx) / Math.sqrt(squared);
    if (along > 0 && along < 1 && apart < NEAR) near.set(corner.id, along);
  }
  return [...near].sort(([, a], [, b]) => a - b).map(([id]) => id);
}

/** Index of the first corner that is not west of a longitude. */
function firstFrom(sorted: readonly Corner[], west: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.lon < west) low = middle + 1;
    else high = middle;
  }
  return low;
}
