import { countCrossings } from '../polygon/sweep/count-crossings.js';
import { overlayRings, overlayRoughly } from '../polygon/overlay/overlay.js';
import { isThin, type Ring, type Shape } from '../polygon/planar.js';

/**
 * Half the width in degrees by which sides may cross that touched before a client rounded coordinates to 6 decimals: each end
 * of a side moves by up to 0.7e-6 degrees (8 cm).
 */
const HALF_WIDTH_DEGREES = 0.75e-6;
/** Rounding makes a few crossings. An outline with more of them, or one that takes long to look through, is not repaired. */
const LIMITS = { crossings: 10_000, comparisons: 30_000_000 };

/**
 * Repairs a polygon whose sides cross by no more than the rounding of coordinates to 6 decimals explains: what is counted twice or
 * lies outside its shell is a sliver.
 *
 * @param rings - shell counter-clockwise, holes clockwise
 * @returns valid polygons, none where nothing of the inside is left; null where the polygon crosses itself for another reason
 * @throws GridError TooComplex
 */
export function repairRounding(rings: readonly Ring[]): Shape[] | null {
  const solid = rings.filter((ring) => ring.length >= 3);
  const { crossings, isComplete } = countCrossings(solid, LIMITS);
  if (!isComplete || crossings > LIMITS.crossings) return null;
  const isSliver = (ring: Ring): boolean => isThin(ring, HALF_WIDTH_DEGREES);
  const outside = overlayRoughly('Union', 'Negative', solid);
  const once = overlayRoughly('Union', 'EvenOdd', solid);
  const twice = overlayRoughly('Difference', 'EvenOdd', overlayRoughly('Union', 'Positive', solid).flat(), once.flat());
  if (![...outside, ...twice].every(([shell]) => isSliver(shell!))) return null;
  const inside = overlayRings('Union', 'Positive', solid);
  return inside.length === 0 && rings[0] !== undefined && !isSliver(rings[0]) ? null : inside;
}
