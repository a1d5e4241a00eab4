import { describe, expect, it } from 'vitest';
import { GridError } from '../../../src/geometry/geometry.errors.js';
import { readReadyMadeTasks } from '../../../src/geometry/input/ready-made-tasks.js';
import { tilePolygon } from '../../../src/geometry/tiles/tile-math.js';
import { areaOf, rectangle, rectangleRing } from './polygons.js';

const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const feature = (geometry: unknown, properties: unknown = {}) => ({ type: 'Feature', properties, geometry });
const read = (input: unknown, maxTasks = 100) => readReadyMadeTasks(input, { maxTasks });
const codeOf = (input: unknown, maxTasks = 100): string => {
  try {
    read(input, maxTasks);
  } catch (error) {
    if (error instanceof GridError) return error.code;
    throw error;
  }
  return 'accepted';
};

describe('features of an area', () => {
  const count = (input: unknown): number => readReadyMadeTasks(input, { maxTasks: 10, isArea: true }).length;
  const square = rectangle([0, 0, 1, 1]);

  it('become one task each: one per geometry or Feature, and one per part of a GeometryCollection', () => {
    expect(count(square)).toBe(1);
    expect(count(feature(square))).toBe(1);
    expect(count({ type: 'GeometryCollection', geometries: [square, rectangle([1, 0, 2, 1])] })).toBe(2);
    expect(count(collection(feature(square), feature(square), feature(square)))).toBe(3);
  });

  it('are refused as ready-made tasks without a FeatureCollection', () => {
    expect(codeOf(square)).toBe('NotGeoJson');
  });
});

describe('ready-made tasks', () => {
  it('keep their properties and have no tile', () => {
    const [task] = read(collection(feature(rectangle([0, 0, 1, 1]), { name: 'Ħal Far', x: 3 })));
    expect(task).toEqual({
      geometry: { type: 'MultiPolygon', coordinates: [[rectangleRing([0, 0, 1, 1])]] },
      x: null,
      y: null,
      zoom: null,
      isSquare: false,
      extraProperties: { name: 'Ħal Far', x: 3 },
    });
    expect(read(collection(feature(rectangle([0, 0, 1, 1]), null)))[0]).not.toHaveProperty('extraProperties');
  });

  it('may overlap each other, while overlapping parts of one task are united', () => {
    const tasks = read(
      collection(
        feature(rectangle([0, 0, 2, 2])),
        feature({ type: 'MultiPolygon', coordinates: [[rectangleRing([0, 0, 2, 1])], [rectangleRing([1, 0, 3, 1])]] }),
      ),
    );
    expect(tasks.map((task) => areaOf(task.geometry))).toEqual([4, expect.closeTo(3, 12)]);
  });

  it('keep x, y, zoom and isSquare of v5 grids, and isSquare only for a square tile', () => {
    const numbers = { x: 48296, y: 38015, zoom: 16, isSquare: true };
    const tile = tilePolygon(48296, 38015, 16);
    const rounded = JSON.parse(JSON.stringify(tile), (_, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
    ) as typeof tile;
    const [whole, nearly, other, unclaimed] = read(
      collection(
        feature(tile, numbers),
        feature(rounded, { ...numbers, extra_properties: { source: 'survey' } }),
        feature(rectangle([85.298, 27.679, 85.3, 27.68]), { ...numbers, note: 'cut' }),
        feature(tile, { ...numbers, isSquare: false }),
      ),
    );
    expect(whole).toEqual({ geometry: tile, ...numbers });
    expect(nearly).toMatchObject({ ...numbers, extraProperties: { source: 'survey' } });
    expect(other).toMatchObject({ ...numbers, isSquare: false, extraProperties: { note: 'cut' } });
    expect(unclaimed).toMatchObject({ isSquare: false });
  });

  it('ignore numbers that are not a tile', () => {
    const odd = { x: 4, y: 0, zoom: 1, isSquare: true };
    expect(read(collection(feature(rectangle([0, 0, 1, 1]), odd)))[0]).toMatchObject({ x: null, extraProperties: odd });
  });

  it('are cut at the antimeridian like an area', () => {
    expect(read(collection(feature(rectangle([179, 0, 181, 1]))))[0]!.geometry.coordinates).toHaveLength(2);
  });

  it('are refused with the number of the task', () => {
    const good = feature(rectangle([0, 0, 1, 1]));
    const bowTie = feature({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0],
        ],
      ],
    });
    expect(() => read(collection(good, bowTie))).toThrow(
      'Task 2: The outer ring of polygon 1 crosses or overlaps itself at lon 1.000000, lat 1.000000.',
    );
    expect(codeOf(collection(good, bowTie))).toBe('SelfIntersectingAOI');
    expect(codeOf(collection(feature({ type: 'Point', coordinates: [0, 0] })))).toBe('WrongGeometryType');
    expect(codeOf(collection(feature({ type: 'GeometryCollection', geometries: [] })))).toBe('WrongGeometryType');
    expect(codeOf(collection(feature(null)))).toBe('WrongGeometryType');
    expect(codeOf(collection(feature(rectangle([0, 0, 1, 1]), 'text')))).toBe('NotGeoJson');
    expect(codeOf(collection(rectangle([0, 0, 1, 1])))).toBe('NotGeoJson');
    expect(codeOf(collection())).toBe('EmptyArea');
    expect(codeOf(null)).toBe('NotGeoJson');
    expect(codeOf(rectangle([0, 0, 1, 1]))).toBe('NotGeoJson');
    expect(codeOf({ ...collection(good), crs: { type: 'name', properties: { name: 'EPSG:32633' } } })).toBe(
      'ProjectedCoordinates',
    );
    expect(codeOf(collection(good, good, good), 2)).toBe('TooManyTasks');
  });
});
