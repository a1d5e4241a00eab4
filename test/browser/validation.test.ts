import { expect, test } from 'vitest';
import { factoryFor } from '../support/factory.js';
import { isShown, useBrowser } from './support/people.js';

const world = useBrowser();

/** A project of three tasks that one user has mapped. */
async function mappedProject(): Promise<number> {
  const { id } = await factoryFor(world.server.context.database).project({ tasks: ['READY', 'READY', 'READY'] });
  const page = await world.open(`/projects/${id}/tasks/1`, { as: 'demo_mapper' });
  for (const taskId of [1, 2, 3]) {
    await page.goto(`${world.server.url}/projects/${id}/tasks/${taskId}`);
    await page.getByRole('button', { name: 'Map this task' }).click();
    await page.getByRole('button', { name: 'Completely mapped' }).click();
    await page.getByRole('status').filter({ hasText: 'Ready to validate' }).waitFor();
  }
  await page.context().close();
  return id;
}

interface Answer {
  taskStatus: string;
  taskHistory: { action: string; actionText: string | null; issues: { name: string; count: number }[] | null }[];
}

const taskOf = async (projectId: number, taskId: number): Promise<Answer> =>
  (await (await fetch(`${world.server.url}/api/v2/projects/${projectId}/tasks/${taskId}/`)).json()) as Answer;

const statusesOf = async (projectId: number): Promise<string[]> =>
  Promise.all([1, 2, 3].map(async (taskId) => (await taskOf(projectId, taskId)).taskStatus));

test('validates several tasks of one mapper together, each with its verdict and its issues', async () => {
  const projectId = await mappedProject();
  const page = await world.open(`/projects/${projectId}`, { as: 'demo_validator' });
  await page.getByText('Validate several tasks').click();
  await page.getByRole('checkbox', { name: 'All tasks of demo_mapper' }).check();
  await page.getByRole('button', { name: 'Validate the chosen tasks (3)' }).click();
  expect(await isShown(page.getByText('You validate 3 tasks.'))).toBe(true);
  expect(await statusesOf(projectId)).toEqual(Array(3).fill('LOCKED_FOR_VALIDATION'));

  const ofTask = (taskId: number) => page.getByRole('group', { name: `Verdict on task ${taskId}` });
  await ofTask(1).getByRole('radio', { name: 'Good: validated' }).check();
  await ofTask(2).getByRole('radio', { name: 'More mapping needed' }).check();
  await ofTask(2).getByLabel('Comment (optional)').fill('Some huts are missing');
  await ofTask(2).getByText('Issues found').click();
  await ofTask(2).getByRole('spinbutton', { name: 'Missed Feature(s)' }).fill('3');
  // The verdicts stay while the user looks at other tasks.
  for (const taskId of [3, 1]) {
    await ofTask(taskId)
      .getByRole('link', { name: `Verdict on task ${taskId}` })
      .click();
    await page.waitForURL(`**/projects/${projectId}/tasks/${taskId}`);
  }
  await page.getByRole('button', { name: 'Submit the verdicts (2)' }).click();
  expect(await isShown(page.getByRole('status').filter({ hasText: 'Finished' }))).toBe(true);
  expect(await statusesOf(projectId)).toEqual(['VALIDATED', 'INVALIDATED', 'LOCKED_FOR_VALIDATION']);
  const { taskHistory } = await taskOf(projectId, 2);
  expect(taskHistory.find(({ action }) => action === 'COMMENT')?.actionText).toBe('Some huts are missing');
  expect(taskHistory.flatMap(({ issues }) => issues ?? [])).toMatchObject([{ name: 'Missed Feature(s)', count: 3 }]);

  await page.goto(`${world.server.url}/projects/${projectId}/tasks/3`);
  await page.getByText('Issues found').click();
  await page.getByRole('spinbutton', { name: 'Missed Feature(s)' }).fill('1');
  await page.getByRole('button', { name: 'More mapping needed' }).click();
  expect(await isShown(page.locator('.history', { hasText: 'Missed Feature(s): 1' }))).toBe(true);
});

test('lets a validator undo the last action of another user, and links to the locked task after a refusal', async () => {
  const [elsewhere, projectId] = [await mappedProject(), await mappedProject()];
  const validator = await world.open(`/projects/${elsewhere}/tasks/1`, { as: 'demo_validator' });
  await validator.getByRole('button', { name: 'Validate this task' }).click();
  await validator.getByRole('timer').waitFor();
  await validator.goto(`${world.server.url}/projects/${projectId}/tasks/1`);
  await validator.getByRole('button', { name: 'Undo the last action' }).click();
  expect(await isShown(validator.getByRole('status').filter({ hasText: 'Ready to map' }))).toBe(true);
  expect((await statusesOf(projectId))[0]).toBe('READY');

  await validator.getByRole('button', { name: 'Map this task' }).click();
  await validator.getByRole('timer').waitFor();
  await validator.goto(`${world.server.url}/projects/${projectId}/tasks/2`);
  await validator.getByRole('button', { name: 'Validate this task' }).click();
  await validator.getByRole('link', { name: 'Show your locked task' }).click();
  await validator.getByRole('button', { name: 'Stop and unlock' }).click();
  expect(await isShown(validator.getByRole('button', { name: 'Map this task' }))).toBe(true);
  expect(await statusesOf(projectId)).toEqual(['READY', 'MAPPED', 'MAPPED']);
});
