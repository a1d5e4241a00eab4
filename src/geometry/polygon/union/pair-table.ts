/**
 * A hash table that gives each pair of numbers an index, from 0 on. Equal pairs have the same index. The table uses open addressing
 * (https://en.wikipedia.org/wiki/Open_addressing) and creates no object and no string for a pair, so that it is fast.
 */
export class PairTable {
  /** Number of different pairs. */
  size = 0;
  /** The numbers of pair `i` are at `2 * i` and `2 * i + 1`. */
  private readonly values: Float64Array;
  /** Index + 1, or 0 for a free slot. The length is a power of two. */
  private readonly slots: Int32Array;
  private readonly pair = new Float64Array(2);
  private readonly bits = new Int32Array(this.pair.buffer);

  /** @param capacity - largest number of different pairs */
  constructor(capacity: number) {
    this.values = new Float64Array(2 * capacity);
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * capacity + 2)));
  }

  /** The index of a pair. A new pair gets the next index. */
  indexOf(first: number, second: number): number {
    let slot = this.firstSlot(first, second);
    for (let entry = this.slots[slot]!; entry !== 0; entry = this.slots[slot]!) {
      const index = entry - 1;
      if (this.values[2 * index] === first && this.values[2 * index + 1] === second) return index;
      slot = (slot + 1) & (this.slots.length - 1);
    }
    this.values[2 * this.size] = first;
    this.values[2 * this.size + 1] = second;
    this.slots[slot] = ++this.size;
    return this.size - 1;
  }

  /** The first number of a pair. */
  first(index: number): number {
    return this.values[2 * index]!;
  }

  /** The second number of a pair. */
  second(index: number): number {
    return this.values[2 * index + 1]!;
  }

  /** The slot where the search for a pair starts. Adding 0 turns -0 into 0. */
  private firstSlot(first: number, second: number): number {
    this.pair[0] = first + 0;
    this.pair[1] = second + 0;
    let hash = 0;
    for (const bits of this.bits) hash = Math.imul(hash ^ bits ^ (bits >>> 15), 0x9e3779b1) ^ (hash >>> 13);
    return (hash ^ (hash >>> 16)) & (this.slots.length - 1);
  }
}
