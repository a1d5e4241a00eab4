/** Corners closer than this are one: 0.000001 degrees, 11 cm at the equator. */
const DECIMALS = 6;
const SCALE = 10 ** DECIMALS;

/**
 * The corners of many task boundaries, each place once.
 *
 * Two positions are the same place if they read the same with six decimals. Neighbouring tasks that
 * were cut from one area have corners that differ by the rounding of their computation (1e-12
 * degrees and less), and must share them: at six decimals they do, and a boundary loses nothing
 * that a mapper could see. The place keeps the coordinates of its first position, in full.
 *
 * An open-addressing hash table over integers, because this is the inner loop of every export: a
 * `Map` would need a string per position.
 */
export class CornerTable {
  /** Longitudes and latitudes in degrees, by corner number. */
  readonly lons: number[] = [];
  readonly lats: number[] = [];

  private readonly scaledLons: number[] = [];
  private readonly scaledLats: number[] = [];
  /** Corner number + 1, or 0 where free; the length is a power of two and at least half is free. */
  private slots = new Int32Array(1024);
  private filled = 0;
  private readonly exact = new Map<string, number>();

  get size(): number {
    return this.lons.length;
  }

  /** The number of the corner at this place, from 0 on; a new corner is entered. */
  at(lon: number, lat: number): number {
    const x = scaled(lon);
    const y = scaled(lat);
    let slot = this.home(x, y);
    for (let entry = this.slots[slot]!; entry !== 0; entry = this.slots[slot]!) {
      if (this.scaledLons[entry - 1] === x && this.scaledLats[entry - 1] === y) return entry - 1;
      slot = (slot + 1) & (this.slots.length - 1);
    }
    const corner = this.add(lon, lat);
    this.scaledLons[corner] = x;
    this.scaledLats[corner] = y;
    this.slots[slot] = corner + 1;
    if (++this.filled * 2 > this.slots.length) this.grow();
    return corner;
  }

  /** Like {@link at}, but only equal coordinates are one place: for rings that are smaller than the rounding. */
  exactlyAt(lon: number, lat: number): number {
    const near = this.at(lon, lat);
    if (this.lons[near] === lon && this.lats[near] === lat) return near;
    const key = `${lon} ${lat}`;
    let corner = this.exact.get(key);
    if (corner === undefined) {
      corner = this.add(lon, lat);
      this.scaledLons[corner] = NaN;
      this.scaledLats[corner] = NaN;
      this.exact.set(key, corner);
    }
    return corner;
  }

  private add(lon: number, lat: number): number {
    this.lats.push(lat);
    return this.lons.push(lon) - 1;
  }

  private home(x: number, y: number): number {
    let hash = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return (hash ^ (hash >>> 13)) & (this.slots.length - 1);
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2);
    for (const entry of old) {
      if (entry === 0) continue;
      let slot = this.home(this.scaledLons[entry - 1]!, this.scaledLats[entry - 1]!);
      while (this.slots[slot] !== 0) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = entry;
    }
  }
}

/**
 * Degrees in units of the sixth decimal, rounded as `toFixed` rounds. The product is off by up to
 * 1.5e-8, which only matters halfway between two units; `toFixed` itself is ten times slower.
 */
function scaled(degrees: number): number {
  const product = degrees * SCALE;
  const rounded = Math.round(product);
  const halfway = Math.abs(Math.abs(product - rounded) - 0.5) < 1e-6;
  return halfway ? Math.round(Number(degrees.toFixed(DECIMALS)) * SCALE) : rounded;
}
