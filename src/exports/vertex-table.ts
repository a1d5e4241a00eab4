/** Coordinates are compared with this number of decimals: 0.000001 degrees are 11 cm at the equator. */
const DECIMALS = 6;
const SCALE = 10 ** DECIMALS;

/**
 * The vertices of many task boundaries. Positions that are equal with six decimals are one vertex. It keeps all decimals of the first
 * position.
 *
 * Neighbouring tasks that were cut from one area must share their vertices. Their coordinates may differ by 1e-12 degrees, because
 * they were computed separately. Six decimals are enough for this, and a mapper sees no difference.
 *
 * It is a hash table of whole numbers with open addressing (https://en.wikipedia.org/wiki/Open_addressing). Every export uses it for
 * each position, and a `Map` would need a string for each position.
 */
export class VertexTable {
  /** Longitudes in degrees, by vertex number. */
  readonly lons: number[] = [];
  /** Latitudes in degrees, by vertex number. */
  readonly lats: number[] = [];

  private readonly scaledLons: number[] = [];
  private readonly scaledLats: number[] = [];
  /** Vertex number + 1, or 0 for a free slot. The length is a power of two, and at least half of the slots are free. */
  private slots = new Int32Array(1024);
  private filled = 0;
  /** Vertices that {@link exactlyAt} has added, by their coordinates as text. */
  private readonly exact = new Map<string, number>();

  /** Number of vertices. */
  get size(): number {
    return this.lons.length;
  }

  /** The number of the vertex at a position in degrees, from 0 on. A new vertex is added if there is none. */
  at(lon: number, lat: number): number {
    const x = scaled(lon);
    const y = scaled(lat);
    let slot = this.firstSlot(x, y);
    for (let entry = this.slots[slot]!; entry !== 0; entry = this.slots[slot]!) {
      if (this.scaledLons[entry - 1] === x && this.scaledLats[entry - 1] === y) return entry - 1;
      slot = (slot + 1) & (this.slots.length - 1);
    }
    const vertex = this.add(lon, lat);
    this.scaledLons[vertex] = x;
    this.scaledLats[vertex] = y;
    this.slots[slot] = vertex + 1;
    if (++this.filled * 2 > this.slots.length) this.grow();
    return vertex;
  }

  /** Like {@link at}, but only positions with exactly equal coordinates are one vertex. It is for rings smaller than six decimals. */
  exactlyAt(lon: number, lat: number): number {
    const near = this.at(lon, lat);
    if (this.lons[near] === lon && this.lats[near] === lat) return near;
    const key = `${lon} ${lat}`;
    let vertex = this.exact.get(key);
    if (vertex === undefined) {
      vertex = this.add(lon, lat);
      this.scaledLons[vertex] = NaN;
      this.scaledLats[vertex] = NaN;
      this.exact.set(key, vertex);
    }
    return vertex;
  }

  private add(lon: number, lat: number): number {
    this.lats.push(lat);
    return this.lons.push(lon) - 1;
  }

  /** The slot where the search for a vertex starts. */
  private firstSlot(x: number, y: number): number {
    let hash = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return (hash ^ (hash >>> 13)) & (this.slots.length - 1);
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2);
    for (const entry of old) {
      if (entry === 0) continue;
      let slot = this.firstSlot(this.scaledLons[entry - 1]!, this.scaledLats[entry - 1]!);
      while (this.slots[slot] !== 0) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = entry;
    }
  }
}

/**
 * Converts degrees to units of the sixth decimal, rounded like `toFixed`. The multiplication has an error of up to 1.5e-8, which only
 * matters near the middle between two units. Only there `toFixed` is called, because it is ten times slower.
 */
function scaled(degrees: number): number {
  const product = degrees * SCALE;
  const rounded = Math.round(product);
  const halfway = Math.abs(Math.abs(product - rounded) - 0.5) < 1e-6;
  return halfway ? Math.round(Number(degrees.toFixed(DECIMALS)) * SCALE) : rounded;
}
