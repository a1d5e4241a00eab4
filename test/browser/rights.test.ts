import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { factoryFor, type ProjectSpec, type User, type UserSpec } from '../support/factory.js';
import { isShown, useBrowser } from './support/people.js';

const world = useBrowser();

/** Opens a view of a project. `refused` collects all requests that the server refuses. */
async function openAs(as: User, projectId: number, rest = ''): Promise<{ page: Page; refused: string[] }> {
  const page = await world.open('/', { as });
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
  });
  await page.goto(`${world.server.url}/projects/${projectId}${rest}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, refused };
}

/** Names of the buttons that act on tasks. */
const actionsOf = async (page: Page): Promise<string[]> =>
  (await page.locator('.panel button').allTextContents()).filter((name) => /task|Split|Undo/.test(name));

type Case = [string, UserSpec, ProjectSpec, { hint: string; project: string[]; ready: string[]; mapped: string[] }];

const MAP = ['Map this task', 'Split'];
const CASES: Case[] = [
  ['a blocked user', { role: 'BLOCKED' }, {}, { hint: 'Your account is blocked.', project: [], ready: [], mapped: [] }],
  [
    'a user whose level is too low to validate',
    {},
    { validationLevel: 'ADVANCED' },
    {
      hint: 'Your mapping level is too low to validate in this project.',
      project: ['Next task to map'],
      ready: MAP,
      mapped: [],
    },
  ],
  [
    'a user outside the teams of a project',
    {},
    { mappingPermission: 'TEAMS', validationPermission: 'TEAMS' },
    {
      hint: 'Only members of the validation teams of this project may validate in it.',
      project: [],
      ready: [],
      mapped: [],
    },
  ],
  [
    'a user in an archived project',
    { level: 'ADVANCED' },
    { status: 'ARCHIVED' },
    { hint: 'This project is archived.', project: [], ready: [], mapped: [] },
  ],
];

describe('actions that the server refuses are not offered', () => {
  test.each(CASES)('to %s, and the reason is shown', async (_who, user, project, { hint, ...offered }) => {
    const make = factoryFor(world.server.context.database);
    const viewer = await make.user(user);
    const { id } = await make.project({ tasks: ['READY', 'MAPPED'], ...project });
    const { page, refused } = await openAs(viewer, id);
    const seesHint = () => isShown(page.locator('.hint').filter({ hasText: hint }));
    expect(await seesHint()).toBe(true);
    expect(await actionsOf(page)).toEqual(offered.project);
    for (const [taskId, actions] of [
      [2, offered.mapped],
      [1, offered.ready],
    ] as const) {
      await page.goto(`${world.server.url}/projects/${id}/tasks/${taskId}`);
      await page.getByRole('heading', { name: 'History' }).waitFor();
      if (taskId === 2) expect(await seesHint()).toBe(true);
      await expect
        .poll(async () => (await actionsOf(page)).filter((name) => !name.startsWith('Next')))
        .toEqual(actions);
    }
    expect(refused).toEqual([]);
  });

  test('to the mapper of a task, who may not validate it, while another user may', async () => {
    const make = factoryFor(world.server.context.database);
    const { mapper, other } = await make.users('mapper', 'other');
    const { id } = await make.project({ tasks: [{ state: 'MAPPED', mapper }] });
    const own = await openAs(mapper, id, '/tasks/1');
    expect(await isShown(own.page.getByText('You have mapped this task yourself.'))).toBe(true);
    expect(await actionsOf(own.page)).toEqual(['Undo the last action', 'Next task to map', 'Next task to validate']);
    const others = await openAs(other, id, '/tasks/1');
    expect(await isShown(others.page.getByRole('button', { name: 'Validate this task' }))).toBe(true);
    expect([...own.refused, ...others.refused]).toEqual([]);
  });

  test('for a task that is too small to be split, or has nothing to undo', async () => {
    const make = factoryFor(world.server.context.database);
    const mapper = await make.user();
    const { id } = await make.project({
      tasks: [{ state: 'READY', tile: { x: 193_200, y: 152_080, zoom: 18 } }, 'VALIDATED'],
    });
    const { page } = await openAs(mapper, id, '/tasks/1');
    expect(await isShown(page.getByRole('button', { name: 'Map this task' }))).toBe(true);
    expect(await page.getByRole('button', { name: 'Split' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Undo the last action' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Map this task' }).click();
    expect(await isShown(page.getByRole('timer'))).toBe(true);
    expect(await page.getByRole('button', { name: 'Split' }).count()).toBe(0);
  });
});
