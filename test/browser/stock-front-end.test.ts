import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { startServer, type RunningServer } from '../../src/server.js';
import { launch } from './support/people.js';

/**
 * A static build with the structure of the stock front-end, in a browser: a script in the page, files with hashes, a service
 * worker, maps with workers from blobs, and the Rapid editor from its server. The policy of the pages must allow all of these.
 */

/** A script that does the same as the stock front-end at its start and when it opens an editor. It writes the results into the page. */
const MAIN = `
const results = {};
const record = (name, work) => Promise.resolve().then(work).then((value) => { results[name] = value; }, (error) => { results[name] = String(error); });
const load = (tag, attributes) => new Promise((resolve, reject) => {
  const element = Object.assign(document.createElement(tag), attributes);
  element.onload = () => resolve('loaded');
  element.onerror = () => reject(new Error('refused'));
  document.head.append(element);
});
const worker = (code) => new Promise((resolve, reject) => {
  const made = new Worker(URL.createObjectURL(new Blob([code])));
  made.onmessage = ({ data }) => resolve(data);
  made.onerror = () => reject(new Error('refused'));
});
addEventListener('securitypolicyviolation', (event) => { (results.violations ??= []).push(event.violatedDirective + ' ' + event.blockedURI); });
await Promise.all([
  record('api', async () => Object.keys(await (await fetch('/api/v2/system/languages/')).json()).includes('supportedLanguages')),
  record('tiles', () => load('img', { src: 'https://a.tile.openstreetmap.fr/hot/0/0/0.png' })),
  record('style', async () => (await fetch('https://tiles.example.org/style.json')).status),
  record('josm', async () => (await fetch('http://127.0.0.1:8111/version?jsonp=checkJOSM')).status),
  record('shader', () => new Function('return 1')()),
  record('rapid', () => load('script', { src: 'https://cdn.jsdelivr.net/npm/@rapideditor/rapid@~2.5.6/dist/rapid.js' })),
  record('rapidStyle', () => load('link', { rel: 'stylesheet', href: 'https://cdn.jsdelivr.net/npm/@rapideditor/rapid@~2.5.6/dist/rapid.css' })),
  record('photos', () => load('script', { src: 'https://cdn.jsdelivr.net/npm/mapillary-js@4/dist/mapillary.min.js' })),
  record('map', () => worker('postMessage("drawn")')),
  record('labels', () => worker('importScripts("https://api.mapbox.com/mapbox-gl-js/plugins/mapbox-gl-rtl-text/v0.2.0/mapbox-gl-rtl-text.js"); postMessage("right to left")')),
  record('serviceWorker', async () => (await navigator.serviceWorker.register('/service-worker.js')).scope.endsWith('/')),
  record('editor', () => load('script', { src: '/static/id/iD.min.js' })),
]);
document.body.append(Object.assign(document.createElement('pre'), { id: 'done', textContent: JSON.stringify(results) }));
if (location.hash === '#stranger') {
  await record('stranger', () => load('script', { src: 'https://cdn.jsdelivr.net/npm/left-pad@1/index.js' }));
  document.body.append(Object.assign(document.createElement('pre'), { id: 'stranger', textContent: results.stranger + ' ' + results.violations }));
}
`;

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8" />
<link rel="icon" href="/static/favicon.ico" /><link rel="manifest" href="/manifest.json" /><title>Maps</title>
<link href="/static/css/main.0a1b2c3d.css" rel="stylesheet" /></head>
<body><div id="root" style="height: 1px"></div>
<script type="text/javascript">\r\n  var _paq = _paq || [];\r\n  _paq.push(['requireConsent']);\r\n</script>
<script type="module" src="/static/js/main.0a1b2c3d.js"></script></body></html>`;

const FILES = {
  'index.html': PAGE,
  'manifest.json': '{"name":"Maps"}',
  'service-worker.js': 'self.addEventListener("install", () => undefined);',
  'static/favicon.ico': '',
  'static/css/main.0a1b2c3d.css': 'body { color: black }',
  'static/js/main.0a1b2c3d.js': MAIN,
  'static/id/iD.min.js': 'window.iD = {};',
};

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-stock-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, 'build', path, '..'), { recursive: true });
    writeFileSync(join(folder, 'build', path), text);
  }
  server = await startServer(
    loadConfig({
      DATA_DIR: join(folder, 'data'),
      PORT: '0',
      LOG_LEVEL: 'error',
      FRONTEND_DIR: join(folder, 'build'),
    }),
  );
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const pages: Page[] = [];

afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});

/** Opens a window in which all other servers answer at once. */
async function openStock(path: string) {
  const context = await (await launch()).newContext();
  const page = await context.newPage();
  pages.push(page);
  await context.route(/^https?:\/\/(?!127\.0\.0\.1:(?!8111)|localhost)/, (route) =>
    route.fulfill({
      status: 200,
      headers: { 'access-control-allow-origin': '*' },
      contentType: /\.css/.test(route.request().url()) ? 'text/css' : 'text/javascript',
      body: /\.png/.test(route.request().url()) ? Buffer.from(PIXEL, 'base64') : '',
    }),
  );
  await page.goto(server.url + path);
  return page;
}

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('the stock front-end', () => {
  test.each(['/', '/projects/7/map/?editor=RAPID#map=18/0/0'])(
    'loads its editors, maps and pictures under the content policy, at %s',
    async (path) => {
      const page = await openStock(path);
      const text = await page.locator('#done').textContent();
      expect(JSON.parse(text ?? '')).toEqual({
        api: true,
        tiles: 'loaded',
        style: 200,
        josm: 200,
        shader: 1,
        rapid: 'loaded',
        rapidStyle: 'loaded',
        photos: 'loaded',
        map: 'drawn',
        labels: 'right to left',
        serviceWorker: true,
        editor: 'loaded',
      });
      expect(await page.evaluate('_paq.length')).toBe(1);
    },
  );

  test('may not run other scripts from the servers of its editors', async () => {
    const page = await openStock('/#stranger');
    const text = await page.locator('#stranger').textContent();
    expect(text).toBe('Error: refused script-src-elem https://cdn.jsdelivr.net/npm/left-pad@1/index.js');
  });
});
