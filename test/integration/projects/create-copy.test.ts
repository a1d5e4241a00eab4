import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp, type Answer } from '../../support/app.js';
import { squareAt } from '../../support/areas.js';
import type { User } from '../../support/factory.js';

/** A geocoder that knows one country. North of 50 degrees it fails, north of 70 degrees it never answers. */
const geocoder: Server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (Number(searchParams.get('lat')) > 70) return;
  if (Number(searchParams.get('lat')) > 50) response.writeHead(500).end('out of order');
  else response.end(JSON.stringify({ address: { country: 'Uganda' } }));
});
await new Promise<void>((resolve) => geocoder.listen(0, '127.0.0.1', resolve));

const world = useApp({
  TM_DEFAULT_CHANGESET_COMMENT: '#ours',
  OSM_NOMINATIM_SERVER_URL: `http://127.0.0.1:${(geocoder.address() as AddressInfo).port}/`,
});

afterAll(() => {
  geocoder.closeAllConnections();
  return new Promise((resolve) => geocoder.close(resolve));
});

const areaAt = (west: number, south: number) => ({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties: {}, geometry: squareAt(west, south) }],
});

const rowOf = async (answer: Answer) => {
  const { projectId } = answer.body as { projectId: number };
  const [row] = await world.database.prisma.$queryRaw<{ comment: string; country: string[]; names: string[] }[]>`
    SELECT replace(p.changeset_comment, p.id::text, 'ID') AS comment, p.country,
      ARRAY(SELECT i.name FROM project_info i WHERE i.project_id = p.id ORDER BY i.locale) AS names
    FROM projects p WHERE p.id = ${projectId}::int`;
  return row;
};

describe('creating a project', () => {
  let manager: User;
  let organisation: number;
  const create = (body: object, as: User | number = manager): Promise<Answer> =>
    world.post('projects/', {
      as,
      body: {
        projectName: 'One',
        organisation,
        areaOfInterest: areaAt(32, 0.3),
        arbitraryTasks: true,
        tasks: null,
        ...body,
      },
    });

  beforeAll(async () => {
    manager = await world.make.user();
    organisation = await world.make.organisation({ managers: [manager] });
  });

  it('requests the country from the geocoder and uses the tag of the settings', async () => {
    const answer = await create({});
    expect(answer.status).toBe(201);
    expect(await rowOf(answer)).toEqual({ comment: '#ours-ID', country: ['Uganda'], names: ['One'] });
  });

  it('succeeds without a country when the geocoder fails', async () => {
    const answer = await create({ areaOfInterest: areaAt(10, 59.9) });
    expect(answer.status).toBe(201);
    expect(await rowOf(answer)).toMatchObject({ country: [] });
  });

  it('succeeds without a country when the geocoder never answers', async () => {
    const answer = await create({ areaOfInterest: areaAt(10, 75) });
    expect(answer.status).toBe(201);
    expect(await rowOf(answer)).toMatchObject({ country: [] });
  });

  it('copies the texts of all languages when the name is empty, without the tag of the source', async () => {
    const source = await world.make.project({ author: manager });
    await world.database.prisma.$executeRaw`INSERT INTO project_info (project_id, locale, name, project_id_str)
      VALUES (${source.id}::int, 'sw', 'Ramani', ${String(source.id)})`;
    await world.database.prisma.$executeRaw`
      UPDATE projects SET changeset_comment = '#theirs-' || id || ' #roads' WHERE id = ${source.id}::int`;
    const names = await world.database.prisma.$queryRaw<{ name: string }[]>`
      SELECT name FROM project_info WHERE project_id = ${source.id}::int ORDER BY locale`;
    const answer = await create({ projectName: '', cloneFromProjectId: source.id });
    expect(answer.status).toBe(201);
    expect(await rowOf(answer)).toMatchObject({ comment: '#ours-ID #roads', names: names.map(({ name }) => name) });
  });

  it('returns 400 without a name when nothing is copied', async () => {
    expect(await create({ projectName: '' })).toMatchObject({ body: { SubCode: 'InvalidData' } });
    expect(await create({ projectName: '  ' })).toMatchObject({ body: { SubCode: 'InvalidData' } });
  });

  it('returns 403 unless the caller manages the organisation or is an admin', async () => {
    expect(await create({ organisation: null })).toMatchObject({ body: { SubCode: 'NotPermittedToCreate' } });
    const admin = await world.make.user({ role: 'ADMIN' });
    expect((await create({ organisation: null }, admin)).status).toBe(201);
  });

  it('refuses tasks outside the area with a sentence', async () => {
    const answer = await create({ arbitraryTasks: false, tasks: areaAt(40, 40) });
    expect(answer).toMatchObject({ status: 400, body: { SubCode: 'TaskOutsideArea' } });
    expect((answer.body as { Error: string }).Error).toContain('Task 1: it lies outside the area');
  });

  it('leaves out a task that has no area because a client rounded it', async () => {
    const line = [
      [32.005, 0.305],
      [32.005, 0.306],
      [32.005, 0.306],
      [32.005, 0.305],
    ];
    const { features } = areaAt(32, 0.3);
    const thin = { ...features[0], geometry: { type: 'Polygon', coordinates: [line] } };
    const answer = await create({
      arbitraryTasks: false,
      tasks: { type: 'FeatureCollection', features: [thin, ...features] },
    });
    expect(answer.status).toBe(201);
    const { projectId } = answer.body as { projectId: number };
    const project = await world.database.prisma.project.findUniqueOrThrow({ where: { id: projectId } });
    expect(project.totalTasks).toBe(1);
  });
});

describe('tiles that an area meets', () => {
  const body = { areaOfInterest: areaAt(32, 0.3), grid: areaAt(32.005, 0.305), clipToAoi: true };

  it('return 401 without a session and 404 for a session without a user', async () => {
    expectRefusal(await world.post('projects/actions/intersecting-tiles/', { body }), 'InvalidToken');
    expectNotFound(
      await world.post('projects/actions/intersecting-tiles/', { as: 1_999_999_999, body }),
      'USER_NOT_FOUND',
    );
  });

  it('are returned to managers of a project by its own path', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({ author: ann });
    const path = `projects/${project.id}/tasks/queries/aoi/`;
    expectRefusal(await world.send('PUT', path, { body }), 'InvalidToken');
    expectRefusal(await world.send('PUT', path, { as: ben, body }), 'UserPermissionError');
    expect(await world.send('PUT', path, { as: ann, body: {} })).toMatchObject({ body: { SubCode: 'InvalidData' } });
    const answer = await world.send('PUT', path, { as: ann, body });
    expect(answer).toMatchObject({ status: 200, body: { type: 'FeatureCollection', features: [{ type: 'Feature' }] } });
    const admin = await world.make.user({ role: 'ADMIN' });
    expectNotFound(
      await world.send('PUT', 'projects/2000000000/tasks/queries/aoi/', { as: admin, body }),
      'PROJECT_NOT_FOUND',
    );
  });
});
