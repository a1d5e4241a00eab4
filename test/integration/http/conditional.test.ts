import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { request, tokenOf, useApp, type Answer } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';

const world = useApp();

let ann: User;
let project: Project;

beforeAll(async () => {
  ann = await world.make.user({ name: 'ann' });
});

const makeProject = (): Promise<Project> =>
  world.make.project({ tasks: ['READY', { state: 'MAPPED', mapper: ann }, 'READY', 'READY'] });

const tagOf = (answer: Answer): string => String(answer.headers.etag);

const again = (path: string, tag: string): Promise<Answer> =>
  world.get(path, { as: ann, headers: { 'if-none-match': tag } });

/** What has a tag: paths below a project. */
const TAGGED = {
  'the list': 'tasks/',
  'some tasks': 'tasks/?tasks=1,2',
  'OSM XML': 'tasks/queries/xml/',
  GPX: 'tasks/queries/gpx/?tasks=1,2',
};

describe.each(Object.entries(TAGGED))('%s', (_name, below) => {
  let path: string;
  beforeAll(async () => {
    project = await makeProject();
    path = `projects/${project.id}/${below}`;
  });

  it('has a weak tag, and is not sent again to who has it', async () => {
    const first = await world.get(path, { as: ann });
    expect(tagOf(first)).toMatch(/^W\/"[\w-]{27}"$/);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    for (const tag of [tagOf(first), tagOf(first).slice(2), `"other", ${tagOf(first)}`, '*']) {
      const answer = await again(path, tag);
      expect({ status: answer.status, text: answer.text, tag: tagOf(answer) }).toEqual({
        status: 304,
        text: '',
        tag: tagOf(first),
      });
    }
    expect((await again(path, '"other"')).status).toBe(200);
  });

  it('has another tag when a task is another', async () => {
    const first = await world.get(path, { as: ann });
    await world.post(`projects/${project.id}/tasks/actions/lock-for-mapping/1/`, { as: ann });
    const second = await again(path, tagOf(first));
    expect(second.status).toBe(200);
    expect(tagOf(second)).not.toBe(tagOf(first));
    await world.post(`projects/${project.id}/tasks/actions/stop-mapping/1/`, { as: ann, body: {} });
    expect((await again(path, tagOf(second))).status).toBe(200);
  });
});

describe('a project that became private', () => {
  it.each(['tasks/', 'tasks/?tasks=1,2'])(
    'is refused to who may not see it, whatever tag they have of %s',
    async (below) => {
      const { id } = await makeProject();
      const tag = tagOf(await world.get(`projects/${id}/${below}`, { as: ann }));
      await world.database.prisma.$executeRaw`UPDATE projects SET private = true WHERE id = ${id}`;
      expect((await again(`projects/${id}/${below}`, tag)).status).toBe(403);
    },
  );
});

describe('a lock that runs out', () => {
  it('makes the list another one, though no row changed', async () => {
    const held = await world.make.project({ tasks: ['READY', { state: 'LOCKED_FOR_MAPPING', holder: ann }] });
    const path = `projects/${held.id}/tasks/`;
    const tag = tagOf(await world.get(path));
    expect((await again(path, tag)).status).toBe(304);
    await world.make.age(held, 2, 60 * 24);
    expect((await again(path, tag)).status).toBe(200);
  });
});

describe('compression', () => {
  const ask = async (encoding: string, path: string) => {
    const { id } = await makeProject();
    const response = await world.app.inject({
      url: `/api/v2/projects/${id}/${path}`,
      headers: { 'accept-encoding': encoding, authorization: tokenOf(ann) },
    });
    const plain = await request(world.app).get(`projects/${id}/${path}`, { as: ann });
    return { response, plain };
  };

  it.each([
    ['br', 'tasks/', brotliDecompressSync],
    ['gzip', 'tasks/', gunzipSync],
    ['gzip', 'tasks/queries/xml/', gunzipSync],
    ['gzip;q=0.5, br', 'tasks/queries/xml/', brotliDecompressSync],
  ])('by %s gives the same answer of %s, and its tag', async (encoding, path, decompress) => {
    const { response, plain } = await ask(encoding, path);
    expect(response.headers['content-encoding']).toBe(encoding.split(', ').at(-1));
    expect(response.headers.vary).toMatch(/accept-encoding/i);
    expect(decompress(response.rawPayload).toString()).toBe(plain.text);
    expect(response.headers.etag).toBe(plain.headers.etag);
  });

  it('is left out where it is not asked for, or not known', async () => {
    for (const encoding of ['identity', 'lzma', '']) {
      const { response, plain } = await ask(encoding, 'tasks/');
      expect(response.headers['content-encoding']).toBeUndefined();
      expect(response.body).toBe(plain.text);
    }
  });
});
