/** Gives equal pairs of numbers one index, counted from 0: a hash table that makes no object and no string for a pair. */
export class PairTable {
  size = 0;
  /** Both numbers of each pair, by twice its index. */
  private readonly values: Float64Array;
  /** Index + 1, or 0 where free; the length is a power of two. */
  private readonly slots: Int32Array;
  private readonly pair = new Float64Array(2);
  private readonly bits = new Int32Array(this.pair.buffer);

  /** @param capacity - most different pairs */
  constructor(capacity: number) {
    this.values = new Float64Array(2 * capacity);
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * capacity + 2)));
  }

  /** The index of a pair; a new pair gets the next one. */
  indexOf(first: number, second: number): number {
    let slot = this.home(first, second);
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

  first(index: number): number {
    return this.values[2 * index]!;
  }

  second(index: number): number {
    return this.values[2 * index + 1]!;
  }

  /** Adding 0 makes -0 the same as 0. */
  private home(first: number, second: number): number {
    this.pair[0] = first + 0;
    this.pair[1] = second + 0;
    let hash = 0;
    for (const bits of this.bits) hash = Math.imul(hash ^ bits ^ (bits >>> 15), 0x9e3779b1) ^ (hash >>> 13);
    return (hash ^ (hash >>> 16)) & (this.slots.length - 1);
  }
}
