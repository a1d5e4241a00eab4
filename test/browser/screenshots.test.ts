import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useBrowser } from './support/people.js';

/** The images of README.md and docs/web.md. `npm run test:browser -- --screenshots` writes them into docs/images. */

const world = useBrowser();
const MAX_BYTES = 150_000;
const wanted = process.env.SCREENSHOTS;
let folder = wanted ?? '';
beforeAll(() => {
  if (wanted === undefined) folder = mkdtempSync(join(tmpdir(), 'tessera-pictures-'));
});
afterAll(() => {
  if (wanted === undefined) rmSync(folder, { recursive: true });
});

/** Waits until the map is complete, and writes an image of the window. @returns its size in bytes */
async function picture(page: Page, name: string): Promise<number> {
  await page.locator('.map canvas').waitFor();
  await page.waitForTimeout(1500);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  return statSync(path).size;
}

const expectSize = (bytes: number): void => {
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(MAX_BYTES);
};

const WINDOW = { viewport: { width: 1200, height: 720 } };

test('a task that is being mapped', async () => {
  const page = await world.open('/projects/1', { ...WINDOW, as: 'demo_mapper' });
  await page.getByRole('button', { name: 'Next task to map' }).click();
  await page.getByRole('timer').waitFor();
  expectSize(await picture(page, 'task'));
  await page.getByRole('button', { name: 'Stop and unlock' }).click();
  await page.getByRole('button', { name: 'Map this task' }).waitFor();
});

test('the verdicts on several tasks', async () => {
  const page = await world.open('/projects/1', { ...WINDOW, as: 'demo_validator' });
  await page.getByText('Validate several tasks').click();
  const boxes = page.locator('.choices input');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole('button', { name: 'Validate the chosen tasks (2)' }).click();
  await page.getByRole('radio', { name: 'More mapping needed' }).first().check();
  await page.getByText('Issues found').first().click();
  await page.evaluate("document.querySelector('.actions').scrollIntoView()");
  expectSize(await picture(page, 'validation'));
  await page.getByRole('button', { name: 'Stop and unlock all' }).click();
  await page.getByRole('button', { name: 'Validate this task' }).waitFor();
});

test('the preview of a new project', async () => {
  const page = await world.open('/new', { viewport: { width: 900, height: 760 }, as: 'demo_manager' });
  await page.getByRole('link', { name: 'New project' }).click();
  const ring = [
    [14.48, 35.87],
    [14.53, 35.88],
    [14.55, 35.9],
    [14.52, 35.92],
    [14.49, 35.91],
    [14.48, 35.87],
  ];
  await page.locator('input[type=file]').setInputFiles({
    name: 'harbour.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify({ type: 'Polygon', coordinates: [ring] })),
  });
  await page
    .getByRole('status')
    .filter({ hasText: /Tasks: \d+/ })
    .waitFor();
  expectSize(await picture(page, 'new-project'));
});

test('a project on a phone, in dark colours', async () => {
  const page = await world.open('/projects/1', { viewport: { width: 360, height: 720 }, colorScheme: 'dark' });
  await page.locator('.lock-label').first().waitFor();
  expectSize(await picture(page, 'phone'));
});
