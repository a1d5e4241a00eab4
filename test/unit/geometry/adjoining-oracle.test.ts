import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlayRings } from '../../../src/geometry/polygon/overlay/overlay.js';
import { planarArea, type Point, type Shape } from '../../../src/geometry/polygon/planar.js';
import { isClearlySimple } from '../../../src/geometry/polygon/rings/simple-ring.js';
import { assemblePolygon } from '../../../src/geometry/polygon/rings/assemble-polygon.js';
import { loopsOf } from '../../../src/geometry/polygon/rings/ring-loops.js';
import { uniteShapes } from '../../../src/geometry/polygon/union/union.js';

const SIDE = 8;

/** A vertex of a bent grid. The parts of the grid are quadrilaterals. */
const corner = (column: number, row: number, bend: number): Point => [
  20 + 0.01 * column + bend * Math.sin(column * 7 + row * 3),
  4 + 0.01 * row + bend * Math.sin(column * 5 - row * 11),
];

const part = (index: number, bend: number): Shape => {
  const [column, row] = [index % SIDE, Math.floor(index / SIDE)];
  return [
    [
      corner(column, row, bend),
      corner(column + 1, row, bend),
      corner(column + 1, row + 1, bend),
      corner(column, row + 1, bend),
    ],
  ];
};

/** Some parts of a grid, in any order. There may be gaps, islands in gaps, and parts that touch in a vertex. */
const somePartsOfGrid = fc.tuple(
  fc.shuffledSubarray([...Array(SIDE * SIDE).keys()], { minLength: 2 }),
  fc.constantFrom(0, 0.001, 0.002),
);

const count = (shapes: readonly Shape[]) => ({ polygons: shapes.length, rings: shapes.flat().length });

describe('the union of parts that share edges', () => {
  it('is the same as the union that Clipper computes', () => {
    fc.assert(
      fc.property(somePartsOfGrid, ([chosen, bend]) => {
        const parts = chosen.map((index) => part(index, bend));
        const united = uniteShapes(parts);
        const clipped = overlayRings('Union', 'Positive', parts.flat());
        expect(planarArea(united)).toBeCloseTo(planarArea(parts), 12);
        expect(count(united)).toEqual(count(clipped));
        for (const shape of united) expect(assemblePolygon(shape.map(loopsOf), 'a part')).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it('counts land once where a part comes twice or lies across others', () => {
    const parts = [part(0, 0), part(1, 0), part(1, 0), part(2, 0)];
    const across: Shape = [
      [
        [20.005, 4.002],
        [20.025, 4.002],
        [20.025, 4.015],
        [20.005, 4.015],
      ],
    ];
    expect(planarArea(uniteShapes(parts))).toBeCloseTo(3e-4, 12);
    expect(planarArea(uniteShapes([...parts, across]))).toBeCloseTo(3e-4 + 0.02 * 0.005, 12);
  });

  it('leaves no gap where one part has a vertex on an edge of its neighbour', () => {
    const box = (west: number, south: number, east: number, north: number): Shape => [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
      ],
    ];
    const third = 0.1 + 0.2;
    const parts = [box(0, 0, third, 0.6), box(0.3, 0, 0.6, third), box(0.3, 0.3, 0.6, 0.6), box(0.6, 0, 0.9, third)];
    expect(count(uniteShapes(parts))).toEqual({ polygons: 1, rings: 1 });
  });
});

describe('a clearly simple ring', () => {
  it('is valid by the sweep as well', () => {
    const position = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    let simple = 0;
    fc.assert(
      fc.property(fc.uniqueArray(position, { minLength: 3, maxLength: 7, selector: String }), (ring) => {
        if (!isClearlySimple(ring)) return;
        simple++;
        expect(assemblePolygon([loopsOf(ring)], 'the ring')).toEqual([[ring]]);
      }),
      { numRuns: 3000 },
    );
    expect(simple).toBeGreaterThan(100);
  });
});
