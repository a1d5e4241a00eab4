import { orientXY, type Point, type Ring } from '../planar.js';

/** A ring in a check, and what it belongs to. */
export interface RingOf {
  points: Ring;
  /** Number of its polygon. */
  polygon: number;
  /** 0: shell, 1…: hole. */
  index: number;
}

/** How two edges meet: not, in a point, or by crossing / running along each other (which a valid polygon never does). */
export type Meeting = { kind: 'touch' | 'cross'; at: Point } | null;

/** The edges of rings as columns of numbers, each from its left end to its right end (equal longitudes: lower to upper). */
export class RingEdges {
  readonly count: number;
  readonly leftX: Float64Array;
  readonly leftY: Float64Array;
  readonly rightX: Float64Array;
  readonly rightY: Float64Array;
  /** The ring an edge belongs to. */
  readonly ring: Int32Array;
  /** The edge that follows it in its ring. */
  readonly next: Int32Array;
  /** 1 where the ring runs from left to right, so that its inside is above. */
  readonly forward: Uint8Array;

  constructor(rings: readonly RingOf[]) {
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

  /** Number in its ring of the edge that has `at` strictly inside; -1 where `at` is one of its ends. */
  within(edge: number, at: Point, firstOfRing: number): number {
    const isLeft = at[0] === this.leftX[edge] && at[1] === this.leftY[edge];
    const isRight = at[0] === this.rightX[edge] && at[1] === this.rightY[edge];
    return isLeft || isRight ? -1 : edge - firstOfRing;
  }

  /** Side of the line through `edge` that (x, y) is on: positive above, exact. */
  side(edge: number, x: number, y: number): number {
    return orientXY(this.leftX[edge]!, this.leftY[edge]!, this.rightX[edge]!, this.rightY[edge]!, x, y);
  }

  /** Whether edge `a` lies below edge `b`, where the left end of `b` is. */
  isBelow(a: number, b: number): boolean {
    const side = this.side(a, this.leftX[b]!, this.leftY[b]!);
    if (side !== 0) return side > 0;
    const far = this.side(a, this.rightX[b]!, this.rightY[b]!);
    return far !== 0 ? far > 0 : a < b;
  }

  /** How two edges meet, other than neighbours in a ring at the point they share. */
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

  /** Two edges on one line: they overlap, touch end to end, or lie apart. */
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
