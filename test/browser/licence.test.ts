import { expect, test } from 'vitest';
import { factoryFor } from '../support/factory.js';
import { isShown, useBrowser } from './support/people.js';

const world = useBrowser();

test('shows the licence of a project before the first lock, and locks the task when the user accepts it', async () => {
  const make = factoryFor(world.server.context.database);
  const { id } = await make.project({ tasks: ['READY'], licence: await make.licence() });
  const page = await world.open(`/projects/${id}/tasks/1`, { as: 'demo_mapper' });
  const lock = page.getByRole('button', { name: 'Map this task' });
  const dialog = page.getByRole('dialog', { name: /^Licence: Licence \d+$/ });
  await lock.click();
  expect(await isShown(dialog.getByText('terms', { exact: true }))).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await lock.isEnabled()).toBe(true);
  expect(await page.getByRole('timer').count()).toBe(0);

  await lock.click();
  await dialog.getByRole('button', { name: 'Accept and continue' }).click();
  expect(await isShown(page.getByRole('timer'))).toBe(true);
  expect(await dialog.count()).toBe(0);
});
