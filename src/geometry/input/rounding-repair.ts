import { countCrossings } from '../polygon/sweep/count-crossings.js';
import { overlayRings, overlayRoughly } from '../polygon/overlay/overlay.js';
import { isThin, type Ring, type Shape } from '../polygon/planar.js';

/**
 * Half the width, in degrees, of the largest sliver that the rounding of coordinates to 6 decimals explains. Rounding moves each end of
 * an edge by up to 0.7e-6 degrees (8 cm). So edges that touched before may cross afterwards.
 */
const HALF_WIDTH_DEGREES = 0.75e-6;
/** Rounding causes few crossings. An outline with more crossings, or one that takes longer to search, is not repaired. */
const LIMITS = { crossings: 10_000, comparisons: 30_000_000 };

/**
 * Repairs a polygon whose edges cross only because a client has rounded coordinates to 6 decimals. That is so if only slivers are
 * covered twice or have a negative winding number (https://en.wikipedia.org/wiki/Winding_number).
 *
 * @param rings - in degrees, the shell counter-clockwise, the holes clockwise
 * @returns valid polygons, none if the polygon has no interior left; null if the polygon crosses itself for another reason
 * @throws GridError TooComplex
 */
export function repairRounding(rings: readonly Ring[]): Shape[] | null {
  const solid = rings.filter((ring) => ring.length >= 3);
  const { crossings, isComplete } = countCrossings(solid, LIMITS);
  if (!isComplete || crossings > LIMITS.crossings) return null;
  const isSliver = (ring: Ring): boolean => isThin(ring, HALF_WIDTH_DEGREES);
  const negative = overlayRoughly('Union', 'Negative', solid);
  const once = overlayRoughly('Union', 'EvenOdd', solid);
  const twice = overlayRoughly('Difference', 'EvenOdd', overlayRoughly('Union', 'Positive', solid).flat(), once.flat());
  if (![...negative, ...twice].every(([shell]) => isSliver(shell!))) return null;
  const interior = overlayRings('Union', 'Positive', solid);
  return interior.length === 0 && rings[0] !== undefined && !isSliver(rings[0]) ? null : interior;
}
