import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { taskState } from './support/page-server.js';
import { alertText, isShown, taskIdOf, useBrowser } from './support/people.js';

const world = useBrowser();

const stateOf = (taskId: number) => taskState(world.server, taskId);

const countOf = async (page: Page, status: string): Promise<number> =>
  Number(await page.locator(`[data-status="${status}"] .count`).textContent());

/** Locks the next task to map, with the button of the project. @returns its number */
async function lockNext(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Next task to map' }).click();
  expect(await isShown(page.getByRole('timer'))).toBe(true);
  return taskIdOf(page);
}

const statusText = (page: Page, hasText: string) => page.getByRole('status').filter({ hasText });

test('shows the lock and the state of a task to another user at once, and validates the task', async () => {
  const mapper = await world.open('/projects/1', { as: 'demo_mapper' });
  const validator = await world.open('/projects/1', { as: 'demo_validator' });
  expect(await isShown(validator.getByText('live', { exact: true }))).toBe(true);
  const before = await countOf(validator, 'MAPPED');

  const taskId = await lockNext(mapper);
  expect(await stateOf(taskId)).toEqual({ status: 'LOCKED_FOR_MAPPING', holder: 'demo_mapper' });
  const lock = validator.getByRole('listitem').filter({ hasText: `Task ${taskId} demo_mapper` });
  expect(await isShown(lock)).toBe(true);
  expect(await isShown(validator.locator('.lock-label', { hasText: 'demo_mapper' }))).toBe(true);

  await mapper.getByLabel('Comment (optional)').fill('All **traced**, width < 3 m & more');
  await mapper.getByRole('button', { name: 'Completely mapped' }).click();
  expect(await isShown(statusText(mapper, 'Ready to validate'))).toBe(true);
  await expect.poll(() => countOf(validator, 'MAPPED')).toBe(before + 1);
  expect(await stateOf(taskId)).toEqual({ status: 'MAPPED', holder: null });

  await validator.goto(`${world.server.url}/projects/1/tasks/${taskId}`);
  await validator.getByRole('button', { name: 'Validate this task' }).click();
  const validated = validator.getByText('Good: validated');
  expect(await isShown(validated)).toBe(true);
  expect(await stateOf(taskId)).toEqual({ status: 'LOCKED_FOR_VALIDATION', holder: 'demo_validator' });
  await validated.click();
  expect(await isShown(statusText(mapper, 'Finished'))).toBe(true);
  expect(await isShown(mapper.locator('.history strong', { hasText: 'traced' }))).toBe(true);
  expect(await isShown(mapper.locator('.history', { hasText: 'All traced, width < 3 m & more' }))).toBe(true);
  expect(await stateOf(taskId)).toEqual({ status: 'VALIDATED', holder: null });
});

test('shows an error sentence to a user who holds a lock and asks for another', async () => {
  const mapper = await world.open('/projects/1', { as: 'demo_mapper' });
  const taskId = await lockNext(mapper);
  const path = `/projects/1/tasks/${taskId}`;
  const held = { status: 'LOCKED_FOR_MAPPING', holder: 'demo_mapper' };
  const other = await world.open(path, { as: 'demo_anna' });
  expect(await isShown(other.getByText('demo_mapper has locked this task.'))).toBe(true);
  expect(await other.getByRole('button', { name: 'Map this task' }).count()).toBe(0);
  expect(await stateOf(taskId)).toEqual(held);
  await mapper.getByRole('button', { name: 'Next task to map' }).waitFor({ state: 'detached' });
  expect(await mapper.getByRole('button', { name: 'Next task to map' }).count()).toBe(0);

  await mapper.goto(`${world.server.url}/projects/1`);
  await mapper.getByRole('button', { name: 'Next task to map' }).click();
  expect(await alertText(mapper, 'already')).toBe('You have already locked another task. Submit or unlock it first.');
  expect(await stateOf(taskId)).toEqual(held);

  await mapper.goto(`${world.server.url}${path}`);
  await mapper.getByRole('button', { name: 'Stop and unlock' }).click();
  expect(await isShown(other.getByRole('button', { name: 'Map this task' }))).toBe(true);
  expect(await stateOf(taskId)).toEqual({ status: 'READY', holder: null });
});

test('undoes a state change and splits a task', async () => {
  const mapper = await world.open('/projects/1', { as: 'demo_mapper' });
  const other = await world.open('/projects/1', { as: 'demo_anna' });
  expect(await isShown(other.getByText('live', { exact: true }))).toBe(true);
  const before = await countOf(other, 'READY');
  const taskId = await lockNext(mapper);
  await mapper.getByRole('button', { name: 'Unusable imagery' }).click();
  const undo = mapper.getByRole('button', { name: 'Undo the last action' });
  expect(await isShown(undo)).toBe(true);
  expect(await stateOf(taskId)).toEqual({ status: 'BADIMAGERY', holder: null });
  await undo.click();
  expect(await isShown(statusText(mapper, 'Ready to map'))).toBe(true);
  expect(await stateOf(taskId)).toEqual({ status: 'READY', holder: null });

  const watcher = await world.open('/projects/1');
  expect(await isShown(watcher.getByText('live', { exact: true }))).toBe(true);
  await watcher.locator(`a[href$="/projects/1/tasks/${taskId}"]`).first().click();
  expect(await isShown(statusText(watcher, 'Ready to map'))).toBe(true);
  const notFound: string[] = [];
  watcher.on('response', (response) => response.status() === 404 && notFound.push(response.url()));

  await mapper.getByRole('button', { name: 'Split' }).click();
  await expect.poll(() => countOf(other, 'READY')).toBeGreaterThan(before);
  await expect.poll(() => taskIdOf(mapper)).not.toBe(taskId);
  expect(await stateOf(taskId)).toEqual({ status: 404, holder: null });
  expect(await stateOf(taskIdOf(mapper))).toEqual({ status: 'READY', holder: null });
  expect(await isShown(watcher.getByText('There is no such task.'))).toBe(true);
  expect(notFound).toEqual([]);
});
