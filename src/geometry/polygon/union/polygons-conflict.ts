import type { Ring, Shape } from '../planar.js';
import type { RingOf } from '../sweep/ring-edges.js';
import { sweepRings } from '../sweep/ring-sweep.js';

/** Whether polygons overlap, share a border or lie within each other (they may touch in a point), so that they must be united. */
export function polygonsConflict(shapes: readonly Shape[]): boolean {
  const rings = shapes.flatMap((shape, polygon) =>
    shape.map((points: Ring, index): RingOf => ({ points, polygon, index })),
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
