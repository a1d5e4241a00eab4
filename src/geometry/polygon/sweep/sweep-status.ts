/** A node of the skip list: an edge with its neighbours at each of its levels. */
export interface StatusNode {
  readonly edge: number;
  readonly next: (StatusNode | null)[];
  readonly previous: (StatusNode | null)[];
}

const MAX_LEVELS = 20;

/**
 * The edges that a sweep line crosses, from bottom to top. It is a skip list (https://en.wikipedia.org/wiki/Skip_list). To add an edge
 * takes O(log n) comparisons. To remove one takes none, so it also works if edges cross and the order is no longer consistent.
 */
export class SweepStatus {
  private readonly head: StatusNode = { edge: -1, next: new Array<null>(MAX_LEVELS).fill(null), previous: [] };
  private readonly nodes = new Map<number, StatusNode>();
  private readonly path: StatusNode[] = new Array<StatusNode>(MAX_LEVELS).fill(this.head);
  private random = 1;

  /** @param isBelow - whether edge `a` of the list is below edge `b`, which is being added */
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

  /** The next edge below, or -1. */
  below(edge: number): number {
    return this.nodes.get(edge)?.previous[0]?.edge ?? -1;
  }

  /** The next edge above, or -1. */
  above(edge: number): number {
    return this.nodes.get(edge)?.next[0]?.edge ?? -1;
  }

  /** A random number of levels: one more level has the probability 1/2. The generator is fixed, so that runs are repeatable. */
  private drawLevels(): number {
    this.random = (Math.imul(this.random, 1664525) + 1013904223) >>> 0;
    return Math.min(MAX_LEVELS, 1 + Math.clz32(this.random));
  }
}
