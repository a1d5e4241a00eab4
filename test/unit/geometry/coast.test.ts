import { describe, expect, it } from 'vitest';
import { readAreaOfInterest } from '../../../src/geometry/input/area-of-interest.js';
import { divideBoundary } from '../../../src/geometry/split/split.js';
import { makeGrid } from '../../../src/geometry/tiles/make-grid.js';
import { areaOf, country, isSound, totalArea } from './polygons.js';

describe('real coast', () => {
  it.each([
    ['Malta', 15],
    ['Mauritius', 14],
    ['Chile', 9],
  ])('cuts %s at zoom %i without losing land', (name, zoom) => {
    const aoi = readAreaOfInterest(country(name), { maxAreaKm2: 1e7 });
    const tasks = makeGrid(aoi, { zoom, clip: true, maxTasks: 10_000 });
    expect(tasks.length).toBeGreaterThan(300);
    expect(new Set(tasks.map((task) => `${task.x} ${task.y}`)).size).toBe(tasks.length);
    expect(Math.abs(totalArea(tasks) / areaOf(aoi) - 1)).toBeLessThanOrEqual(1e-12);
    for (const task of tasks) {
      if (task.isSquare) continue;
      expect(isSound(task.geometry)).toBe(true);
      const children = divideBoundary(task.geometry, task);
      const error = Math.abs(totalArea(children) - areaOf(task.geometry));
      // Slivers of centimetres are near the last bit of their coordinates: 1e-22 square degrees are 1e-12 square metres.
      expect(error).toBeLessThanOrEqual(1e-9 * areaOf(task.geometry) + 1e-22);
    }
  });

  it('makes the same tasks without cutting, all of them whole', () => {
    const aoi = readAreaOfInterest(country('Malta'), { maxAreaKm2: 5000 });
    const cut = makeGrid(aoi, { zoom: 14, clip: true, maxTasks: 1000 });
    const whole = makeGrid(aoi, { zoom: 14, clip: false, maxTasks: 1000 });
    expect(whole.map(({ x, y }) => [x, y])).toEqual(cut.map(({ x, y }) => [x, y]));
    expect(whole.every((task) => task.isSquare)).toBe(true);
  });
});
