import type { FeatureCollection, MultiPolygon } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp, type Answer } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { squareOf, tileAt } from '../../support/factory-tasks.js';

const world = useApp();

const idsOf = (answer: Answer): unknown[] =>
  (answer.body as FeatureCollection).features.map((feature) => feature.properties?.taskId as unknown);

const propertiesOf = (answer: Answer): unknown[] =>
  (answer.body as FeatureCollection).features.map((feature) => feature.properties);

describe('the tasks of a project', () => {
  let project: Project;
  let people: Record<'ann' | 'ben' | 'zoe', User>;

  beforeAll(async () => {
    people = await world.make.users('ann', 'ben', 'zoe');
    const { ann, ben, zoe } = people;
    project = await world.make.project({
      tasks: [
        'READY',
        { state: 'LOCKED_FOR_MAPPING', holder: ann },
        { state: 'MAPPED', mapper: ben },
        { state: 'LOCKED_FOR_VALIDATION', mapper: ben, holder: zoe },
        { state: 'VALIDATED', mapper: ben, validator: zoe },
        { state: 'INVALIDATED', mapper: ben, validator: zoe },
        { state: 'BADIMAGERY', mapper: ben },
      ],
    });
  });

  it('are GeoJSON features ordered by task id, with tile, state and owners', async () => {
    const answer = await world.get(`projects/${project.id}/tasks/`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.headers['content-disposition']).toBeUndefined();
    expect((answer.body as FeatureCollection).type).toBe('FeatureCollection');
    const nobody = { lockedBy: null, mappedBy: null, validatedBy: null };
    const { ann, ben, zoe } = people;
    const states = [
      { taskStatus: 'READY', ...nobody },
      { taskStatus: 'LOCKED_FOR_MAPPING', ...nobody, lockedBy: ann.id },
      { taskStatus: 'MAPPED', ...nobody, mappedBy: ben.id },
      { taskStatus: 'LOCKED_FOR_VALIDATION', ...nobody, lockedBy: zoe.id, mappedBy: ben.id },
      { taskStatus: 'VALIDATED', ...nobody, mappedBy: ben.id, validatedBy: zoe.id },
      { taskStatus: 'INVALIDATED', ...nobody },
      { taskStatus: 'BADIMAGERY', ...nobody, mappedBy: ben.id },
    ];
    expect(propertiesOf(answer)).toEqual(
      states.map((state, index) => {
        const { x, y, zoom } = tileAt(index);
        return { taskId: index + 1, taskX: x, taskY: y, taskZoom: zoom, taskIsSquare: true, ...state };
      }),
    );
  });

  it('have their boundary as a MultiPolygon in degrees, to six decimals or more', async () => {
    const answer = await world.get(`projects/${project.id}/tasks/?tasks=3`);
    const [feature] = (answer.body as FeatureCollection<MultiPolygon>).features;
    const expected = squareOf(tileAt(2)).coordinates[0]?.[0] ?? [];
    const corners = feature?.geometry.coordinates[0]?.[0] ?? [];
    expect(feature?.geometry.type).toBe('MultiPolygon');
    expect(corners).toHaveLength(expected.length);
    for (const [index, [longitude, latitude]] of expected.entries()) {
      expect(corners[index]?.[0]).toBeCloseTo(longitude as number, 7);
      expect(corners[index]?.[1]).toBeCloseTo(latitude as number, 7);
    }
  });

  it.each([
    ['some', 'tasks=5,2', [2, 5]],
    ['one asked for twice', 'tasks=3,3', [3]],
    ['none that are there', 'tasks=99', []],
    ['those of them that are there', 'tasks=1,99,7', [1, 7]],
    ['an id below zero', 'tasks=-3', []],
    ['all, for an empty filter', 'tasks=', [1, 2, 3, 4, 5, 6, 7]],
  ])('are selected by id: %s', async (_what, query, ids) => {
    const answer = await world.get(`projects/${project.id}/tasks/?${query}`);
    expect(answer.status).toBe(200);
    expect(idsOf(answer)).toEqual(ids);
  });

  it.each(['true', 'True', '1', 'yes'])('are a file where as_file is %s', async (value) => {
    const answer = await world.get(`projects/${project.id}/tasks/?as_file=${value}&tasks=1`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/geo\+json/);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="${project.id}-tasks.geojson"`);
    expect(idsOf(answer)).toEqual([1]);
  });

  it('are no attachment when as_file is false', async () => {
    const answer = await world.get(`projects/${project.id}/tasks/?as_file=false`);
    expect(answer.headers['content-disposition']).toBeUndefined();
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  it('are listed without a session', async () => {
    for (const call of [{}, { headers: { authorization: 'Token null' } }, { as: people.ann }])
      expect((await world.get(`projects/${project.id}/tasks/`, call)).status).toBe(200);
  });
});

describe('tasks of every shape', () => {
  it('keep holes and parts', async () => {
    const geometry: MultiPolygon = {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [10, 10],
            [20, 10],
            [20, 20],
            [10, 20],
            [10, 10],
          ],
          [
            [13, 13],
            [13, 17],
            [17, 17],
            [17, 13],
            [13, 13],
          ],
        ],
        [
          [
            [30, 10],
            [35, 10],
            [35, 15],
            [30, 10],
          ],
        ],
      ],
    };
    const project = await world.make.project({ tasks: [{ state: 'READY', tile: null, geometry }] });
    const answer = await world.get(`projects/${project.id}/tasks/`);
    const [feature] = (answer.body as FeatureCollection).features;
    expect(feature?.geometry).toEqual(geometry);
    expect(feature?.properties).toMatchObject({ taskX: null, taskY: null, taskZoom: null, taskIsSquare: false });
  });

  it('are an empty list in a project without tasks', async () => {
    const project = await world.make.project({ tasks: [] });
    const answer = await world.get(`projects/${project.id}/tasks/`);
    expect(answer.body).toEqual({ type: 'FeatureCollection', features: [] });
  });

  it('have user ids beyond 32 bits', async () => {
    const big = await world.make.user({ idOffset: 4_000_000_000 });
    const project = await world.make.project({ tasks: [{ state: 'MAPPED', mapper: big }] });
    const answer = await world.get(`projects/${project.id}/tasks/`);
    expect(propertiesOf(answer)).toMatchObject([{ mappedBy: big.id }]);
    expect(big.id).toBeGreaterThan(4_000_000_000);
  });
});

describe('listing is allowed', () => {
  it('for a private project to its author, managers, teams and allowed list', async () => {
    const { manager, mapper, validator, boss, allowed } = await world.make.users(
      'manager',
      'mapper',
      'validator',
      'boss',
      'allowed',
    );
    const admin = await world.make.user({ role: 'ADMIN' });
    const organisation = await world.make.organisation({ managers: [manager] });
    const teams = [
      { team: await world.make.team({ members: [mapper] }), role: 'MAPPER' },
      { team: await world.make.team({ members: [validator] }), role: 'VALIDATOR' },
      { team: await world.make.team({ members: [boss] }), role: 'PROJECT_MANAGER' },
    ] as const;
    const project = await world.make.project({ private: true, organisation, teams: [...teams], allowed: [allowed] });
    for (const as of [project.author, manager, mapper, validator, boss, allowed, admin])
      expect((await world.get(`projects/${project.id}/tasks/`, { as })).status, as.username).toBe(200);
  });

  it('for an archived project to everybody', async () => {
    const project = await world.make.project({ status: 'ARCHIVED' });
    expect((await world.get(`projects/${project.id}/tasks/`)).status).toBe(200);
  });
});

describe('listing is refused', () => {
  it('for a private project to callers without a role in it', async () => {
    const outsider = await world.make.user();
    const reader = await world.make.user();
    const team = await world.make.team({ members: [reader] });
    const project = await world.make.project({ private: true, teams: [{ team, role: 'READ_ONLY' }] });
    expectRefusal(await world.get(`projects/${project.id}/tasks/`), 'PrivateProject');
    expectRefusal(await world.get(`projects/${project.id}/tasks/`, { as: outsider }), 'PrivateProject');
    expectRefusal(await world.get(`projects/${project.id}/tasks/`, { as: reader }), 'PrivateProject');
    const headers = { authorization: 'Token ' };
    expectRefusal(await world.get(`projects/${project.id}/tasks/`, { headers }), 'PrivateProject');
  });

  it('for a draft to callers who do not manage it', async () => {
    const { member, allowed } = await world.make.users('member', 'allowed');
    const team = await world.make.team({ members: [member] });
    const project = await world.make.project({
      status: 'DRAFT',
      teams: [{ team, role: 'VALIDATOR' }],
      allowed: [allowed],
    });
    for (const as of [undefined, member, allowed])
      expectRefusal(await world.get(`projects/${project.id}/tasks/`, { as }), 'PrivateProject');
    expect((await world.get(`projects/${project.id}/tasks/`, { as: project.author })).status).toBe(200);
  });

  it('for a private project to an inactive member of its team', async () => {
    const inactive = await world.make.user();
    const team = await world.make.team({ inactive: [inactive] });
    const project = await world.make.project({ private: true, teams: [{ team, role: 'MAPPER' }] });
    expectRefusal(await world.get(`projects/${project.id}/tasks/`, { as: inactive }), 'PrivateProject');
  });

  it('for an unknown project', async () => {
    expectNotFound(await world.get('projects/2000000000/tasks/'), 'PROJECT_NOT_FOUND', { project_id: 2_000_000_000 });
  });

  it('for a session without a user', async () => {
    const project = await world.make.project();
    expectNotFound(await world.get(`projects/${project.id}/tasks/`, { as: 1_999_999_999 }), 'USER_NOT_FOUND', {
      user_id: 1_999_999_999,
    });
  });
});

it('a downloaded list has the media type application/geo+json without parameters, and a file name', async () => {
  const project = await world.make.project({ tasks: ['READY'] });
  const { headers } = await world.get(`projects/${project.id}/tasks/?as_file=true`);
  expect(headers['content-type']).toBe('application/geo+json');
  expect(headers['content-disposition']).toBe(`attachment; filename="${project.id}-tasks.geojson"`);
});
