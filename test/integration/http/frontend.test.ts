import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/config.js';
import { testConfig, useApp } from '../../support/app.js';

const folder = mkdtempSync(join(tmpdir(), 'tessera-front-end-'));
const PAGE =
  '<!doctype html><title>Maps</title><script>boot()</script><script src="/static/js/main.0a1b2c3d.js"></script>';
mkdirSync(join(folder, 'static', 'js'), { recursive: true });
writeFileSync(join(folder, 'index.html'), PAGE);
writeFileSync(join(folder, 'favicon.ico'), 'icon');
writeFileSync(join(folder, '.env'), 'SECRET=1');
writeFileSync(join(folder, 'service-worker.js'), 'self.skipWaiting();');
writeFileSync(join(folder, 'static', 'js', 'main.0a1b2c3d.js'), 'boot();'.repeat(1000));
afterAll(() => rmSync(folder, { recursive: true }));

const world = useApp({ FRONTEND_DIR: folder });

describe('front-end', () => {
  it.each(['/', '/index.html', '/projects/7/tasks/?page=1', '/users/john.doe/', '/users/node.js', '/learn/map'])(
    'returns the page, without caching, at %s',
    async (path) => {
      const { status, headers, text } = await world.get(path);
      expect(status).toBe(200);
      expect(text).toBe(PAGE);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'referrer-policy': 'strict-origin-when-cross-origin',
      });
    },
  );

  it('allows the scripts of the page and no other inline scripts', async () => {
    const policy = String((await world.get('/')).headers['content-security-policy']);
    expect(policy).toMatch(/script-src 'self' 'unsafe-eval' [^;']* 'sha256-/);
    expect(policy.match(/'sha256-/g)).toHaveLength(1);
    expect(/script-src [^;]*/.exec(policy)?.[0]).not.toContain("'unsafe-inline'");
  });

  it('lets browsers cache files with a hash in their name for a year, others for an hour', async () => {
    expect((await world.get('/static/js/main.0a1b2c3d.js')).headers['cache-control']).toContain('max-age=31536000');
    expect((await world.get('/favicon.ico')).headers['cache-control']).toBe('public, max-age=3600');
  });

  it('lets browsers request the service worker each time', async () => {
    const { headers } = await world.get('/service-worker.js');
    expect(headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'application/javascript; charset=utf-8',
    });
  });

  it.each([
    'https://cdn.jsdelivr.net/npm/@rapideditor/',
    'https://cdn.jsdelivr.net/npm/mapillary-js@4/',
    'https://api.mapbox.com/mapbox-gl-js/plugins/',
  ])('allows the scripts of editors and maps below %s', async (source) => {
    const policy = String((await world.get('/')).headers['content-security-policy']);
    expect(/script-src [^;]*/.exec(policy)?.[0].split(' ')).toContain(source);
  });

  it('compresses files for clients that accept it', async () => {
    const { headers } = await world.get('/static/js/main.0a1b2c3d.js', { headers: { 'accept-encoding': 'br' } });
    expect(headers['content-encoding']).toBe('br');
  });

  it.each([
    '/api/v2/nothing/',
    '/static/js/old.ffffffff.js',
    '/health/nothing',
    '/static/nothing',
    '/manifest.json',
    '/sw.js?v=1',
    '/apple-touch-icon.png',
  ])('returns 404 as JSON for %s', async (path) => {
    const { status, body } = await world.get(path);
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { sub_code: 'NOT_FOUND' } });
  });

  it('never sends hidden files', async () => {
    expect((await world.get('/.env')).text).not.toContain('SECRET');
  });

  it('leaves the API unchanged', async () => {
    expect((await world.get('system/heartbeat/')).status).toBe(200);
    expect((await world.send('PUT', 'system/heartbeat/')).status).toBe(405);
    expect((await world.post('/projects/1/')).status).toBe(404);
  });
});

describe('front-end with RATE_LIMIT', () => {
  const limited = useApp({ FRONTEND_DIR: folder, RATE_LIMIT: '2' });
  const statusesOf = async (path: string, count: number) => {
    const statuses = new Set<number>();
    for (let i = 0; i < count; i++) statuses.add((await limited.get(path)).status);
    return [...statuses];
  };

  it('has a separate, higher limit for files and pages', async () => {
    expect(await statusesOf('/static/js/main.0a1b2c3d.js', 20)).toEqual([200]);
    expect(await statusesOf('/projects/7/tasks', 19)).toEqual([200]);
    expect(await statusesOf('system/heartbeat/', 2)).toEqual([200]);
    expect(await statusesOf('system/heartbeat/', 1)).toEqual([429]);
    const { status, headers } = await limited.get('/favicon.ico');
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'ratelimit-limit': '40', 'ratelimit-remaining': '0' });
  });
});

describe('FRONTEND_DIR', () => {
  it.each([
    [join(folder, 'missing'), 'there is no such folder'],
    [join(folder, 'static'), 'has no index.html'],
    [join(folder, 'index.html'), 'there is no such folder'],
  ])('stops the start when it is %s', (dir, reason) => {
    expect(() => testConfig({ FRONTEND_DIR: dir })).toThrow(ConfigError);
    expect(() => testConfig({ FRONTEND_DIR: dir })).toThrow(reason);
  });
});
