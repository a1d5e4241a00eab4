import { expect, test } from 'vitest';
import { ageLock, taskState } from './support/page-server.js';
import { alertText, isShown, taskIdOf, useBrowser } from './support/people.js';

const world = useBrowser();

const stateOf = (taskId: number) => taskState(world.server, taskId);
const UNLOCKED = { status: 'READY', holder: null };
const lockedBy = (holder: string) => ({ status: 'LOCKED_FOR_MAPPING', holder });

test('extends a lock, warns before it expires and shows that it has expired', async () => {
  const page = await world.open('/projects/1', { as: 'demo_ben' });
  await page.locator('.lock.own a').click();
  const timer = page.getByRole('timer');
  expect(await isShown(timer)).toBe(true);
  const taskId = taskIdOf(page);
  expect(await stateOf(taskId)).toEqual(lockedBy('demo_ben'));
  await page.getByRole('button', { name: 'Extend' }).click();
  await expect.poll(() => timer.textContent()).toMatch(/2:00:00|1:59:5/);
  expect(await stateOf(taskId)).toEqual(lockedBy('demo_ben'));

  await page.clock.install();
  await page.reload();
  expect(await isShown(timer)).toBe(true);
  await page.clock.fastForward('01:51:00');
  expect(await alertText(page, 'expires soon')).toBe('Your lock expires soon. Submit the task, or extend the lock.');
  await page.clock.fastForward('00:08:00');
  await ageLock(world.server, taskId, 3);
  await page.clock.runFor(120_000);
  expect(await alertText(page, 'has expired')).toBe('Your lock has expired. The task is unlocked.');
  expect(await isShown(page.getByRole('button', { name: 'Map this task' }))).toBe(true);
  expect(await timer.count()).toBe(0);
  expect(await stateOf(taskId)).toEqual(UNLOCKED);
});

test('shows an error sentence when a task is submitted late and another user has locked it', async () => {
  const late = await world.open('/projects/1', { as: 'demo_mapper' });
  await late.getByRole('button', { name: 'Next task to map' }).click();
  expect(await isShown(late.getByRole('timer'))).toBe(true);
  const taskId = taskIdOf(late);
  expect(await stateOf(taskId)).toEqual(lockedBy('demo_mapper'));

  await late.context().setOffline(true);
  await ageLock(world.server, taskId, 3);
  const other = await world.open(`/projects/1/tasks/${taskId}`, { as: 'demo_manager' });
  await other.getByRole('button', { name: 'Map this task' }).click();
  expect(await isShown(other.getByRole('timer'))).toBe(true);
  expect(await stateOf(taskId)).toEqual(lockedBy('demo_manager'));

  const submit = late.getByRole('button', { name: 'Completely mapped' });
  await submit.click();
  expect(await alertText(late, 'The server does not answer.')).toContain('Check your connection and try again.');
  await late.context().setOffline(false);
  await submit.click();
  expect(await alertText(late, 'Another user')).toBe('Another user has locked this task.');
  expect(await isShown(late.getByText('demo_manager has locked this task.'))).toBe(true);
  expect(await submit.count()).toBe(0);
  expect(await stateOf(taskId)).toEqual(lockedBy('demo_manager'));

  await other.getByRole('button', { name: 'Stop and unlock' }).click();
  expect(await isShown(other.getByRole('button', { name: 'Map this task' }))).toBe(true);
  expect(await stateOf(taskId)).toEqual(UNLOCKED);
});

test('shows who has locked the task when the stream of events begins late', async () => {
  const late = await world.open('/projects/1', { as: 'demo_mapper' });
  await late.getByRole('button', { name: 'Next task to map' }).click();
  expect(await isShown(late.getByRole('timer'))).toBe(true);
  const taskId = taskIdOf(late);
  await late.route('**/events/', (route) => route.abort('internetdisconnected'));
  await late.reload();
  expect(await isShown(late.getByRole('timer'))).toBe(true);
  expect(await stateOf(taskId)).toEqual(lockedBy('demo_mapper'));

  await ageLock(world.server, taskId, 3);
  const other = await world.open(`/projects/1/tasks/${taskId}`, { as: 'demo_manager' });
  await other.getByRole('button', { name: 'Map this task' }).click();
  expect(await isShown(other.getByRole('timer'))).toBe(true);
  expect(await stateOf(taskId)).toEqual(lockedBy('demo_manager'));
  await late.unroute('**/events/');
  expect(await isShown(late.getByText('demo_manager has locked this task.'), { timeout: 60_000 })).toBe(true);

  await other.getByRole('button', { name: 'Stop and unlock' }).click();
  expect(await isShown(late.getByRole('button', { name: 'Map this task' }))).toBe(true);
  expect(await stateOf(taskId)).toEqual(UNLOCKED);
});
