import { orientXY, type Point, type Ring } from '../planar.js';

/** A ring and the polygon that it belongs to. */
export interface PolygonRing {
  points: Ring;
  /** Index of its polygon. */
  polygon: number;
  /** Index of the ring in its polygon. 0 is the shell, others are holes. */
  index: number;
}

/**
 * How two edges meet. `touch`: they have one point in common. `cross`: they cross or overlap, which edges of a valid polygon never do.
 * Null: they do not meet.
 */
export type Meeting = { kind: 'touch' | 'cross'; at: Point } | null;

/**
 * The edges of rings in typed arrays, by the index of the edge. Each edge goes from its left (western) end to its right end. An edge along
 * a meridian goes from its southern end to its northern end.
 */
export class RingEdges {
  readonly count: number;
  readonly leftX: Float64Array;
  readonly leftY: Float64Array;
  readonly rightX: Float64Array;
  readonly rightY: Float64Array;
  /** The index of the ring of an edge. */
  readonly ring: Int32Array;
  /** The next edge in the ring. */
  readonly next: Int32Array;
  /** 1 if the ring passes the edge from left to right. Then its interior is above the edge. */
  readonly forward: Uint8Array;

  constructor(rings: readonly PolygonRing[]) {
    this.count = rings.reduce((sum, ring) => sum + ring.points.length, 0);
    this.leftX = new Float64Array(this.count);
    this.leftY = new Float64Array(this.count);
    this.rightX = new Float64Array(this.count);
    this.rightY = new Float64Array(this.count);
    this.ring = new Int32Array(this.count);
    this.next = new Int32Array(this.count);
    this.forward = new Uint8Array(this.count);
    let edge = 0;
    rings.forEach(({ points }, ring) => {
      const first = edge;
      points.forEach((point, index) => {
        const last = index === points.length - 1;
        this.set(edge, point, points[last ? 0 : index + 1]!);
        this.ring[edge] = ring;
        this.next[edge] = last ? first : edge + 1;
        edge++;
      });
    });
  }

  private set(edge: number, from: Point, to: Point): void {
    const forward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1]);
    const [left, right] = forward ? [from, to] : [to, from];
    this.forward[edge] = forward ? 1 : 0;
    this.leftX[edge] = left[0];
    this.leftY[edge] = left[1];
    this.rightX[edge] = right[0];
    this.rightY[edge] = right[1];
  }

  /** The index of the edge in its ring if the point `at` of the edge is not one of its ends; -1 if it is. */
  within(edge: number, at: Point, firstOfRing: number): number {
    const isLeft = at[0] === this.leftX[edge] && at[1] === this.leftY[edge];
    const isRight = at[0] === this.rightX[edge] && at[1] === this.rightY[edge];
    return isLeft || isRight ? -1 : edge - firstOfRing;
  }

  /** The side of the line through `edge` on which (x, y) lies: positive above, negative below, 0 on the line. The sign is exact. */
  side(edge: number, x: number, y: number): number {
    return orientXY(this.leftX[edge]!, this.leftY[edge]!, this.rightX[edge]!, this.rightY[edge]!, x, y);
  }

  /** Whether edge `a` is below edge `b` at the left end of `b`. */
  isBelow(a: number, b: number): boolean {
    const side = this.side(a, this.leftX[b]!, this.leftY[b]!);
    if (side !== 0) return side > 0;
    const far = this.side(a, this.rightX[b]!, this.rightY[b]!);
    return far !== 0 ? far > 0 : a < b;
  }

  /** How two edges meet. The common end of neighbours in a ring does not count. */
  meet(a: number, b: number): Meeting {
    const a1 = Math.sign(this.side(a, this.leftX[b]!, this.leftY[b]!));
    const a2 = Math.sign(this.side(a, this.rightX[b]!, this.rightY[b]!));
    if (a1 === 0 && a2 === 0) return this.meetAlong(a, b);
    if (this.next[a] === b || this.next[b] === a) return null;
    if (a1 * a2 > 0) return null;
    const b1 = Math.sign(this.side(b, this.leftX[a]!, this.leftY[a]!));
    const b2 = Math.sign(this.side(b, this.rightX[a]!, this.rightY[a]!));
    if (b1 * b2 > 0) return null;
    if (a1 !== 0 && a2 !== 0 && b1 !== 0 && b2 !== 0) return { kind: 'cross', at: this.crossing(a, b) };
    if (a1 === 0) return { kind: 'touch', at: this.left(b) };
    if (a2 === 0) return { kind: 'touch', at: this.right(b) };
    return { kind: 'touch', at: b1 === 0 ? this.left(a) : this.right(a) };
  }

  /** How two edges on one line meet: they overlap, touch at their ends, or do not meet. */
  private meetAlong(a: number, b: number): Meeting {
    const start = this.laterLeft(a, b) === a ? this.left(a) : this.left(b);
    const end = this.earlierRight(a, b) === a ? this.right(a) : this.right(b);
    if (start[0] < end[0] || (start[0] === end[0] && start[1] < end[1])) return { kind: 'cross', at: start };
    const neighbours = this.next[a] === b || this.next[b] === a;
    return !neighbours && start[0] === end[0] && start[1] === end[1] ? { kind: 'touch', at: start } : null;
  }

  private laterLeft(a: number, b: number): number {
    const difference = this.leftX[a]! - this.leftX[b]! || this.leftY[a]! - this.leftY[b]!;
    return difference > 0 ? a : b;
  }

  private earlierRight(a: number, b: number): number {
    const difference = this.rightX[a]! - this.rightX[b]! || this.rightY[a]! - this.rightY[b]!;
    return difference < 0 ? a : b;
  }

  private left(edge: number): Point {
    return [this.leftX[edge]!, this.leftY[edge]!];
  }

  private right(edge: number): Point {
    return [this.rightX[edge]!, this.rightY[edge]!];
  }

  private crossing(a: number, b: number): Point {
    const dx = this.rightX[a]! - this.leftX[a]!;
    const dy = this.rightY[a]! - this.leftY[a]!;
    const ex = this.rightX[b]! - this.leftX[b]!;
    const ey = this.rightY[b]! - this.leftY[b]!;
    const share =
      ((this.leftX[b]! - this.leftX[a]!) * ey - (this.leftY[b]! - this.leftY[a]!) * ex) / (dx * ey - dy * ex);
    return [this.leftX[a]! + share * dx, this.leftY[a]! + share * dy];
  }
}
