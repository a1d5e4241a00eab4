import { describe, expect, it } from 'vitest';
import { itemsNearEdges, type Edge } from '../../../src/geometry/input/outline-search.js';
import { readAreaOfInterest } from '../../../src/geometry/input/area-of-interest.js';
import { readReadyMadeTasks } from '../../../src/geometry/input/ready-made-tasks.js';
import { assertTasksMeetArea } from '../../../src/geometry/input/tasks-outside.js';
import type { Bbox, Point, Ring } from '../../../src/geometry/polygon/planar.js';
import { chanceOf } from '../../support/random.js';

const TOLERANCE = 2e-6;

/** A square with its bbox, which includes the tolerance. */
function square(x: number, y: number, side: number) {
  const [west, south, east, north] = [x - side / 2, y - side / 2, x + side / 2, y + side / 2];
  const shell: Ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  const bbox: Bbox = [west - TOLERANCE, south - TOLERANCE, east + TOLERANCE, north + TOLERANCE];
  return { shell, shapes: [[shell]], bbox };
}

/** An outline with thin diagonal teeth, and squares in the gaps between them. The bbox of most edges contains many squares. */
function zigzag(teeth: number, squares: number, random: () => number) {
  const width = 2 / teeth;
  const ring: Ring = [[0, -0.1]];
  for (let tooth = 0; tooth < teeth; tooth++)
    ring.push([tooth * width, 0], [tooth * width + 1, 1], [(tooth + 0.5) * width, 0]);
  ring.push([2, -0.1]);
  const items = Array.from({ length: squares }, (_, index) => {
    const [gap, y] = [Math.floor((index * (teeth - 1)) / squares), 0.1 + 0.8 * random()];
    return square((gap + 0.75) * width + y * (1 - 0.25 * width), y, width / 8);
  });
  return { ring, edges: edgesOf(ring), items };
}

const edgesOf = (ring: Ring): Edge[] => ring.map((end, index) => [ring.at(index - 1)!, end]);

describe('the search for items near edges', () => {
  it('finds the same items as a comparison of each pair', () => {
    const { next: random } = chanceOf(3);
    const items = Array.from({ length: 300 }, () => square(random(), random(), 0.02 * random()));
    const edges = Array.from({ length: 40 }, (): Edge => [
      [random(), random()],
      [random(), random()],
    ]);
    const alone = items.filter((item) =>
      edges.some((edge) => itemsNearEdges([item], [edge], TOLERANCE, { comparisons: 1e6 }).size === 1),
    );
    const found = itemsNearEdges(items, edges, TOLERANCE, { comparisons: 1e6 });
    expect(items.filter((item) => found.has(item))).toEqual(alone);
  });

  it('makes few comparisons when long diagonal edges pass between the items', () => {
    const { edges, items } = zigzag(1700, 2500, chanceOf(5).next);
    const budget = { comparisons: 1e6 };
    expect(edges.length * items.length).toBeGreaterThan(12e6);
    expect(itemsNearEdges(items, edges, TOLERANCE, budget).size).toBe(0);
    expect(budget.comparisons).toBeGreaterThan(0);
  });

  it('ends when its budget is spent, also within an item with many points', () => {
    const points = 1000;
    const angle = (2 * Math.PI) / points;
    const circle = Array.from({ length: points }, (_, i): Point => [Math.cos(angle * i), Math.sin(angle * i)]);
    const item = { shapes: [[circle]], bbox: [-1, -1, 1, 1] as Bbox };
    const beside: Edge = [
      [0.9, 0.9],
      [0.95, 0.95],
    ];
    const crossing: Edge = [
      [0, 0],
      [0.95, 0.95],
    ];
    const search = (edges: Edge[], comparisons: number) => {
      const budget = { comparisons };
      return { found: itemsNearEdges([item], edges, TOLERANCE, budget).size, isSpent: budget.comparisons < 0 };
    };
    expect(search([beside, crossing], 20_002)).toEqual({ found: 1, isSpent: false });
    expect(search([beside, crossing], 20_001)).toEqual({ found: 0, isSpent: true });
    expect(search([crossing], 0)).toEqual({ found: 0, isSpent: true });
  });
});

describe('tasks in the gaps of a zigzag outline', () => {
  it('are refused', () => {
    const { ring, items } = zigzag(200, 50, chanceOf(5).next);
    const drawnArea = { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
    const features = items.map(({ shell }) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Polygon', coordinates: [[...shell, shell[0]]] },
    }));
    const tasks = readReadyMadeTasks({ type: 'FeatureCollection', features }, { maxTasks: 50 });
    expect(() => assertTasksMeetArea(readAreaOfInterest(drawnArea, { maxAreaKm2: 1e6 }), drawnArea, tasks)).toThrow(
      'Task 1, and 49 more: it lies outside the area.',
    );
  });
});
