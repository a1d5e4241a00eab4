import type { FeatureCollection, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { readAreaOfInterest } from '../../../src/geometry/input/area-of-interest.js';
import { readReadyMadeTasks } from '../../../src/geometry/input/ready-made-tasks.js';
import { assertTasksMeetArea } from '../../../src/geometry/input/tasks-outside.js';
import { planarArea } from '../../../src/geometry/polygon/planar.js';
import { toShapes } from '../../../src/geometry/polygon/shapes.js';
import { intersectingTiles, makeGrid } from '../../../src/geometry/tiles/make-grid.js';
import { chanceOf } from '../../support/random.js';
import { rectangle } from './polygons.js';

const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const feature = (geometry: unknown) => ({ type: 'Feature', properties: {}, geometry });

const round = (value: unknown): unknown =>
  typeof value === 'number'
    ? Math.round(value * 1e6) / 1e6
    : Array.isArray(value)
      ? value.map(round)
      : value && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value).map(([key, each]) => [key, key === 'properties' ? each : round(each)]),
          )
        : value;

/** A coast around a random point: a circle whose edges are halved and bent again and again. @param radius - in degrees */
function coast(random: () => number, halvings: number, radius: number): Position[] {
  const centre = [10 + 50 * random(), 40 * random() - 10] as const;
  let ring = Array.from({ length: 12 }, (_, index): [number, number] => {
    const angle = (Math.PI * index) / 6;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
  for (let halving = 0; halving < halvings; halving++)
    ring = ring.flatMap((from, index) => {
      const to = ring[(index + 1) % ring.length]!;
      const bend = 0.3 * (random() - 0.5);
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
      return [from, [(from[0] + to[0]) / 2 - dy * bend, (from[1] + to[1]) / 2 + dx * bend]];
    });
  return [...ring, ring[0]!];
}

/** Does what a client does: cuts tiles to an area, rounds both to 6 decimals and sends them as a project. */
function readRounded(ring: Position[], zoom: number, clip = true) {
  const area = readAreaOfInterest({ type: 'Polygon', coordinates: [ring] }, { maxAreaKm2: 1e6 });
  const grid: FeatureCollection = {
    type: 'FeatureCollection',
    features: makeGrid(area, { zoom, clip: false, maxTasks: 10_000 }).map(({ geometry, ...properties }) => ({
      type: 'Feature',
      properties,
      geometry,
    })),
  };
  const tiles = intersectingTiles(area, grid, clip);
  const rounded = readAreaOfInterest(round(area), { maxAreaKm2: 1e6 });
  const tasks = readReadyMadeTasks(round(tiles), { maxTasks: 10_000 });
  assertTasksMeetArea(rounded, round(area), tasks);
  return { rounded, tasks, tiles: tiles.features.length };
}

describe('tiles and areas rounded to 6 decimals by a client', () => {
  it('are accepted, and the tasks add up to the area', () => {
    const { next: random } = chanceOf(7);
    for (let run = 0; run < 12; run++) {
      const { rounded, tasks } = readRounded(coast(random, 4 + (run % 5), 0.01), 16);
      const sum = tasks.reduce((total, { geometry }) => total + planarArea(toShapes(geometry)), 0);
      expect(sum / planarArea(toShapes(rounded))).toBeCloseTo(1, 4);
    }
  });

  it('lose a task when the rounding removes its interior', () => {
    const ring = [
      [14.4925, 35.885],
      [14.501953300000001, 35.885],
      [14.501953300000001, 35.888],
      [14.4925, 35.888],
      [14.4925, 35.885],
    ];
    const { tasks, tiles } = readRounded(ring, 16);
    expect(tasks).toHaveLength(tiles - 1);
  });

  it('are accepted when a whole tile meets the area only in a neck that the rounding closes', () => {
    const neck = (east: number, width: number): Position[] => [
      [10, 5],
      [10.0003, 5],
      [10.0003, 5.0001],
      [east, 5.0001],
      [east, 5.0001 + width],
      [10.0003, 5.0001 + width],
      [10.0003, 5.0003],
      [10, 5.0003],
      [10, 5],
    ];
    for (const east of [10.0007, 10.0015]) {
      const { rounded, tasks, tiles } = readRounded(neck(east, 4e-7), 20, false);
      expect(rounded.coordinates.flat(2).every(([lon]) => lon! <= 10.0003)).toBe(true);
      expect(tasks).toHaveLength(tiles);
      expect(tasks.every(({ isSquare }) => isSquare)).toBe(true);
    }
  });

  it('are repaired when edges cross because of the rounding, and refused when they cross by more', () => {
    const twisted = (depth: number) =>
      collection(
        feature(rectangle([0.1, 0.1, 0.2, 0.2])),
        feature({
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [0.01, 0],
              [0.01, 0.01],
              [0.005, -depth],
              [0, 0.01],
              [0, 0],
            ],
          ],
        }),
      );
    const tasks = readReadyMadeTasks(twisted(1e-6), { maxTasks: 10 });
    expect(planarArea(toShapes(tasks[1]!.geometry))).toBeCloseTo(5e-5, 8);
    expect(() => readReadyMadeTasks(twisted(1e-4), { maxTasks: 10 })).toThrow(
      'Task 2: The outer ring of polygon 1 crosses',
    );
  });

  it('are refused when no task has an interior', () => {
    const line = [
      [0, 0],
      [1, 0],
      [1, 0],
      [0, 0],
    ];
    expect(() =>
      readReadyMadeTasks(collection(feature({ type: 'Polygon', coordinates: [line] })), { maxTasks: 10 }),
    ).toThrow('None of the tasks has an interior.');
  });
});

describe('tasks outside the area', () => {
  const check = (...boxes: [number, number, number, number][]) => checkAgainst(rectangle([0, 0, 1, 1]), ...boxes);
  const checkAgainst = (drawnArea: unknown, ...boxes: [number, number, number, number][]) =>
    assertTasksMeetArea(
      readAreaOfInterest(drawnArea, { maxAreaKm2: 1e6 }),
      drawnArea,
      readReadyMadeTasks(collection(...boxes.map((box) => feature(rectangle(box)))), { maxTasks: 10 }),
    );

  it('are refused with their number', () => {
    expect(() => check([0, 0, 0.5, 0.5], [2, 2, 3, 3])).toThrow('Task 2: it lies outside the area.');
    expect(() => check([2, 2, 3, 3], [0, 0, 0.5, 0.5], [4, 4, 5, 5])).toThrow(
      'Task 1, and 1 more: it lies outside the area.',
    );
  });

  it('are refused beside a line of the drawn area, and accepted on it, also across the antimeridian', () => {
    const spit = (x: number) => ({
      type: 'Polygon',
      coordinates: [
        [
          [x, 0],
          [x + 1, 0],
          [x + 1, 0.5],
          [x + 3, 0.5],
          [x + 1, 0.5],
          [x + 1, 1],
          [x, 1],
          [x, 0],
        ],
      ],
    });
    expect(() => checkAgainst(spit(0), [2, 0.4, 2.5, 0.6], [2, 0.500001, 2.5, 0.6])).not.toThrow();
    expect(() => checkAgainst(spit(0), [2, 0.50001, 2.5, 0.6])).toThrow('Task 1: it lies outside the area.');
    expect(() => checkAgainst(spit(178), [-179.5, 0.4, -179.2, 0.6])).not.toThrow();
    expect(() => checkAgainst(spit(178), [-179.5, 0.6, -179.2, 0.7])).toThrow('Task 1: it lies outside the area.');
  });

  it('are accepted when they overlap or contain the area, or lie beside it within the rounding', () => {
    expect(() => check([0.5, 0.5, 2, 2], [-1, -1, 2, 2], [1.000001, 0, 1.000003, 0.5])).not.toThrow();
  });
});
