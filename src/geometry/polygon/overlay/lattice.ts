import type { Point, Ring } from '../planar.js';

/** The finest distance of lattice points in degrees (0.1 µm), a power of two. */
export const FINEST_STEP = 2 ** -40;

/** Sorted values, those within `tolerance` of the first of a run taken as that first one. */
class SnappedValues {
  private readonly values: Float64Array;

  constructor(values: Float64Array, tolerance: number) {
    values.sort();
    let count = 0;
    for (const value of values) if (count === 0 || value - values[count - 1]! > tolerance) values[count++] = value;
    this.values = values.subarray(0, count);
  }

  /** The greatest kept value that is not above `value`. */
  snap(value: number): number {
    let low = 0;
    let high = this.values.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.values[middle]! <= value) low = middle;
      else high = middle - 1;
    }
    return this.values[low]!;
  }
}

/**
 * Whole-number coordinates for rings. Coordinates that differ by no more than the step get the same number, so that borders
 * which two programs computed with other last bits are one border.
 */
export class Lattice {
  private readonly longitudes: SnappedValues;
  private readonly latitudes: SnappedValues;

  /** @param step - distance of the numbers in degrees, a power of two, so that numbers become degrees without rounding */
  constructor(
    private readonly rings: readonly Ring[],
    private readonly step: number,
  ) {
    const count = rings.reduce((sum, ring) => sum + ring.length, 0);
    const [longitudes, latitudes] = [new Float64Array(count), new Float64Array(count)];
    let at = 0;
    for (const ring of rings) {
      for (const [x, y] of ring) {
        longitudes[at] = x;
        latitudes[at++] = y;
      }
    }
    this.longitudes = new SnappedValues(longitudes, step);
    this.latitudes = new SnappedValues(latitudes, step);
  }

  column(longitude: number): number {
    return Math.round(this.longitudes.snap(longitude) / this.step);
  }

  row(latitude: number): number {
    return Math.round(this.latitudes.snap(latitude) / this.step);
  }

  point(column: number, row: number): Point {
    return [column * this.step, row * this.step];
  }

  /** Gives corners that come from the original rings their original coordinates, bit for bit. */
  restore(shapes: readonly Ring[][]): Ring[][] {
    const wanted = new Map<number, Map<number, Point>>();
    for (const [x, y] of shapes.flat(2)) {
      const column = wanted.get(x) ?? new Map<number, Point>();
      wanted.set(x, column);
      column.set(y, [x, y]);
    }
    const restored = new Set<Point>();
    for (const ring of this.rings) {
      for (const original of ring) {
        const column = wanted.get(this.column(original[0]) * this.step);
        const point = column?.get(this.row(original[1]) * this.step);
        if (point === undefined || restored.has(point)) continue;
        restored.add(point);
        [point[0], point[1]] = original;
      }
    }
    const originalOf = ([x, y]: Point): Point => {
      const [longitude, latitude] = wanted.get(x)!.get(y)!;
      return [longitude, latitude];
    };
    return shapes.map((shape) => shape.map((ring) => ring.map(originalOf)));
  }
}
