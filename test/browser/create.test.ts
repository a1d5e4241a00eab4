import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { alertText, isShown, useBrowser } from './support/people.js';

const world = useBrowser();

const VALLETTA = {
  type: 'Polygon',
  coordinates: [
    [
      [14.49, 35.88],
      [14.53, 35.88],
      [14.53, 35.91],
      [14.51, 35.92],
      [14.49, 35.88],
    ],
  ],
};

const file = (name: string, content: string) => ({
  name,
  mimeType: 'application/geo+json',
  buffer: Buffer.from(content),
});

const countOf = async (text: Promise<string | null>): Promise<number> =>
  Number(/Tasks: (\d+)/.exec((await text) ?? '')?.[1]);

/** Drops a file on an element, as from the desktop. */
async function drop(page: Page, selector: string, name: string, content: string): Promise<void> {
  const parts = JSON.stringify([[content], name]).slice(1, -1);
  const data = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File(${parts})); return data; })()`,
  );
  for (const type of ['dragover', 'drop']) await page.dispatchEvent(selector, type, { dataTransfer: data });
}

test('takes a dropped file, counts whole tiles when it does not cut them, and shows the progress', async () => {
  const page = await world.open('/', { as: 'demo_manager' });
  await page.getByRole('link', { name: 'New project' }).click();
  await drop(page, '.drop', 'dropped.geojson', JSON.stringify(VALLETTA));
  expect(await isShown(page.getByText('Area: dropped.geojson'))).toBe(true);
  const count = page.getByRole('status').filter({ hasText: /Tasks: \d+/ });
  await count.waitFor();
  const asked = page.waitForRequest('**/intersecting-tiles/');
  await page.getByRole('checkbox', { name: 'Clip the tasks to the area' }).uncheck();
  expect((await asked).postDataJSON()).toMatchObject({ clipToAoi: false });
  await count.waitFor();

  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/v2/projects/', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByLabel('Name').fill('Dropped');
  await page.getByLabel('Short description').fill('From the desktop');
  await page.getByLabel('Instructions for mappers').fill('Trace.');
  await page.getByRole('button', { name: 'Create the project' }).click();
  expect(await isShown(page.getByRole('progressbar', { name: 'Creating the project' }))).toBe(true);
  expect(await isShown(page.getByText('Dividing the area and storing the tasks'))).toBe(true);
  release();
  expect(await isShown(page.getByRole('heading', { name: 'Dropped' }))).toBe(true);
});

test('creates a project from a file and previews its tasks', async () => {
  const page = await world.open('/', { as: 'demo_manager' });
  await page.getByRole('link', { name: 'New project' }).click();
  const input = page.locator('input[type=file]');
  await input.setInputFiles(file('notes.txt', 'no JSON'));
  expect(await alertText(page, 'notes.txt')).toBe('notes.txt is not a JSON file.');
  await input.setInputFiles(file('valletta.geojson', JSON.stringify(VALLETTA)));
  const count = page.getByRole('status').filter({ hasText: /Tasks: \d+/ });
  await count.waitFor();
  const first = await countOf(count.textContent());
  const slider = page.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => countOf(count.textContent())).toBeGreaterThan(first * 2);
  const tasks = await countOf(count.textContent());

  await page.getByLabel('Name').fill('Grand Harbour');
  await page.getByLabel('Short description').fill('The harbour and the towns around it');
  await page.getByLabel('Instructions for mappers').fill('Trace **all** buildings.');
  await page.getByRole('button', { name: 'Create the project' }).click();
  expect(await isShown(page.getByRole('heading', { name: 'Grand Harbour' }))).toBe(true);
  expect(await page.locator('[data-status="READY"] .count').textContent()).toBe(String(tasks));

  const stranger = await world.open('/');
  expect(await isShown(stranger.getByRole('link', { name: 'Grand Harbour' }))).toBe(true);
});

test("shows the server's error sentence for an area that crosses itself", async () => {
  const page = await world.open('/', { as: 'demo_manager' });
  await page.getByRole('link', { name: 'New project' }).click();
  const bow = {
    type: 'Polygon',
    coordinates: [
      [
        [14, 36],
        [14.1, 36.1],
        [14.1, 36],
        [14, 36.1],
        [14, 36],
      ],
    ],
  };
  const input = page.locator('input[type=file]');
  await input.setInputFiles(file('bow.geojson', JSON.stringify(bow)));
  expect(await alertText(page, /\w/)).toMatch(/cross|intersect/i);

  await input.setInputFiles(file('notes.txt', 'no JSON'));
  expect(await alertText(page, 'notes.txt')).toBe('notes.txt is not a JSON file.');
  expect(await page.getByRole('alert').count()).toBe(1);
});

test('needs texts for a published project, and none for a draft', async () => {
  const page = await world.open('/', { as: 'demo_manager' });
  await page.getByRole('link', { name: 'New project' }).click();
  await page.locator('input[type=file]').setInputFiles(file('valletta.geojson', JSON.stringify(VALLETTA)));
  await page.getByLabel('Name').fill('Harbour draft');
  const create = page.getByRole('button', { name: 'Create the project' });
  await create.click();
  expect(await page.locator('label:has(:invalid)', { hasText: 'Short description' }).count()).toBe(1);
  expect(await isShown(page.getByRole('heading', { name: 'New project' }))).toBe(true);

  await page.getByLabel('Publish').uncheck();
  await create.click();
  expect(await isShown(page.getByRole('heading', { name: 'Harbour draft' }))).toBe(true);
});

test('tells a mapper that only managers create projects', async () => {
  const page = await world.open('/new', { as: 'demo_mapper' });
  expect(await isShown(page.getByText('Only managers of an organisation can create projects.'))).toBe(true);
  expect(await page.locator('form').count()).toBe(0);
});
