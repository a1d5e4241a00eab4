import { describe, expect, it, onTestFinished } from 'vitest';
import { buildApp } from '../../../src/app.js';
import type { Database } from '../../../src/db/database.js';
import { expectRefusal, overHttp, request, SECRET, testConfig, useApp } from '../../support/app.js';
import { checkResponses } from '../../support/response-check.js';
import { createContext } from '../../../src/context.js';

const world = useApp();

describe('heartbeat', () => {
  it('returns the text that existing monitors compare, and the newest release', async () => {
    const { prisma } = world.database;
    expect((await world.get('system/heartbeat/')).body).toEqual({ status: 'Fastapi healthy', release: null });
    onTestFinished(async () => {
      await prisma.$executeRaw`DELETE FROM release_version`;
    });
    await prisma.$executeRaw`INSERT INTO release_version VALUES
      ('v5.0.1', timestamp '2026-01-02 03:04:05'), ('v5.0.2', timestamp '2026-02-03 04:05:06'), ('v4.9', timestamp '2025-01-01')`;
    expect((await world.get('system/heartbeat')).body).toEqual({
      status: 'Fastapi healthy',
      release: { version: 'v5.0.2', published_at: '2026-02-03T04:05:06.000Z' },
    });
  });
});

describe('health', () => {
  it('is live and ready when the database answers', async () => {
    for (const path of ['/health/live', '/health/live/', '/health/ready', '/health/ready/'])
      expect((await world.get(path)).body).toEqual({ status: 'ok' });
  });

  it('is live and not ready when the database does not answer', async () => {
    const broken = { prisma: { $queryRaw: () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:5432')) } };
    const app = await buildApp(
      createContext({ database: broken as unknown as Database, config: testConfig(), secret: SECRET }),
      checkResponses,
    );
    onTestFinished(() => app.close());
    expect((await request(app).get('/health/live')).status).toBe(200);
    const ready = await request(app).get('/health/ready');
    expectRefusal(ready, 'Busy', 'The database does not answer');
    expect(ready.text).not.toContain('10.1.2.3');
  });
});

describe('failure of the server', () => {
  it('returns 500 with the request id and without the cause', async () => {
    const secret = 'password authentication failed for user "tm" at 10.1.2.3';
    const broken = { prisma: { $queryRaw: () => Promise.reject(new Error(secret)) } };
    const app = await buildApp(
      createContext({ database: broken as unknown as Database, config: testConfig(), secret: SECRET }),
      checkResponses,
    );
    onTestFinished(() => app.close());
    const answer = await request(app).get('projects/1/tasks/');
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      error: {
        code: 500,
        sub_code: 'INTERNAL_SERVER_ERROR',
        message: 'The server failed to answer this request.',
        details: { request_id: answer.headers['x-request-id'] },
      },
    });
    expect(answer.text).not.toContain('10.1.2.3');
    expect(answer.text).not.toContain('password');
  });
});

describe('request id', () => {
  it('is new for each request', async () => {
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push((await world.get('/health/live')).headers['x-request-id']);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[\da-f-]{36}$/);
  });

  it('is taken from a proxy', async () => {
    const headers = { 'x-request-id': 'proxy:7f3.a_b-9' };
    expect((await world.get('/health/live', { headers })).headers['x-request-id']).toBe('proxy:7f3.a_b-9');
  });

  it.each(['', 'a b', 'x'.repeat(101), '<script>', 'a"b', '../..//'])(
    'is replaced when it is invalid: %j',
    async (id) => {
      expect((await world.get('/health/live', { headers: { 'x-request-id': id } })).headers['x-request-id']).toMatch(
        /^[\da-f-]{36}$/,
      );
    },
  );

  it('is sent with errors too', async () => {
    for (const path of ['/nowhere', 'projects/2000000000/tasks/', 'projects/x/tasks/'])
      expect((await world.get(path)).headers['x-request-id']).toMatch(/./);
  });
});

describe('cross-origin requests', () => {
  const origin = 'https://front-end.example';

  it('are allowed from any origin by default', async () => {
    const http = await overHttp(world.app);
    const response = await http.get('/api/v2/system/heartbeat/').set('Origin', origin);
    expect(response.status).toBe(200);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      vary: expect.stringContaining('Origin') as unknown,
    });
    expect(response.headers['access-control-expose-headers']).toContain('Content-Disposition');
  });

  it('may send a token and JSON after a preflight without a session', async () => {
    const http = await overHttp(world.app);
    const response = await http
      .options('/api/v2/projects/1/tasks/actions/lock-for-mapping/1/')
      .set('Origin', origin)
      .set('Access-Control-Request-Method', 'POST')
      .set('Access-Control-Request-Headers', 'authorization,content-type,accept-language');
    expect(response.status).toBe(204);
    expect(response.headers['access-control-allow-origin']).toBe(origin);
    expect(response.headers['access-control-allow-methods']).toContain('POST');
    expect(response.headers['access-control-allow-headers']).toBe('authorization,content-type,accept-language');
  });

  it('may read errors', async () => {
    const http = await overHttp(world.app);
    for (const path of [
      '/api/v2/projects/2000000000/tasks/',
      '/api/v2/nowhere/',
      '/api/v2/projects/1/tasks/actions/stop-mapping/1/',
    ]) {
      const response = await http.get(path).set('Origin', origin);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers['access-control-allow-origin']).toBe(origin);
    }
  });

  describe('EXTRA_CORS_ORIGINS', () => {
    const closed = useApp({ EXTRA_CORS_ORIGINS: 'https://tasks.example.org, https://other.example' });

    it('allows the named origins only', async () => {
      const allowedTo = async (from: string): Promise<unknown> =>
        (await closed.get('system/heartbeat/', { headers: { origin: from } })).headers['access-control-allow-origin'];
      expect(await allowedTo('https://tasks.example.org')).toBe('https://tasks.example.org');
      expect(await allowedTo('https://other.example')).toBe('https://other.example');
      expect(await allowedTo('https://evil.example')).toBeUndefined();
      expect(await allowedTo('https://tasks.example.org.evil.example')).toBeUndefined();
    });
  });
});
