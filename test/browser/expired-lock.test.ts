import { expect, test } from 'vitest';
import { ageLock } from './support/page-server.js';
import { useBrowser } from './support/people.js';

const world = useBrowser();

const taskOf = (url: string): number => Number(/tasks\/(\d+)/.exec(url)?.[1]);

test('warns of a lock that expires soon and extends it', async () => {
  const page = await world.open('/projects/1', { as: 'demo_ben' });
  const own = page.getByRole('link', { name: /Task/ });
  await own.first().waitFor();
  await page.locator('.lock.own a').click();
  await page.getByRole('timer').waitFor();
  const taskId = taskOf(page.url());
  await page.getByRole('button', { name: 'Extend' }).click();
  await expect.poll(() => page.getByRole('timer').textContent()).toMatch(/2:00:00|1:59:5/);

  await page.clock.install();
  await page.reload();
  await page.getByRole('timer').waitFor();
  await page.clock.fastForward('01:51:00');
  await page.getByRole('alert').filter({ hasText: 'runs out soon' }).waitFor();
  await page.clock.fastForward('00:08:00');
  await ageLock(world.server, taskId, 3);
  await page.clock.runFor(120_000);
  await page.getByRole('alert').filter({ hasText: 'Your lock has run out' }).waitFor();
  await page.getByRole('button', { name: 'Map this task' }).waitFor();
});

test("shows an error sentence when a late hand-in meets another user's lock", async () => {
  const late = await world.open('/projects/1', { as: 'demo_mapper' });
  await late.getByRole('button', { name: 'Next task to map' }).click();
  await late.getByRole('timer').waitFor();
  const taskId = taskOf(late.url());
  await late.context().setOffline(true);
  await ageLock(world.server, taskId, 3);
  const other = await world.open(`/projects/1/tasks/${taskId}`, { as: 'demo_manager' });
  await other.getByRole('button', { name: 'Map this task' }).click();
  await other.getByRole('timer').waitFor();
  await late.getByRole('button', { name: 'Completely mapped' }).click();
  await late.getByRole('alert').filter({ hasText: 'The server does not answer.' }).waitFor();
  await late.context().setOffline(false);
  await late.getByRole('button', { name: 'Completely mapped' }).click();
  await late.getByRole('alert').filter({ hasText: 'Somebody else holds this task.' }).waitFor();
  await late.getByText('demo_manager works on this task.').waitFor();
  await other.getByRole('button', { name: 'Give it back' }).click();
});

test('a page whose stream of events begins late shows who took the task meanwhile', async () => {
  const late = await world.open('/projects/1', { as: 'demo_mapper' });
  await late.getByRole('button', { name: 'Next task to map' }).click();
  await late.getByRole('timer').waitFor();
  const taskId = taskOf(late.url());
  await late.route('**/events/', (route) => route.abort('internetdisconnected'));
  await late.reload();
  await late.getByRole('timer').waitFor();
  await ageLock(world.server, taskId, 3);
  const other = await world.open(`/projects/1/tasks/${taskId}`, { as: 'demo_manager' });
  await other.getByRole('button', { name: 'Map this task' }).click();
  await other.getByRole('timer').waitFor();
  await late.unroute('**/events/');
  await late.getByText('demo_manager works on this task.').waitFor({ timeout: 60_000 });
  await other.getByRole('button', { name: 'Give it back' }).click();
  await late.getByRole('button', { name: 'Map this task' }).waitFor();
});
