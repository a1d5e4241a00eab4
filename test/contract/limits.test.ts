import { connect, type AddressInfo, type Socket } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { LIMITS, serverLimits } from '../../src/http/plugins/limits.js';
import { expectRefusal, overHttp, testConfig, tokenOf, useApp, type World } from '../support/app.js';
import type { Project, User } from '../support/factory.js';

const world = useApp({ REQUEST_TIMEOUT: '1s' });

let ann: User;
let project: Project;

beforeAll(async () => {
  ann = await world.make.user();
  project = await world.make.project();
});

const portOf = async ({ app }: World): Promise<number> => {
  await overHttp(app);
  return (app.server.address() as AddressInfo).port;
};

/** Sends text over a socket of its own. @returns all that comes back until the other side hangs up, or says enough */
async function exchange(port: number, text: string, isEnough = (all: string): boolean => all.includes('\r\n\r\n')) {
  return new Promise<string>((resolve, reject) => {
    let all = '';
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (chunk) => {
      all += chunk.toString();
      if (isEnough(all)) socket.destroy();
    });
    socket.on('error', (error) => (all ? resolve(all) : reject(error)));
    socket.on('close', () => resolve(all));
  });
}

describe('request body', () => {
  it('may have a megabyte on an ordinary route', async () => {
    const path = `projects/${project.id}/comments/tasks/1/`;
    const comment = (length: number) => ({ as: ann, raw: `{"comment":"${'x'.repeat(length)}"}` });
    expectRefusal(await world.post(path, comment(LIMITS.bodyBytes)), 'RequestTooLarge');
    // Small enough to be read, and then too long for a comment.
    expect((await world.post(path, comment(LIMITS.bodyBytes - 1000))).status).toBe(400);
  });

  it('may have BODY_LIMIT_MB on routes for areas', async () => {
    const raw = `{"projectName":"${'x'.repeat(3 * LIMITS.bodyBytes)}"}`;
    for (const path of ['projects/', 'projects/actions/intersecting-tiles/'])
      expect((await world.post(path, { as: ann, raw })).status, path).toBe(400);
    const headers = { 'content-length': String(65 * 1024 * 1024) };
    expectRefusal(await world.post('projects/', { as: ann, raw: '{}', headers }), 'RequestTooLarge');
  });

  it('returns 408 when it arrives too slowly', async () => {
    const text = `POST /api/v2/projects/${project.id}/comments/tasks/1/ HTTP/1.1\r\nHost: x\r\nAuthorization: ${tokenOf(ann)}\r\nContent-Length: 100\r\n\r\n{"com`;
    const answer = await exchange(await portOf(world), text, () => false);
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toContain('"SubCode":"RequestTimeout"');
    expect(serverLimits(testConfig())).toMatchObject({ requestTimeout: 120_000, http: { headersTimeout: 15_000 } });
  });
});

describe('URL', () => {
  it('returns 414 above 48 kB', async () => {
    const tasks = (length: number) => `projects/${project.id}/tasks/?tasks=${'1,'.repeat(length / 2)}1`;
    expect((await world.get(tasks(10_000))).status).toBe(200);
    expectRefusal(await world.get(tasks(LIMITS.urlLength)), 'UriTooLong');
  });

  it("returns 414 when it is longer than Node's limit", async () => {
    const answer = await exchange(await portOf(world), `GET /${'x'.repeat(200_000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 414 URI Too Long\r\n/);
    expect(answer).toContain('"SubCode":"UriTooLong"');
  });
});

describe('headers', () => {
  it.each([20_000, 200_000])('of %i bytes return 431 and close the connection', async (length) => {
    const text = `GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(length)}\r\n\r\n`;
    const answer = await exchange(await portOf(world), text, () => false);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('"SubCode":"HeadersTooLarge"');
    expect(answer.toLowerCase()).toContain('connection: close');
  });

  it('may contain any Expect', async () => {
    const text = 'GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: 200-maybe\r\n\r\n';
    expect(await exchange(await portOf(world), text)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('ids', () => {
  it('are limited to 10,000 per request', async () => {
    const ids = Array.from({ length: LIMITS.ids + 1 }, (_, i) => i + 1);
    const paths = [`projects/${project.id}/tasks/?tasks=${ids.join(',')}`];
    for (const path of paths) expect(await world.get(path)).toMatchObject({ status: 400 });
    const lock = await world.post(`projects/${project.id}/tasks/actions/lock-for-validation/`, {
      as: ann,
      body: { taskIds: ids },
    });
    expectRefusal(lock, 'InvalidData', 'Unable to lock task');
  });
});

describe('JSON', () => {
  it('may nest 64 levels', async () => {
    const raw = (depth: number) => `{"comment":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const answer = await world.post('projects/', { as: ann, raw: raw(64) });
    expectRefusal(answer, 'InvalidData', 'The JSON nests deeper than 64 levels');
    expect((await world.post('projects/', { as: ann, raw: raw(63) })).body).not.toEqual(answer.body);
  });
});

describe('connections', () => {
  it('are limited by MAX_CONNECTIONS', () => {
    expect(world.app.server.maxConnections).toBe(5000);
    expect(world.app.server.requestTimeout).toBe(1000);
  });
});

describe('rate of requests', () => {
  const limited = useApp({ RATE_LIMIT: '3' });
  const byDefault = useApp({ HOST: '0.0.0.0' });
  const path = 'system/heartbeat/';

  it('is limited by session, or by address without a session, and sent in headers', async () => {
    const [one, two] = [await limited.make.user(), await limited.make.user()];
    const remaining = [];
    for (let i = 0; i < 3; i++) remaining.push((await limited.get(path, { as: one })).headers['ratelimit-remaining']);
    expect(remaining).toEqual(['2', '1', '0']);
    const refused = await limited.get(path, { as: one });
    expectRefusal(refused, 'TooManyRequests');
    expect(refused.headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-remaining': '0' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await limited.get(path, { as: two })).status).toBe(200);
    expect((await limited.get(path)).status).toBe(200);
  });

  it('counts requests with invalid tokens for their address', async () => {
    const guess = (token: string) => limited.get('users/queries/tasks/locked/', { headers: { authorization: token } });
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await guess(`Token guess${i}`)).status);
    expect(statuses.at(-1)).toBe(429);
    expect(statuses).toContain(401);
  });

  it('is never limited for health checks', async () => {
    for (let i = 0; i < 6; i++) expect((await limited.get('/health/live')).status).toBe(200);
  });

  it('is not limited by default on a loopback address, and elsewhere not for callers on this machine', async () => {
    expect((await world.get(path)).headers).not.toHaveProperty('ratelimit-limit');
    expect((await byDefault.get(path)).headers).not.toHaveProperty('ratelimit-limit');
    const remote = await byDefault.app.inject({ url: `/api/v2/${path}`, remoteAddress: '192.0.2.7' });
    expect(remote.headers).toMatchObject({ 'ratelimit-limit': '1200', 'ratelimit-remaining': '1199' });
  });
});

describe('proxy', () => {
  const proxied = useApp({ TRUST_PROXY: '1', RATE_LIMIT: '2' });
  const direct = useApp({ RATE_LIMIT: '100' });
  const from = { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' };

  it('determines the address of the client when it is trusted', async () => {
    for (let i = 0; i < 2; i++) await proxied.get('system/heartbeat/', { headers: from });
    expect((await proxied.get('system/heartbeat/', { headers: from })).status).toBe(429);
    const other = { ...from, 'x-forwarded-for': '192.0.2.2' };
    expect((await proxied.get('system/heartbeat/', { headers: other })).status).toBe(200);
  });

  it('adds the header that demands HTTPS only to HTTPS requests', async () => {
    const health = '/health/live';
    expect((await proxied.get(health, { headers: from })).headers['strict-transport-security']).toMatch(
      /^max-age=\d+$/,
    );
    expect((await proxied.get(health)).headers).not.toHaveProperty('strict-transport-security');
    expect((await direct.get(health, { headers: from })).headers).not.toHaveProperty('strict-transport-security');
  });
});

describe('security headers', () => {
  const kinds: [string, () => Promise<{ headers: Record<string, unknown>; text: string }>][] = [
    ['an answer', () => world.get(`projects/${project.id}/tasks/`)],
    ['a refusal', () => world.post(`projects/${project.id}/tasks/actions/map-all/`, { as: ann })],
    ['no session', () => world.get('users/queries/tasks/locked/')],
    ['no such path', () => world.get('/nowhere')],
    ['another method', () => world.send('PUT', 'system/heartbeat/')],
    ['a path that cannot be read', () => world.get('/api/v2/projects/%zz/')],
    ['the document', () => world.get('/api/openapi.json')],
  ];

  it.each(kinds)('are sent with %s', async (_what, ask) => {
    const { headers, text } = await ask();
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'x-request-id': expect.any(String) as unknown,
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
    expect(text).not.toMatch(/node_modules|\bat \S+ \(/);
  });

  it('allow the own scripts of Swagger UI and no others', async () => {
    const page = await world.get('/api/docs/');
    const policy = String(page.headers['content-security-policy']);
    expect(page.status).toBe(200);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe-eval');
    // No script stands in the page itself: the policy would stop it.
    expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
    const sources = [...page.text.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources)
      expect((await world.get(new URL(source, 'http://x/api/docs/').pathname)).status, source).toBe(200);
  });
});

describe('session token', () => {
  it('is refused when only its last character is changed', async () => {
    const good = tokenOf(ann);
    const text = Buffer.from(good.replace('Token ', ''), 'base64').toString();
    const forged = text.slice(0, -2) + (text.endsWith('A') ? 'BB' : 'AA');
    const authorization = `Token ${Buffer.from(forged).toString('base64')}`;
    expectRefusal(await world.get('users/queries/tasks/locked/', { headers: { authorization } }), 'InvalidToken');
    expect((await world.get('users/queries/tasks/locked/', { as: ann })).status).toBe(200);
  });
});
