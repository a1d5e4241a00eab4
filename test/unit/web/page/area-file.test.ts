import { describe, expect, test } from 'vitest';
import { readArea } from '../../../../src/web/create/area-file.js';

const SQUARE = {
  type: 'Polygon',
  coordinates: [
    [
      [1, 2],
      [3, 2],
      [3, 4],
      [1, 2],
    ],
  ],
};

const fileOf = (content: unknown, name = 'area.geojson'): File =>
  new File([typeof content === 'string' ? content : JSON.stringify(content)], name);

const feature = (geometry: unknown) => ({ type: 'Feature', properties: {}, geometry });

describe('readArea', () => {
  test.each([
    ['geometry', SQUARE],
    ['feature', feature(SQUARE)],
    ['collection', { type: 'FeatureCollection', features: [feature(SQUARE), feature(null)] }],
  ])('reads a %s', async (_name, geojson) => {
    expect(await readArea(fileOf(geojson))).toEqual({ fileName: 'area.geojson', geojson, bbox: [1, 2, 3, 4] });
  });

  test.each([
    ['text', 'no JSON', 'area.geojson is not a JSON file.'],
    ['null', 'null', 'area.geojson has no area. Choose a GeoJSON file with a polygon.'],
    ['a list', '[1]', 'area.geojson has no area. Choose a GeoJSON file with a polygon.'],
    [
      'an object that is not GeoJSON',
      { type: 'Topology' },
      'area.geojson has no area. Choose a GeoJSON file with a polygon.',
    ],
    [
      'a collection without features',
      { type: 'FeatureCollection' },
      'area.geojson has no area. Choose a GeoJSON file with a polygon.',
    ],
    [
      'features that are not objects',
      { type: 'FeatureCollection', features: [null, 1] },
      'area.geojson has no area. Choose a GeoJSON file with a polygon.',
    ],
    [
      'a collection without geometries',
      { type: 'GeometryCollection', geometries: [null] },
      'area.geojson has no area. Choose a GeoJSON file with a polygon.',
    ],
    ['an empty feature', feature(null), 'area.geojson has no area. Choose a GeoJSON file with a polygon.'],
    [
      'a polygon without coordinates',
      { type: 'Polygon' },
      'area.geojson has no area. Choose a GeoJSON file with a polygon.',
    ],
    [
      'coordinates in metres',
      {
        type: 'Polygon',
        coordinates: [
          [
            [500000, 4649776],
            [500100, 4649776],
            [500000, 4649800],
          ],
        ],
      },
      'The coordinates are not in degrees. Choose a GeoJSON file in WGS84 (EPSG:4326).',
    ],
  ])('refuses a file with %s', async (_name, content, sentence) => {
    await expect(readArea(fileOf(content))).rejects.toThrow(sentence);
  });

  test('refuses a file that is too large', async () => {
    const file = Object.defineProperty(fileOf(SQUARE), 'size', { value: 60_000_001 });
    await expect(readArea(file)).rejects.toThrow('The file is too large.');
  });
});
