import type { Point } from '../planar.js';
import { RingEdges, type PolygonRing } from './ring-edges.js';
import { SweepStatus } from './sweep-status.js';

/** Receives what a sweep finds. The sweep ends after a crossing, and if a method returns `true`. */
export interface SweepListener<R extends PolygonRing> {
  /** Two edges cross or overlap. `a` and `b` may be the same ring. */
  crossing(a: R, b: R, at: Point): void;
  /**
   * Two rings have a point in common. `a` and `b` may be the same ring. A pair may be reported more than once.
   *
   * @param edgeOfA - index of the edge of `a` on which the point lies; -1 if the point is a vertex of `a`
   * @param edgeOfB - the same for `b`
   */
  touching(a: R, b: R, at: Point, edgeOfA: number, edgeOfB: number): boolean | void;
  /**
   * The sweep has reached the first point of a ring.
   *
   * @param below - the ring of the next edge below the point, or null
   * @param inside - whether the point is in the interior of the polygon of `below`
   */
  nesting(ring: R, below: R | null, inside: boolean, at: Point): boolean | void;
}

/**
 * Finds where rings cross or touch, and which ring contains which. A sweep line moves from west to east, with the algorithm of Shamos and
 * Hoey (https://en.wikipedia.org/wiki/Sweep_line_algorithm) and exact predicates. It takes O(n log n): about a second for
 * 200,000 edges, of any length.
 *
 * @param rings - in degrees, with the interior on the left (shells counter-clockwise, holes clockwise) and no point repeated in a row
 */
export function sweepRings<R extends PolygonRing>(rings: readonly R[], listener: SweepListener<R>): void {
  new Sweep(rings, listener).run();
}

class Sweep<R extends PolygonRing> {
  private readonly edges: RingEdges;
  private readonly status: SweepStatus;
  /** 1 for each ring whose first point was reached. */
  private readonly begun: Uint8Array;
  /** The index of the first edge of each ring. */
  private readonly first: number[];
  private stopped = false;

  constructor(
    private readonly rings: readonly R[],
    private readonly listener: SweepListener<R>,
  ) {
    const edges = new RingEdges(rings);
    this.edges = edges;
    this.status = new SweepStatus((a, b) => edges.isBelow(a, b));
    this.begun = new Uint8Array(rings.length);
    let count = 0;
    this.first = rings.map((ring) => (count += ring.points.length) - ring.points.length);
  }

  run(): void {
    const events = this.sortEvents();
    let from = 0;
    while (from < events.length && !this.stopped) {
      let to = from + 1;
      while (to < events.length && this.compare(events[from]!, events[to]!) === 0) to++;
      this.passPoint(events.subarray(from, to));
      from = to;
    }
  }

  /** The ends of edges from west to east, and from south to north. Event 2·edge is its left end, 2·edge + 1 its right end. */
  private sortEvents(): Int32Array {
    const events = Int32Array.from({ length: this.edges.count * 2 }, (_, event) => event);
    return events.sort((a, b) => this.compare(a, b));
  }

  private compare(a: number, b: number): number {
    return this.x(a) - this.x(b) || this.y(a) - this.y(b);
  }

  private x(event: number): number {
    return (event & 1 ? this.edges.rightX : this.edges.leftX)[event >> 1]!;
  }

  private y(event: number): number {
    return (event & 1 ? this.edges.rightY : this.edges.leftY)[event >> 1]!;
  }

  /** Handles all events at one point. Edges that end there are removed, and edges that start there are added. */
  private passPoint(events: Int32Array): void {
    const at: Point = [this.x(events[0]!), this.y(events[0]!)];
    if (events.length > 2) this.reportShared(events, at);
    for (const event of events) {
      if ((event & 1) === 0 || this.stopped) continue;
      const below = this.status.below(event >> 1);
      const above = this.status.above(event >> 1);
      this.status.remove(event >> 1);
      this.test(below, above);
    }
    const entering = events.filter((event) => (event & 1) === 0).map((event) => event >> 1);
    for (const edge of entering) {
      if (this.stopped) return;
      this.status.add(edge);
      this.test(this.status.below(edge), edge);
      this.test(edge, this.status.above(edge));
    }
    for (const edge of entering) if (!this.stopped) this.reportNesting(edge, at);
  }

  /** Reports vertices at the same point. Each vertex has two ends of edges, so more than two events mean several vertices. */
  private reportShared(events: Int32Array, at: Point): void {
    const rings = [...events].map((event) => this.edges.ring[event >> 1]!).sort((a, b) => a - b);
    for (let i = 2; i < rings.length; i += 2) {
      const a = this.rings[rings[i - 2]!]!;
      const b = this.rings[rings[i]!]!;
      if (!this.stopped && this.listener.touching(a, b, at, -1, -1)) this.stopped = true;
    }
  }

  /** Reports how two neighbours on the sweep line meet. -1 stands for no edge. */
  private test(below: number, above: number): void {
    if (this.stopped || below < 0 || above < 0) return;
    const meeting = this.edges.meet(below, above);
    if (meeting === null) return;
    const a = this.rings[this.edges.ring[below]!]!;
    const b = this.rings[this.edges.ring[above]!]!;
    if (meeting.kind === 'cross') {
      this.stopped = true;
      this.listener.crossing(a, b, meeting.at);
      return;
    }
    const edgeOfA = this.edges.within(below, meeting.at, this.firstEdge(below));
    const edgeOfB = this.edges.within(above, meeting.at, this.firstEdge(above));
    if (this.listener.touching(a, b, meeting.at, edgeOfA, edgeOfB)) this.stopped = true;
  }

  private firstEdge(edge: number): number {
    return this.first[this.edges.ring[edge]!]!;
  }

  /** Reports the position of a ring at its first point. Two of its edges start there, and only the lower one counts. */
  private reportNesting(edge: number, at: Point): void {
    const ring = this.edges.ring[edge]!;
    if (this.begun[ring] === 1) return;
    const below = this.status.below(edge);
    if (below >= 0 && this.edges.ring[below] === ring) return;
    this.begun[ring] = 1;
    const inside = below >= 0 && this.edges.forward[below] === 1;
    const around = below < 0 ? null : this.rings[this.edges.ring[below]!]!;
    if (this.listener.nesting(this.rings[ring]!, around, inside, at)) this.stopped = true;
  }
}
