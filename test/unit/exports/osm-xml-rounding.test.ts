import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { osmXml } from '../../../src/exports/osm-xml.js';
import { childrenOf, edgesOf, hole, readOsm, square, task } from './support.js';

const info = { generator: 'Tessera' };

describe('vertices with the same six decimals', () => {
  const refsOf = (positions: Position[]): string[][] =>
    childrenOf(readOsm(osmXml([task(1, [positions])], info)).root, 'way').map((way) =>
      childrenOf(way, 'nd').map((nd) => nd.attributes.ref!),
    );

  it('are written once', () => {
    const close = [...square(30, -2).slice(0, 2), [31 + 3e-7, -2 + 3e-7], ...square(30, -2).slice(2)];
    expect(refsOf(close)).toEqual([['-1', '-2', '-3', '-4', '-1']]);
  });

  it('are written once when the ring starts and ends there', () => {
    const [first, ...rest] = square(30, -2);
    expect(refsOf([first!, ...rest.slice(0, 3), [30, -2 + 3e-7], first!])).toEqual([['-1', '-2', '-3', '-4', '-1']]);
  });

  it('stay separate nodes when the whole ring is that small', () => {
    const [way] = refsOf(square(30, -2, 3e-7));
    expect(way).toHaveLength(5);
    expect(new Set(way).size).toBe(4);
  });
});

describe('boundaries with parts thinner than the sixth decimal', () => {
  const ringsOf = (...coordinates: Position[][][]): string[] =>
    (readOsm(osmXml([task(1, ...coordinates)], info)).rings.get(1) ?? []).map(
      ({ role, positions }) => `${role}: ${edgesOf(positions).join(', ')}`,
    );
  const outer = (...ring: Position[]): string => `outer: ${edgesOf(ring).join(', ')}`;
  const inner = (...ring: Position[]): string => `inner: ${edgesOf(ring).join(', ')}`;
  const tiny = 2e-7;

  it('lose a spike, also one with several vertices and one at the start of the ring', () => {
    const block = square(0, 0);
    const far: Position[] = [[2, 1], [3, 1.5], [2, 1 + tiny], [1, 1 + tiny]]; // prettier-ignore
    const spiked: Position[] = [...block.slice(0, 3), ...far, ...block.slice(3)];
    expect(ringsOf([spiked])).toEqual([outer(...block)]);
    for (let turn = 1; turn < spiked.length - 1; turn++) {
      const turned = [...spiked.slice(turn, -1), ...spiked.slice(0, turn), spiked[turn]!];
      expect(ringsOf([turned])).toEqual([outer(...block)]);
    }
  });

  it('become two parts when a neck becomes a line', () => {
    const ring: Position[] = [[0, 0], [1, 0], [1, 0.5], [2, 0.5], [2, 0], [3, 0], [3, 1], [2, 0.5 + tiny], [1, 0.5 + tiny], [0, 1], [0, 0]]; // prettier-ignore
    expect(ringsOf([ring]).sort()).toEqual([
      outer([0, 0], [1, 0], [1, 0.5], [0, 1], [0, 0]),
      outer([2, 0], [3, 0], [3, 1], [2, 0.5], [2, 0]),
    ]);
  });

  it('become a ring with a hole when the ring closes around it', () => {
    const ring: Position[] = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 2], [1, 1], [2, 2], [1, 3], [0, 2 - tiny], [0, 0]]; // prettier-ignore
    expect(ringsOf([ring])).toEqual([
      outer([0, 0], [4, 0], [4, 4], [0, 4], [0, 2], [0, 0]),
      inner([0, 2], [1, 1], [2, 2], [1, 3], [0, 2]),
    ]);
  });

  it('have no edge twice when the wall beside a hole becomes a line, or two parts are very near', () => {
    expect(ringsOf([[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], hole(tiny, 1, 1)])).toEqual([
      outer([0, 0], [4, 0], [4, 4], [0, 4], [0, 2], [1, 2], [1, 1], [0, 1], [0, 0]),
    ]); // prettier-ignore
    expect(ringsOf([square(0, 0)], [square(1 + tiny, 0)])).toEqual([
      outer([0, 0], [1, 0], [2, 0], [2, 1], [1, 1], [0, 1], [0, 0]),
    ]);
  });

  it('share a vertex when one ring touches an edge of another ring', () => {
    const [shell] = [square(0, 0, 4)];
    expect(ringsOf([shell, [[1, 1], [4 - tiny, 2], [1, 3], [1, 1]]])).toEqual([
      outer([0, 0], [4, 0], [4, 2], [4, 4], [0, 4], [0, 0]),
      inner([1, 1], [4, 2], [1, 3], [1, 1]),
    ]); // prettier-ignore
  });

  it('lose a hole and a part without an interior, and the task itself only when it has no interior', () => {
    expect(ringsOf([square(0, 0), hole(0.5, 0.5, tiny)])).toEqual([outer(...square(0, 0))]);
    expect(ringsOf([square(0, 0)], [square(3, 3, tiny)])).toEqual([outer(...square(0, 0))]);
    expect(ringsOf([square(3, 3, tiny)])).toHaveLength(1);
    expect(ringsOf([[[0, 0], [1, 0], [0, 0], [0, 0]]])).toEqual([]); // prettier-ignore
  });
});
