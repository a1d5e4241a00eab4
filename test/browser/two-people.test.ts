import { expect, test } from 'vitest';
import { useBrowser } from './support/people.js';

const world = useBrowser();

const countOf = async (
  page: { locator: (selector: string) => { textContent: () => Promise<string | null> } },
  status: string,
) => Number(await page.locator(`[data-status="${status}"] .count`).textContent());

test("shows one user's mapping to the other at once and validates it", async () => {
  const mapper = await world.open('/projects/1', { as: 'demo_mapper' });
  const validator = await world.open('/projects/1', { as: 'demo_validator' });
  await validator.getByText('live', { exact: true }).waitFor();
  const before = await countOf(validator, 'MAPPED');

  await mapper.getByRole('button', { name: 'Next task to map' }).click();
  await mapper.getByRole('timer').waitFor();
  const title = (await mapper.locator('.panel h1').textContent()) ?? '';
  await validator
    .getByRole('listitem')
    .filter({ hasText: `${title} demo_mapper` })
    .waitFor();
  await validator.locator('.lock-label', { hasText: 'demo_mapper' }).waitFor();

  await mapper.getByLabel('Comment (if you like)').fill('All **traced**');
  await mapper.getByRole('button', { name: 'Completely mapped' }).click();
  await mapper.getByRole('status').filter({ hasText: 'Ready to validate' }).waitFor();
  await expect.poll(() => countOf(validator, 'MAPPED')).toBe(before + 1);

  const taskId = Number(/\d+/.exec(title)?.[0]);
  await validator.goto(`${world.server.url}/projects/1/tasks/${taskId}`);
  await validator.getByRole('button', { name: 'Validate this task' }).click();
  await validator.getByText('Good: validated').click();
  await mapper.getByRole('status').filter({ hasText: 'Finished' }).waitFor();
  await mapper.locator('.history strong', { hasText: 'traced' }).waitFor();
});

test('shows an error sentence for a task that another user has locked', async () => {
  const mapper = await world.open('/projects/1', { as: 'demo_mapper' });
  await mapper.getByRole('button', { name: 'Next task to map' }).click();
  await mapper.getByRole('timer').waitFor();
  const path = new URL(mapper.url()).pathname;
  const other = await world.open(path, { as: 'demo_anna' });
  await other.getByText('demo_mapper works on this task.').waitFor();
  await mapper.getByRole('button', { name: 'Next task to map' }).waitFor({ state: 'detached' });
  await mapper.goto(`${world.server.url}/projects/1`);
  await mapper.getByRole('button', { name: 'Next task to map' }).click();
  await mapper.getByRole('alert').filter({ hasText: 'You hold another task already.' }).waitFor();
  await mapper.goto(`${world.server.url}${path}`);
  await mapper.getByRole('button', { name: 'Give it back' }).click();
  await other.getByRole('button', { name: 'Map this task' }).waitFor();
});

test('splits a task and undoes a state change', async () => {
  const mapper = await world.open('/projects/1', { as: 'demo_mapper' });
  const other = await world.open('/projects/1', { as: 'demo_anna' });
  await other.getByText('live', { exact: true }).waitFor();
  const before = await countOf(other, 'READY');
  await mapper.getByRole('button', { name: 'Next task to map' }).click();
  await mapper.getByRole('timer').waitFor();
  await mapper.getByRole('button', { name: 'Imagery is no use' }).click();
  await mapper.getByRole('button', { name: 'Undo the last action' }).click();
  await mapper.getByRole('status').filter({ hasText: 'Ready to map' }).waitFor();
  await mapper.getByRole('button', { name: 'Split' }).click();
  await expect.poll(() => countOf(other, 'READY')).toBeGreaterThan(before);
});
