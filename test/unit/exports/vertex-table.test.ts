import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VertexTable } from '../../../src/exports/vertex-table.js';
import { textOf } from './support.js';

describe('VertexTable', () => {
  it('treats positions as one vertex exactly when their first six decimals are equal', () => {
    // Numbers near the middle between two units of the sixth decimal are the ones that simple arithmetic rounds wrongly.
    const nearHalf = fc
      .tuple(fc.integer({ min: -360_000_000, max: 360_000_000 }), fc.constantFrom(0, 1e-15, -1e-15, 1e-13, -1e-13))
      .map(([halves, off]) => (halves / 2e6) * (1 + off));
    const position = fc.tuple(nearHalf, nearHalf);
    fc.assert(
      fc.property(fc.array(position, { maxLength: 50 }), (positions) => {
        const table = new VertexTable();
        const byText = new Map<string, number>();
        for (const [lon, lat] of positions.flatMap(([x, y]) => [[x, y] as const, [y, x] as const, [x, x] as const])) {
          const vertex = table.at(lon, lat);
          expect(vertex).toBe(byText.get(textOf([lon, lat])) ?? byText.size);
          byText.set(textOf([lon, lat]), vertex);
        }
        expect(table.size).toBe(byText.size);
      }),
    );
  });

  it('keeps the full coordinates of the first position', () => {
    const table = new VertexTable();
    table.at(85.123456789012, 27.1);
    table.at(85.123456789013, 27.1);
    expect([table.lons, table.lats]).toEqual([[85.123456789012], [27.1]]);
  });

  it('finds each of a hundred thousand vertices again', () => {
    const table = new VertexTable();
    const positions = Array.from(
      { length: 100_000 },
      (_, i) => [(i % 317) / 1000 - 0.1, Math.floor(i / 317) / 1000] as const,
    );
    const numbers = positions.map((_, i) => i);
    expect(positions.map(([lon, lat]) => table.at(lon, lat))).toEqual(numbers);
    expect(positions.map(([lon, lat]) => table.at(lon, lat))).toEqual(numbers);
  });

  it('distinguishes positions within one vertex when the exact one is requested', () => {
    const table = new VertexTable();
    const first = table.at(10, 20);
    const near = table.exactlyAt(10.0000001, 20);
    expect(near).not.toBe(first);
    expect(table.exactlyAt(10.0000001, 20)).toBe(near);
    expect(table.exactlyAt(10, 20)).toBe(first);
    expect(table.at(10.0000001, 20)).toBe(first);
  });
});
