import { beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { Project } from '../../support/factory.js';

const world = useApp();
let project: Project;

beforeAll(async () => {
  project = await world.make.project();
});

const READS = ['tasks/1/', 'tasks/queries/mapped/', 'tasks/queries/xml/', 'tasks/queries/gpx/'];
const ACTIONS = ['lock-for-mapping', 'unlock-after-mapping', 'stop-mapping'].map(
  (action) => `tasks/actions/${action}/1/`,
);

const allowed = (answer: { headers: Record<string, unknown> }): string[] =>
  String(answer.headers.allow).split(', ').sort();

describe('unsupported method', () => {
  it.each(READS)('on %s returns 405 and the allowed methods', async (path) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await world.send(method, `projects/${project.id}/${path}`);
      expectRefusal(answer, 'MethodNotAllowed');
      expect(allowed(answer)).toEqual(['GET', 'HEAD']);
    }
  });

  it.each(ACTIONS)('on %s returns 405 and the allowed methods', async (path) => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await world.send(method, `projects/${project.id}/${path}`);
      expectRefusal(answer, 'MethodNotAllowed');
      expect(allowed(answer)).toEqual(['POST']);
    }
  });

  it('is refused before session, path and body are checked', async () => {
    expectRefusal(await world.send('PUT', 'projects/none/tasks/', { raw: '{"half' }), 'MethodNotAllowed');
    expectRefusal(await world.get('projects/none/tasks/actions/stop-mapping/none/'), 'MethodNotAllowed');
  });

  it('is refused without the final slash too', async () => {
    expectRefusal(await world.get(`projects/${project.id}/tasks/actions/lock-for-mapping/1`), 'MethodNotAllowed');
  });

  it('returns 405 for a rare method', async () => {
    for (const path of ['tasks/', 'tasks/actions/stop-mapping/1/'])
      expectRefusal(await world.send('TRACE', `projects/${project.id}/${path}`), 'MethodNotAllowed');
  });

  it('returns 405 or the allowed methods for OPTIONS without a preflight', async () => {
    const answer = await world.send('OPTIONS', `projects/${project.id}/tasks/`);
    expect([200, 204, 405]).toContain(answer.status);
    expect(allowed(answer)).toEqual(expect.arrayContaining(['GET', 'HEAD']));
  });
});

describe('HEAD', () => {
  it.each(READS)('on %s returns the headers of GET without a body', async (path) => {
    const answer = await world.send('HEAD', `projects/${project.id}/${path}`);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('');
    expect(answer.headers['content-type']).toBe(
      (await world.get(`projects/${project.id}/${path}`)).headers['content-type'],
    );
  });

  it('returns 404 for an unknown resource', async () => {
    expect((await world.send('HEAD', 'projects/2000000000/tasks/')).status).toBe(404);
  });
});

describe('unknown path', () => {
  it.each(['/nowhere', '/api/v2/', '/api/v2/nowhere/', '/api/v1/projects/1/tasks/', '/API/v2/system/heartbeat/', '/'])(
    'returns 404: %s',
    async (path) => {
      for (const method of ['GET', 'POST', 'DELETE']) expectNotFound(await world.send(method, path), 'NOT_FOUND', {});
    },
  );

  it('returns 404 with any body', async () => {
    expectNotFound(await world.post('nowhere/', { raw: '{"half' }), 'NOT_FOUND', {});
  });

  it.each(['projects//tasks/', 'projects/1//tasks/', 'projects/1/tasks//'])(
    'returns 404 for a doubled slash: %s',
    async (path) => {
      const answer = await world.get(path);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ error: { code: 404 } });
    },
  );
});

describe('final slash', () => {
  it.each(READS)('is optional in %s', async (path) => {
    const [withSlash, without] = [
      await world.get(`projects/${project.id}/${path}`),
      await world.get(`projects/${project.id}/${path.slice(0, -1)}`),
    ];
    expect(without.status).toBe(200);
    expect(without.headers['content-type']).toBe(withSlash.headers['content-type']);
    expect(without.text.length).toBe(withSlash.text.length);
  });

  it('is optional before a query', async () => {
    const answer = await world.get(`projects/${project.id}/tasks?tasks=2`);
    expect(answer.body).toMatchObject({ features: [{ properties: { taskId: 2 } }] });
  });
});
