import { describe, expect, it } from 'vitest';
import { lastByteOver } from '../../../bench/compression.js';
import { medianOf, type Comparison, type Sample } from '../../../bench/measure.js';
import { json, tables } from '../../../bench/report.js';

const sample = (median: number, rate: number): Sample => ({ median, p95: median, p99: median * 3, rate });
const comparison = (given: Partial<Comparison>): Comparison => ({
  name: 'a path',
  callers: 1,
  server: sample(2, 500),
  floor: sample(1, 1000),
  ratio: 2,
  spread: [1.5, 2.5],
  ...given,
});
const rowOf = (given: Partial<Comparison>): string =>
  tables({ comparisons: [comparison(given)], figures: [], notes: [] }).split('\n')[2] ?? '';

describe('time of the last byte over a slow line', () => {
  it('equals the line time when all bytes are ready at once', () =>
    expect(lastByteOver([{ at: 0, bytes: 1_000_000 }], 8)).toBeCloseTo(1000));

  it('adds the wait for late chunks, and no wait for chunks that are ready while the line is busy', () => {
    const pieces = [
      { at: 0, bytes: 100_000 },
      { at: 50, bytes: 100_000 },
      { at: 900, bytes: 100_000 },
    ];
    expect(lastByteOver(pieces, 8)).toBeCloseTo(1000);
  });
});

describe('median of rounds', () => {
  it('returns the mean of the two middle values', () => {
    expect(medianOf([4, 1, 2, 3])).toBe(2.5);
    expect(medianOf([9, 1, 2])).toBe(2);
    expect(medianOf([7])).toBe(7);
  });
});

describe('report', () => {
  it('treats the target of a time as a maximum and of a rate as a minimum', () => {
    expect(rowOf({ target: { time: 2 } })).toMatch(/≤ 2 × the time \| yes/);
    expect(rowOf({ target: { time: 1.9 } })).toMatch(/\*\*no\*\*/);
    expect(rowOf({ callers: 16, ratio: 0.7, target: { rate: 0.7 } })).toMatch(/≥ 0.7 × the rate \| yes/);
    expect(rowOf({ callers: 16, ratio: 0.69, target: { rate: 0.7 } })).toMatch(/\*\*no\*\*/);
  });

  it('chooses the percentile of the tail by the number of requests', () => {
    const server = { ...sample(2, 500), request: { median: 1, p99: 11 } };
    expect(rowOf({ callers: 64, server, target: { tail: 10 } })).toMatch(/p99 ≤ 10 medians \(11\.0\) \| \*\*no\*\*/);
  });

  it('gives no verdict without a target', () => expect(rowOf({})).toMatch(/\|\s+\|\s+\|$/));

  it('gives the same verdicts to programs', () => {
    const figures = [{ name: 'memory', value: 130, unit: 'MB' as const, target: 120 }];
    const report = JSON.parse(
      json({ comparisons: [comparison({ target: { time: 2 } })], figures, notes: [] }),
    ) as unknown;
    expect(report).toMatchObject({ comparisons: [{ verdicts: [{ met: true }] }], figures: [{ met: false }] });
  });
});
