import type { FeatureCollection, Polygon } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';
import { squareOf, tileAt } from '../../support/factory-tasks.js';

const world = useApp();

const tile = (index: number) => ({
  type: 'Feature' as const,
  properties: { ...tileAt(index), isSquare: true },
  geometry: squareOf(tileAt(index)),
});

const grid = { type: 'FeatureCollection', features: [tile(0), tile(1), tile(2)] };

/** All of tile 0, half of tile 1, nothing of tile 2. */
function area(): FeatureCollection<Polygon> {
  const [first] = squareOf(tileAt(0)).coordinates[0] ?? [];
  const xs = (first ?? []).map(([x = 0]) => x);
  const ys = (first ?? []).map(([, y = 0]) => y);
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const half = east + (east - west) / 2;
  const ring = [
    [west, south],
    [half, south],
    [half, north],
    [west, north],
    [west, south],
  ];
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }],
  };
}

describe('tiles that an area meets', () => {
  let user: User;
  beforeAll(async () => {
    user = await world.make.user();
  });

  const trim = (body: object) => world.post('projects/actions/intersecting-tiles/', { as: user, body });

  it('are those of the grid, whole when they are not clipped', async () => {
    const answer = await trim({ areaOfInterest: area(), grid, clipToAoi: false });
    expect(answer.status).toBe(200);
    const { features } = answer.body as FeatureCollection;
    expect(features.map(({ properties }) => properties)).toEqual(
      [grid.features[0], grid.features[1]].map((f) => f?.properties),
    );
  });

  it('are clipped to the area and then are not squares', async () => {
    const answer = await trim({ areaOfInterest: area(), grid, clipToAoi: true });
    const { features } = answer.body as FeatureCollection;
    expect(features.map(({ properties }) => properties?.isSquare as boolean)).toEqual([true, false]);
    expect(features[1]?.properties).toMatchObject(tileAt(1));
  });

  it('are refused without a session, an area or a grid', async () => {
    expectRefusal(await world.post('projects/actions/intersecting-tiles/', { body: {} }), 'InvalidToken');
    expectNotFound(
      await world.post('projects/actions/intersecting-tiles/', {
        as: 1_888_888_888,
        body: { areaOfInterest: area(), grid: area(), clipToAoi: true },
      }),
      'USER_NOT_FOUND',
      { user_id: 1_888_888_888 },
    );
    expect(await trim({ areaOfInterest: area(), clipToAoi: true })).toMatchObject({
      status: 400,
      body: { SubCode: 'InvalidData' },
    });
    for (const bad of [
      { areaOfInterest: area(), grid: { type: 'FeatureCollection', features: [null] } },
      { areaOfInterest: area(), grid: { type: 'Feature' } },
    ])
      expect(await trim({ ...bad, clipToAoi: true })).toMatchObject({ status: 400 });
    const empty = { type: 'FeatureCollection', features: [] };
    expect(await trim({ areaOfInterest: empty, grid, clipToAoi: true })).toMatchObject({
      status: 400,
      body: { SubCode: 'MustHaveFeatures' },
    });
  });
});
