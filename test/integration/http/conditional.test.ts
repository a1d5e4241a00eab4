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
  'one task': 'tasks/1/',
  'OSM XML': 'tasks/queries/xml/',
  GPX: 'tasks/queries/gpx/?tasks=1,2',
};

describe.each(Object.entries(TAGGED))('%s', (_name, below) => {
  let path: string;
  beforeAll(async () => {
    project = await makeProject();
    path = `projects/${project.id}/${below}`;
  });

  it('has a weak tag and returns 304 for this tag', async () => {
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

  it('changes its tag when a task changes', async () => {
    const first = await world.get(path, { as: ann });
    await world.post(`projects/${project.id}/tasks/actions/lock-for-mapping/1/`, { as: ann });
    const second = await again(path, tagOf(first));
    expect(second.status).toBe(200);
    expect(tagOf(second)).not.toBe(tagOf(first));
    await world.post(`projects/${project.id}/tasks/actions/stop-mapping/1/`, { as: ann, body: {} });
    expect((await again(path, tagOf(second))).status).toBe(200);
  });
});

describe('project that became private', () => {
  it.each(['tasks/', 'tasks/?tasks=1,2', 'tasks/1/'])('returns 403 for any tag of %s', async (below) => {
    const { id } = await makeProject();
    const tag = tagOf(await world.get(`projects/${id}/${below}`, { as: ann }));
    await world.database.prisma.$executeRaw`UPDATE projects SET private = true WHERE id = ${id}`;
    expect((await again(`projects/${id}/${below}`, tag)).status).toBe(403);
  });
});

describe('tag of one task', () => {
  const other = (sql: (id: number) => Promise<unknown>) => async () => {
    const { id } = await makeProject();
    const path = `projects/${id}/tasks/2/`;
    const tag = tagOf(await world.get(path, { as: ann }));
    expect((await again(path, tag)).status).toBe(304);
    await sql(id);
    const answer = await again(path, tag);
    expect(answer.status).toBe(200);
    expect((await again(path, tagOf(answer))).status).toBe(304);
  };
  const run = (parts: TemplateStringsArray, ...values: unknown[]) =>
    world.database.prisma.$executeRaw(parts, ...values);

  it(
    'changes with a comment',
    other((id) => world.post(`projects/${id}/comments/tasks/2/`, { as: ann, body: { comment: 'Look' } })),
  );
  it(
    'changes with a row of its history',
    other((id) => run`UPDATE task_history SET action_text = 'VALIDATED' WHERE project_id = ${id} AND task_id = 2`),
  );
  it(
    'changes when a user of its history gets another name or picture',
    other(() => run`UPDATE users SET picture_url = 'https://example.org/ann.png' WHERE id = ${ann.id}`),
  );
  it('stays the same when a user of its history works on another task', async () => {
    const { id } = await makeProject();
    const path = `projects/${id}/tasks/2/`;
    const tag = tagOf(await world.get(path, { as: ann }));
    await run`UPDATE users SET tasks_mapped = tasks_mapped + 1 WHERE id = ${ann.id}`;
    expect((await again(path, tag)).status).toBe(304);
  });
  it(
    'changes with the instructions',
    other((id) => run`UPDATE project_info SET per_task_instructions = 'Roofs only' WHERE project_id = ${id}`),
  );
  it(
    'changes with an annotation',
    other(
      (id) => run`
        INSERT INTO task_annotations (project_id, task_id, annotation_type, properties, updated_timestamp)
        VALUES (${id}, 2, 'note', '{}', now())`,
    ),
  );
});

describe('lock that expires', () => {
  it('changes the tags of lists and of the task', async () => {
    const held = await world.make.project({ tasks: ['READY', { state: 'LOCKED_FOR_MAPPING', holder: ann }] });
    const paths = ['', '?tasks=2', '2/'].map((below) => `projects/${held.id}/tasks/${below}`);
    const tags = await Promise.all(paths.map(async (path) => tagOf(await world.get(path))));
    const statuses = () => Promise.all(paths.map(async (path, index) => (await again(path, tags[index] ?? '')).status));
    expect(await statuses()).toEqual([304, 304, 304]);
    await world.make.age(held, 2, 60 * 24);
    expect(await statuses()).toEqual([200, 200, 200]);
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
  ])('by %s returns the same body of %s and its tag', async (encoding, path, decompress) => {
    const { response, plain } = await ask(encoding, path);
    expect(response.headers['content-encoding']).toBe(encoding.split(', ').at(-1));
    expect(response.headers.vary).toMatch(/accept-encoding/i);
    expect(decompress(response.rawPayload).toString()).toBe(plain.text);
    expect(response.headers.etag).toBe(plain.headers.etag);
  });

  it('is skipped when it is not requested or unknown', async () => {
    for (const encoding of ['identity', 'lzma', '']) {
      const { response, plain } = await ask(encoding, 'tasks/');
      expect(response.headers['content-encoding']).toBeUndefined();
      expect(response.body).toBe(plain.text);
    }
  });
});
