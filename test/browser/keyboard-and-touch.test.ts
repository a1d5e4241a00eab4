import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { factoryFor } from '../support/factory.js';
import { taskState } from './support/page-server.js';
import { isShown, taskIdOf, useBrowser } from './support/people.js';
import { demoProject } from './support/views.js';

const world = useBrowser();

test('maps a task with a finger on a phone', async () => {
  const { id } = await demoProject(world, { tasks: ['nobody', 'nobody'] });
  const as = await factoryFor(world.server.context.database).user();
  const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
  const page = await world.open(`/projects/${id}`, { ...phone, as });
  await page.getByRole('button', { name: 'Next task to map' }).tap();
  expect(await isShown(page.getByRole('timer'))).toBe(true);
  await page.getByLabel('Comment (optional)').fill('from a phone');
  await page.getByRole('button', { name: 'Completely mapped' }).tap();
  expect(await isShown(page.getByRole('status').filter({ hasText: 'Ready to validate' }))).toBe(true);
  expect(await isShown(page.locator('.history', { hasText: 'from a phone' }))).toBe(true);
});

/** Uses the page with the keyboard only. `tabTo` presses Tab until an element with this name has the focus. */
function keyboardOf(page: Page) {
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const tabTo = async (name: string): Promise<void> => {
    for (let step = 0; step < 60; step += 1) {
      await press('Tab');
      const [text, label] = await page.evaluate<[string, string]>(
        '[document.activeElement.textContent.trim(), document.activeElement.labels?.[0]?.textContent.trim() ?? ""]',
      );
      if (text === name || label === name) return;
    }
    throw new Error(`Tab does not lead to "${name}"`);
  };
  const choose = async (name: string, key = 'Enter'): Promise<void> => {
    await tabTo(name);
    await press(key);
  };
  return { press, tabTo, choose };
}

test('maps and validates a task with the keyboard alone', async () => {
  const page = await world.open('/');
  const { tabTo, choose } = keyboardOf(page);
  await page.locator('.card').first().waitFor();
  await choose('Sign in as a demo user');
  await choose('demo_mapper');
  await page.locator('.user').waitFor();
  await tabTo('Search');
  await page.keyboard.type('Malta: buildings');
  await page.getByText('Projects: 1', { exact: true }).waitFor();
  await choose('Malta: buildings and roads (demo)');
  await page.getByRole('button', { name: 'Next task to map' }).waitFor();
  await choose('Next task to map');
  expect(await isShown(page.getByRole('timer'))).toBe(true);
  const taskId = taskIdOf(page);
  expect(await taskState(world.server, taskId)).toEqual({ status: 'LOCKED_FOR_MAPPING', holder: 'demo_mapper' });
  await choose('Completely mapped');
  expect(await isShown(page.getByRole('status').filter({ hasText: 'Ready to validate' }))).toBe(true);
  expect(await taskState(world.server, taskId)).toEqual({ status: 'MAPPED', holder: null });

  const other = await world.open(`/projects/1/tasks/${taskId}`, { as: 'demo_validator' });
  const validator = keyboardOf(other);
  await other.getByRole('button', { name: 'Validate this task' }).waitFor();
  await validator.choose('Validate this task');
  await other.getByRole('timer').waitFor();
  await validator.tabTo('Comment (optional)');
  await other.keyboard.type('Well traced');
  await validator.choose('Good: validated');
  expect(await isShown(other.getByRole('status').filter({ hasText: 'Finished' }))).toBe(true);
  expect(await isShown(other.locator('.history', { hasText: 'Well traced' }))).toBe(true);
  expect(await taskState(world.server, taskId)).toEqual({ status: 'VALIDATED', holder: null });
});

test('creates a project with the keyboard alone', async () => {
  const page = await world.open('/', { as: 'demo_manager' });
  const { press, tabTo, choose } = keyboardOf(page);
  await choose('New project');
  await page.getByLabel('Name').waitFor();
  await tabTo('Drop a GeoJSON file with the area here, or choose one.');
  const chosen = page.waitForEvent('filechooser');
  await press('Space');
  const area = {
    type: 'Polygon',
    coordinates: [
      [
        [14.4, 35.9],
        [14.45, 35.9],
        [14.45, 35.94],
        [14.4, 35.9],
      ],
    ],
  };
  await (
    await chosen
  ).setFiles({ name: 'area.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify(area)) });
  await page
    .getByRole('status')
    .filter({ hasText: /Tasks: \d+/ })
    .waitFor();
  await tabTo('Name');
  await page.keyboard.type('By keyboard');
  await choose('Publish the project now', 'Space');
  await choose('Create the project');
  expect(await isShown(page.getByRole('heading', { name: 'By keyboard' }))).toBe(true);
});
