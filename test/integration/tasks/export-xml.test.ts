import { beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { Project } from '../../support/factory.js';
import { squareOf, tileAt } from '../../support/factory-tasks.js';
import { childrenOf, readXml, type Element } from '../../unit/exports/support.js';

const world = useApp();

interface Osm {
  attributes: Element['attributes'];
  nodes: Map<string, [number, number]>;
  ways: { id: string; nodes: string[]; tags: Map<string, string> }[];
  relations: { roles: string[]; tags: Map<string, string> }[];
  order: string[];
}

/** Reads OSM XML with a parser that this project did not write. */
function readOsm(text: string): Osm {
  const root = readXml(text);
  const tagsOf = (element: Element): Map<string, string> =>
    new Map(childrenOf(element, 'tag').map(({ attributes }) => [attributes.k ?? '', attributes.v ?? '']));
  return {
    attributes: root.attributes,
    order: root.children.map(({ name }) => name),
    nodes: new Map(
      childrenOf(root, 'node').map(({ attributes: { id, lon, lat } }) => [id ?? '', [Number(lon), Number(lat)]]),
    ),
    ways: childrenOf(root, 'way').map((way) => ({
      id: way.attributes.id ?? '',
      nodes: childrenOf(way, 'nd').map(({ attributes }) => attributes.ref ?? ''),
      tags: tagsOf(way),
    })),
    relations: childrenOf(root, 'relation').map((relation) => ({
      roles: childrenOf(relation, 'member').map(({ attributes }) => attributes.role ?? ''),
      tags: tagsOf(relation),
    })),
  };
}

describe('the OSM XML export', () => {
  let project: Project;
  beforeAll(async () => {
    const withHole = {
      type: 'MultiPolygon' as const,
      coordinates: [
        [
          [
            [84, 28],
            [84.1, 28],
            [84.1, 28.1],
            [84, 28.1],
            [84, 28],
          ],
          [
            [84.02, 28.02],
            [84.02, 28.05],
            [84.05, 28.05],
            [84.05, 28.02],
            [84.02, 28.02],
          ],
        ],
      ],
    };
    project = await world.make.project({
      tasks: ['READY', 'MAPPED', { state: 'READY', tile: null, geometry: withHole }],
    });
  });

  it('is text/xml that an XML parser reads, declared as UTF-8, with upload="never"', async () => {
    const answer = await world.get(`projects/${project.id}/tasks/queries/xml/`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/xml/);
    expect(answer.headers['content-disposition']).toBeUndefined();
    expect(answer.text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>/);
    const { attributes } = readOsm(answer.text);
    expect(attributes).toEqual({
      version: '0.6',
      upload: 'never',
      generator: expect.stringMatching(/./) as unknown,
      creator: 'HOT Tasking Manager',
    });
  });

  it('has nodes, then ways, then relations, with unique negative ids', async () => {
    const osm = readOsm((await world.get(`projects/${project.id}/tasks/queries/xml/`)).text);
    expect(osm.order).toEqual([...osm.order].sort((a, b) => 'nwr'.indexOf(a[0] ?? '') - 'nwr'.indexOf(b[0] ?? '')));
    const ids = [...osm.nodes.keys(), ...osm.ways.map(({ id }) => id)];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(Number(id)).toBeLessThan(0);
  });

  it('closes every way at its first node', async () => {
    const osm = readOsm((await world.get(`projects/${project.id}/tasks/queries/xml/?tasks=1,2`)).text);
    expect(osm.ways).toHaveLength(2);
    for (const { nodes } of osm.ways) {
      expect(nodes).toHaveLength(5);
      expect(nodes[0]).toBe(nodes.at(-1));
    }
    expect(osm.nodes.size).toBe(6);
  });

  it('has the coordinates of the tasks', async () => {
    const osm = readOsm((await world.get(`projects/${project.id}/tasks/queries/xml/?tasks=2`)).text);
    const corners = (osm.ways[0]?.nodes ?? []).map((ref) => osm.nodes.get(ref));
    const expected = squareOf(tileAt(1)).coordinates[0]?.[0] ?? [];
    for (const [longitude, latitude] of expected)
      expect(
        corners.some(
          (c) => Math.abs((c?.[0] ?? 0) - (longitude ?? 0)) < 1e-6 && Math.abs((c?.[1] ?? 0) - (latitude ?? 0)) < 1e-6,
        ),
      ).toBe(true);
  });

  it('has a hole as the inner member of a relation', async () => {
    const osm = readOsm((await world.get(`projects/${project.id}/tasks/queries/xml/?tasks=3`)).text);
    expect(osm.relations).toHaveLength(1);
    expect(osm.relations[0]?.tags.get('type')).toBe('multipolygon');
    expect(osm.relations[0]?.roles.sort()).toEqual(['inner', 'outer']);
  });

  it('has the id of each task', async () => {
    const osm = readOsm((await world.get(`projects/${project.id}/tasks/queries/xml/`)).text);
    const tagged = [...osm.ways, ...osm.relations].flatMap(({ tags }) => [...tags.values()]);
    for (const taskId of ['1', '2', '3']) expect(tagged).toContain(taskId);
  });

  it('is an attachment with as_file', async () => {
    const answer = await world.get(`projects/${project.id}/tasks/queries/xml/?as_file=true`);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename=HOT-project-${project.id}.osm`);
  });

  it('has all tasks for an empty filter', async () => {
    const all = readOsm((await world.get(`projects/${project.id}/tasks/queries/xml/?tasks=`)).text);
    expect(all.ways).toHaveLength(4);
    expect(readOsm((await world.get(`projects/${project.id}/tasks/queries/xml/?tasks=1,77`)).text).ways).toHaveLength(
      1,
    );
  });

  it('needs no session', async () => {
    const hidden = await world.make.project({ private: true });
    expect((await world.get(`projects/${hidden.id}/tasks/queries/xml/?tasks=1`)).status).toBe(200);
    const headers = { authorization: 'Token nonsense' };
    expect((await world.get(`projects/${project.id}/tasks/queries/xml/`, { headers })).status).toBe(200);
  });

  it('returns 404 when no task is found', async () => {
    const path = `projects/${project.id}/tasks/queries/xml`;
    expectNotFound(await world.get(`${path}/?tasks=77`), 'TASKS_NOT_FOUND', { project_id: project.id, task_ids: [77] });
    const missing = await world.get('projects/2000000000/tasks/queries/xml/?as_file=true');
    expectNotFound(missing, 'TASKS_NOT_FOUND', { project_id: 2_000_000_000 });
    expect(missing.headers['content-disposition']).toBeUndefined();
  });

  it.each(['x', '1,', '1,,2', '99999999999'])('returns 400 for malformed ids: %s', async (ids) => {
    const answer = await world.get(`projects/${project.id}/tasks/queries/xml/?tasks=${ids}`);
    expectRefusal(answer, 'InvalidData', (answer.body as { Error: string }).Error);
    expect((answer.body as { Error: string }).Error).toContain('tasks');
  });
});
