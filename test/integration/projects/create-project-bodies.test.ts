import { describe, expect, it } from 'vitest';
import { useApp, type Answer } from '../../support/app.js';

const world = useApp();

describe('the body of a creation', () => {
  const ring = [
    [44, 41],
    [44.01, 41],
    [44.01, 41.01],
    [44, 41.01],
    [44, 41],
  ];
  const polygon = (coordinates: unknown): object => ({ type: 'Polygon', coordinates });
  const collection = (...geometries: unknown[]): object => ({
    type: 'FeatureCollection',
    features: geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry })),
  });
  const TASKS = collection(polygon([ring]));
  const AREA_44 = collection(polygon([ring]));
  const POINT = { type: 'Point', coordinates: [44, 41] };
  const CROSSING = polygon([[ring[0], ring[2], ring[1], ring[3], ring[0]]]);
  const OPEN = polygon([ring.slice(0, 4)]);

  const send = async (changes: object): Promise<Answer> => {
    const as = await world.make.user({ role: 'ADMIN' });
    const body = { projectName: 'Odd', areaOfInterest: AREA_44, tasks: TASKS, arbitraryTasks: false, ...changes };
    return world.post('projects/', { as, body });
  };

  it.each<[string, object]>([
    ['points beside the polygons', { areaOfInterest: collection(polygon([ring]), POINT) }],
    [
      'a GeometryCollection',
      { areaOfInterest: collection({ type: 'GeometryCollection', geometries: [polygon([ring])] }) },
    ],
    ['a bare Polygon', { areaOfInterest: polygon([ring]) }],
    ['three dimensions', { areaOfInterest: collection(polygon([ring.map((corner) => [...corner, 100])])) }],
    ['repeated corners', { areaOfInterest: collection(polygon([ring.flatMap((corner) => [corner, corner])])) }],
    ['the other winding', { areaOfInterest: collection(polygon([[...ring].reverse()])) }],
    ['parts that overlap', { areaOfInterest: collection(polygon([ring]), polygon([ring])) }],
    ['a feature without a geometry', { areaOfInterest: collection(null, polygon([ring])) }],
    ['unknown keys', { areaOfInterest: { ...AREA_44, name: 'layer', bbox: [1, 2, 3, 4] }, tags: ['x'] }],
    ['flags as texts', { arbitraryTasks: 'false', sandbox: 'true' }],
    ['no flags and no database', { arbitraryTasks: null, sandbox: null, database: null }],
    ['no source as 0', { cloneFromProjectId: 0 }],
    ['tasks that are ignored', { arbitraryTasks: true, tasks: null }],
    [
      'tile numbers as texts',
      { tasks: { ...TASKS, features: [{ type: 'Feature', properties: { x: '1' }, geometry: polygon([ring]) }] } },
    ],
  ])('is accepted with %s', async (_, changes) => {
    expect((await send(changes)).status).toBe(201);
  });

  it.each<[string, string | null, object]>([
    ['no features', 'MustHaveFeatures', { areaOfInterest: collection() }],
    ['points alone', 'MustBeMultiPolygon', { areaOfInterest: collection(POINT) }],
    ['a ring that crosses itself', 'SelfIntersectingAOI', { areaOfInterest: collection(CROSSING) }],
    ['a task that crosses itself', null, { tasks: collection(CROSSING) }],
    ['an open ring', null, { areaOfInterest: collection(OPEN) }],
    ['an open ring of a task', null, { tasks: collection(OPEN) }],
    ['a task that is a point', 'MustBeMultiPolygon', { tasks: collection(POINT) }],
    [
      'tasks that are one feature',
      'MustBeFeatureCollection',
      { tasks: { type: 'Feature', properties: {}, geometry: POINT } },
    ],
    ['coordinates as texts', null, { areaOfInterest: collection(polygon([ring.map((corner) => corner.map(String))])) }],
    ['a latitude of 91', null, { areaOfInterest: collection(polygon([ring.map(([x, y]) => [x, (y ?? 0) + 50])])) }],
    ['metres', null, { areaOfInterest: { ...AREA_44, crs: { type: 'name', properties: { name: 'EPSG:3857' } } } }],
    ['no tasks', null, { tasks: null }],
    ['an empty list of tasks', null, { tasks: collection() }],
    ['a blank name', 'InvalidData', { projectName: '  ' }],
    ['a name of 513 characters', 'InvalidData', { projectName: 'x'.repeat(513) }],
    ['a name that is a number', 'InvalidData', { projectName: 5 }],
    ['an organisation that is a word', 'InvalidData', { organisation: 'one' }],
    ['a flag that is a word', 'InvalidData', { arbitraryTasks: 'maybe' }],
    ['a list as area', 'InvalidData', { areaOfInterest: [] }],
  ])('is refused with %s, with a sentence', async (_, code, changes) => {
    const { status, body } = (await send(changes)) as { status: number; body: { Error: string; SubCode: string } };
    expect(status).toBe(400);
    if (code !== null) expect(body.SubCode).toBe(code);
    expect(body.Error.length).toBeGreaterThan(10);
  });

  it('takes the id of the organisation as a text of digits', async () => {
    const organisation = await world.make.organisation();
    const answer = await send({ organisation: String(organisation) });
    expect(answer.status).toBe(201);
    const { projectId } = answer.body as { projectId: number };
    const as = await world.make.user({ role: 'ADMIN' });
    expect((await world.get(`projects/${projectId}/`, { as })).body).toMatchObject({ organisation });
  });
});
