import type { Point, Ring } from '../planar.js';

/** The smallest distance of lattice points in degrees (0.1 µm), a power of two. */
export const FINEST_STEP = 2 ** -40;

/** Sorted values. A value that is within `tolerance` of a smaller kept value is dropped. */
class SnappedValues {
  private readonly values: Float64Array;

  constructor(values: Float64Array, tolerance: number) {
    values.sort();
    let count = 0;
    for (const value of values) if (count === 0 || value - values[count - 1]! > tolerance) values[count++] = value;
    this.values = values.subarray(0, count);
  }

  /** The largest kept value that is not larger than `value`. */
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
 * Gives the coordinates of rings whole numbers: columns for longitudes, rows for latitudes. Coordinates that differ by at most one step
 * get the same number. So two borders are the same border if they differ in the last bits only.
 */
export class Lattice {
  private readonly longitudes: SnappedValues;
  private readonly latitudes: SnappedValues;

  /**
   * @param rings - in degrees
   * @param step - degrees between two columns or rows. It is a power of two, so that numbers become degrees without rounding
   */
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

  /** @param longitude - of a vertex of the rings, in degrees */
  column(longitude: number): number {
    return Math.round(this.longitudes.snap(longitude) / this.step);
  }

  /** @param latitude - of a vertex of the rings, in degrees */
  row(latitude: number): number {
    return Math.round(this.latitudes.snap(latitude) / this.step);
  }

  /** The point of a column and a row, in degrees. */
  point(column: number, row: number): Point {
    return [column * this.step, row * this.step];
  }

  /**
   * Replaces lattice points by the original coordinates. A lattice point without a vertex of the original rings stays as it is.
   *
   * @param shapes - rings on points of the lattice, in degrees
   */
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
