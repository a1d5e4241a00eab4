import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../../src/app.js';
import { ConfigError, type Config } from '../../../src/config.js';
import { createContext } from '../../../src/context.js';
import type { Database } from '../../../src/db/database.js';
import type { App } from '../../../src/http/app-types.js';
import { pagePolicy } from '../../../src/http/plugins/page.js';
import { request, SECRET, testConfig } from '../../support/app.js';

const INDEX =
  '<!doctype html><base href="/" /><meta name="tessera-settings" content="{}" /><script type="module" src="./assets/index-AAAAAAAA.js"></script></head>';

let folder: string;
const apps: App[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-page-'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'page', 'index.html'), INDEX);
  writeFileSync(join(folder, 'page', 'assets', 'index-AAAAAAAA.js'), 'export {};');
  writeFileSync(join(folder, 'page', 'assets', 'maplibre-shared-AAAAAAAA.js'), 'export {};');
  mkdirSync(join(folder, 'stock'));
  writeFileSync(join(folder, 'stock', 'index.html'), '<p>stock</p>');
});

afterAll(async () => {
  for (const app of apps) await app.close();
  rmSync(folder, { recursive: true });
});

async function pageAt(env: Record<string, string> = {}) {
  const config: Config = testConfig({ WEB_PAGE: 'true', ...env });
  const page = config.page && { ...config.page, dir: join(folder, 'page') };
  const app = await buildApp(createContext({ database: {} as Database, config: { ...config, page }, secret: SECRET }));
  apps.push(app);
  return request(app);
}

describe('page', () => {
  test.each(['/', '/projects', '/projects/7', '/projects/7/tasks/3', '/new', '/authorized'])(
    'is served at %s',
    async (path) => {
      const { status, text, headers } = await (await pageAt()).get(path);
      expect(status).toBe(200);
      expect(text).toContain('<base href="/" />');
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['cache-control']).toBe('no-cache');
    },
  );

  test('names the files of the map in the views of a project, and not in others', async () => {
    const client = await pageAt();
    const hint = '<link rel="modulepreload" href="./assets/maplibre-shared-AAAAAAAA.js" />';
    expect((await client.get('/projects/7')).text).toContain(hint);
    expect((await client.get('/projects/7/tasks/3')).text).toContain(hint);
    expect((await client.get('/projects')).text).not.toContain('maplibre');
  });

  test('is served at /map/ when a front-end uses /', async () => {
    const client = await pageAt({ FRONTEND_DIR: join(folder, 'stock') });
    expect((await client.get('/')).text).toBe('<p>stock</p>');
    expect((await client.get('/map/projects/7')).text).toContain('<base href="/map/" />');
    expect((await client.get('/map/assets/index-AAAAAAAA.js')).text).toBe('export {};');
  });

  test('serves its files with a cache time of a year, and 404 for an unknown file', async () => {
    const client = await pageAt();
    const file = await client.get('/assets/index-AAAAAAAA.js');
    expect(file.status).toBe(200);
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await client.get('/assets/other.js')).status).toBe(404);
  });

  test('leaves unknown paths to the API', async () => {
    const { status, body } = await (await pageAt()).get('/nowhere');
    expect(status).toBe(404);
    expect(body).toHaveProperty('error');
  });

  test('returns 404 with WEB_PAGE=false', async () => {
    expect((await (await pageAt({ WEB_PAGE: 'false' })).get('/')).status).toBe(404);
  });
});

describe('content security policy of the page', () => {
  test('allows scripts of this server only, and map hosts for pictures and data only', async () => {
    const { headers } = await (await pageAt({ MAP_TILES_URL: 'https://tiles.example.org/{z}/{x}/{y}.png' })).get('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("img-src 'self' data: blob: https://tiles.example.org;");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  test('includes the further hosts of a map style', () => {
    const env = {
      WEB_PAGE: 'true',
      MAP_STYLE_URL: 'https://a.example/style.json',
      MAP_HOSTS: 'https://b.example, https://c.example',
    };
    expect(pagePolicy(testConfig(env).page!)).toContain(
      "connect-src 'self' http://127.0.0.1:8111 https://a.example https://b.example https://c.example;",
    );
  });
});

describe('settings of the page', () => {
  test('are written as an escaped attribute', async () => {
    const { text } = await (await pageAt({ MAP_TILES_ATTRIBUTION: '"><script>' })).get('/');
    expect(text).not.toContain('"><script>');
    expect(text).toContain('&quot;mapTilesUrl&quot;');
  });

  test('select a plain map with MAP_TILES_URL=none', async () => {
    expect((await (await pageAt({ MAP_TILES_URL: 'none' })).get('/')).text).toContain('&quot;mapTilesUrl&quot;:null');
  });

  test.each([
    ['MAP_TILES_URL', 'https://tiles.example.org/'],
    ['MAP_STYLE_URL', 'style.json'],
    ['MAP_HOSTS', "https://a.example; script-src 'unsafe-inline'"],
    ['WEB_PAGE', 'perhaps'],
  ])('refuse %s=%s with a sentence', (name, value) => {
    expect(() => testConfig({ [name]: value })).toThrow(ConfigError);
  });
});
