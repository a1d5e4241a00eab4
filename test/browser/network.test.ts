import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import type { RunningServer } from '../../src/server.js';
import { factoryFor } from '../support/factory.js';
import { start } from './support/page-server.js';
import { isShown, useBrowser } from './support/people.js';

const TILES = 'https://tile.openstreetmap.org/**';

/** An image of one pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let server: RunningServer;
const serve = async (): Promise<RunningServer> =>
  (server = await start({ DEMO: 'false', MAP_TILES_URL: '', LOG_LEVEL: 'silent' }));
// Browsers log requests that fail or that the policy of the page forbids.
const world = useBrowser(
  serve,
  /net::ERR_(NAME_NOT_RESOLVED|FAILED|CONNECTION_)|violates the following Content Security Policy|Failed to fetch/,
);
afterAll(() => server.stop());

const aProject = async (): Promise<string> =>
  `/projects/${(await factoryFor(world.server.context.database).project({ tasks: ['READY', 'MAPPED'] })).id}`;

const painted = (page: Page) =>
  page.waitForFunction(() => performance.getEntriesByName('tessera:first-paint').length > 0);

/** Opens a project. @param prepare runs in the window before the project is opened */
async function openProject(prepare: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await world.open('/');
  await prepare(page);
  await page.goto(`${world.server.url}${await aProject()}`);
  await painted(page);
  return page;
}

test('shows the tiles of OpenStreetMap with their attribution, and sends the origin of the page as the referrer', async () => {
  const referrers: (string | null)[] = [];
  const page = await openProject((window) =>
    window.route(TILES, async (route) => {
      referrers.push(await route.request().headerValue('referer'));
      await route.fulfill({ contentType: 'image/png', headers: { 'Access-Control-Allow-Origin': '*' }, body: PICTURE });
    }),
  );
  const attribution = page.locator('.maplibregl-ctrl-attrib a', { hasText: 'OpenStreetMap' });
  expect(await attribution.getAttribute('href')).toBe('https://www.openstreetmap.org/copyright');
  expect(referrers.length).toBeGreaterThan(0);
  expect(new Set(referrers)).toEqual(new Set([`${world.server.url}/`]));
});

test('shows the tasks on a plain background when tiles cannot be loaded', async () => {
  let asked = 0;
  const page = await openProject((window) =>
    window.route(TILES, (route) => {
      asked += 1;
      return route.abort('namenotresolved');
    }),
  );
  await expect.poll(() => asked).toBeGreaterThan(0);
  await page.locator('.maplibregl-ctrl-attrib a', { hasText: 'OpenStreetMap' }).waitFor({ state: 'hidden' });
  await page.locator('.map canvas').click();
  expect(await isShown(page.getByRole('heading', { name: /^Task \d$/ }))).toBe(true);
});

test('shows the tasks on a plain background when the style of the map cannot be loaded', async () => {
  const page = await openProject((window) =>
    window.route('**/projects/*', async (route) => {
      // The list of projects that was open before may still request its page from the API.
      if (route.request().resourceType() !== 'document') return route.fallback();
      const html = await (await route.fetch()).text();
      const changed = html.replace(
        '&quot;mapStyleUrl&quot;:null',
        '&quot;mapStyleUrl&quot;:&quot;https://style.example.org/a.json&quot;',
      );
      expect(changed).not.toBe(html);
      // The response has no policy, because the policy of the server does not allow the other host.
      await route.fulfill({ contentType: 'text/html', body: changed });
    }),
  );
  expect(await isShown(page.getByText('live', { exact: true }))).toBe(true);
});

test('opens a task with a click on the map', async () => {
  const page = await openProject((window) => window.route(TILES, (route) => route.abort('failed')));
  const box = (await page.locator('.map canvas').boundingBox())!;
  // Two tasks lie side by side in the middle of the map.
  for (const [part, taskId] of [
    [0.45, 1],
    [0.55, 2],
  ] as const) {
    await page.mouse.click(box.x + box.width * part, box.y + box.height / 2);
    await page.waitForURL(`**/tasks/${taskId}`);
    expect(await isShown(page.getByRole('heading', { name: `Task ${taskId}` }))).toBe(true);
  }
});

test('shows that it loads while the network is slow, and connects again after a failed connection', async () => {
  const page = await world.open('/');
  await page.route(TILES, (route) => route.abort('failed'));
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/v2/projects/*/', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${world.server.url}${await aProject()}`);
  expect(await isShown(page.getByRole('status').filter({ hasText: 'Loading' }))).toBe(true);
  release();
  expect(await isShown(page.getByText('live', { exact: true }))).toBe(true);

  // The browser reports that it is online again. The page then connects again, and the first attempts fail.
  await page.route('**/events/', (route) => route.abort('failed'));
  await page.evaluate("window.dispatchEvent(new Event('online'))");
  expect(await isShown(page.getByText('connecting …'))).toBe(true);
  await page.unroute('**/events/');
  expect(await isShown(page.getByText('live', { exact: true }), { timeout: 60_000 })).toBe(true);
});
