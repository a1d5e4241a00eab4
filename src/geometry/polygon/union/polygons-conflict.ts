import type { Ring, Shape } from '../planar.js';
import type { PolygonRing } from '../sweep/ring-edges.js';
import { sweepRings } from '../sweep/ring-sweep.js';

/**
 * Whether polygons must be united because they overlap, share a border or contain each other. Two polygons may touch in one point.
 *
 * @param shapes - valid polygons
 */
export function polygonsConflict(shapes: readonly Shape[]): boolean {
  const rings = shapes.flatMap((shape, polygon) =>
    shape.map((points: Ring, index): PolygonRing => ({ points, polygon, index })),
  );
  const contacts = new Map<string, string>();
  let conflict = false;
  sweepRings(rings, {
    crossing: () => void (conflict = true),
    touching: (a, b, at) => {
      if (a.polygon === b.polygon) return false;
      const pair = `${Math.min(a.polygon, b.polygon)} ${Math.max(a.polygon, b.polygon)}`;
      const place = at.join(' ');
      const earlier = contacts.get(pair);
      contacts.set(pair, place);
      return (conflict ||= earlier !== undefined && earlier !== place);
    },
    nesting: (ring, below, inside) => {
      return (conflict ||= ring.index === 0 && inside && below !== null && below.polygon !== ring.polygon);
    },
  });
  return conflict;
}
