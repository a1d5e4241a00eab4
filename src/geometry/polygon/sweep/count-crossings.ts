import type { Ring } from '../planar.js';
import { RingEdges } from './ring-edges.js';

/** The counting ends soon after one of these limits is exceeded. */
export interface CrossingLimits {
  crossings: number;
  /** Pairs of edges that are compared, about 100 million in a second. A pair whose bboxes overlap counts ten times. */
  comparisons: number;
}

/** The number of crossings found. It is the total number if the count is complete. */
export interface CrossingCount {
  crossings: number;
  isComplete: boolean;
}

/**
 * Counts the crossings between all edges of rings. Edges are compared if their intervals of longitude overlap.
 *
 * @param rings - in degrees, in any direction
 */
export function countCrossings(rings: readonly Ring[], limits: CrossingLimits): CrossingCount {
  const edges = new RingEdges(rings.map((points) => ({ points, polygon: 0, index: 0 })));
  const order = Int32Array.from({ length: edges.count }, (_, edge) => edge);
  order.sort((a, b) => edges.leftX[a]! - edges.leftX[b]!);
  let crossings = 0;
  let comparisons = 0;
  for (let i = 0; i < order.length; i++) {
    if (crossings > limits.crossings || comparisons > limits.comparisons) return { crossings, isComplete: false };
    const a = order[i]!;
    const end = edges.rightX[a]!;
    for (let j = i + 1; j < order.length && edges.leftX[order[j]!]! < end; j++) {
      const b = order[j]!;
      comparisons++;
      if (!overlapInLatitude(edges, a, b)) continue;
      comparisons += 9;
      if (cross(edges, a, b)) crossings++;
    }
  }
  return { crossings, isComplete: true };
}

function overlapInLatitude(edges: RingEdges, a: number, b: number): boolean {
  const aLow = Math.min(edges.leftY[a]!, edges.rightY[a]!);
  const aHigh = Math.max(edges.leftY[a]!, edges.rightY[a]!);
  const bLow = Math.min(edges.leftY[b]!, edges.rightY[b]!);
  const bHigh = Math.max(edges.leftY[b]!, edges.rightY[b]!);
  return aLow < bHigh && bLow < aHigh;
}

function cross(edges: RingEdges, a: number, b: number): boolean {
  return (
    edges.side(a, edges.leftX[b]!, edges.leftY[b]!) * edges.side(a, edges.rightX[b]!, edges.rightY[b]!) < 0 &&
    edges.side(b, edges.leftX[a]!, edges.leftY[a]!) * edges.side(b, edges.rightX[a]!, edges.rightY[a]!) < 0
  );
}
