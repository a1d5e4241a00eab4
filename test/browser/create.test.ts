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
