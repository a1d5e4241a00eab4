/** An entry of {@link SweepStatus}: an edge with its neighbours at every level it takes part in. */
export interface StatusNode {
  readonly edge: number;
  readonly next: (StatusNode | null)[];
  readonly previous: (StatusNode | null)[];
}

const MAX_LEVELS = 20;

/**
 * The edges a sweep line crosses, from bottom to top: a skip list. Adding takes O(log n) comparisons, removing none (so it
 * cannot go astray on input whose order has broken).
 */
export class SweepStatus {
  private readonly head: StatusNode = { edge: -1, next: new Array<null>(MAX_LEVELS).fill(null), previous: [] };
  private readonly nodes = new Map<number, StatusNode>();
  private readonly path: StatusNode[] = new Array<StatusNode>(MAX_LEVELS).fill(this.head);
  private random = 1;

  /** @param isBelow - whether edge `a`, already here, lies below edge `b`, which is being added */
  constructor(private readonly isBelow: (a: number, b: number) => boolean) {}

  /** Adds an edge. */
  add(edge: number): void {
    let at = this.head;
    for (let level = MAX_LEVELS - 1; level >= 0; level--) {
      for (let next = at.next[level]; next && this.isBelow(next.edge, edge); next = at.next[level]) at = next;
      this.path[level] = at;
    }
    const node: StatusNode = { edge, next: [], previous: [] };
    for (let level = 0, levels = this.drawLevels(); level < levels; level++) {
      const before = this.path[level]!;
      const after = before.next[level] ?? null;
      node.previous.push(before);
      node.next.push(after);
      before.next[level] = node;
      if (after) after.previous[level] = node;
    }
    this.nodes.set(edge, node);
  }

  /** Removes an edge. */
  remove(edge: number): void {
    const node = this.nodes.get(edge);
    if (!node) return;
    this.nodes.delete(edge);
    for (let level = 0; level < node.next.length; level++) {
      const before = node.previous[level]!;
      const after = node.next[level] ?? null;
      before.next[level] = after;
      if (after) after.previous[level] = before;
    }
  }

  /** The edge next below, or -1. */
  below(edge: number): number {
    return this.nodes.get(edge)?.previous[0]?.edge ?? -1;
  }

  /** The edge next above, or -1. */
  above(edge: number): number {
    return this.nodes.get(edge)?.next[0]?.edge ?? -1;
  }

  /** A geometric number of levels from a fixed generator: the same input takes the same steps every time. */
  private drawLevels(): number {
    this.random = (Math.imul(this.random, 1664525) + 1013904223) >>> 0;
    return Math.min(MAX_LEVELS, 1 + Math.clz32(this.random));
  }
}
