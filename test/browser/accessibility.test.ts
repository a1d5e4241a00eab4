import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { factoryFor } from '../support/factory.js';
import { taskState } from './support/page-server.js';
import { isShown, taskIdOf, useBrowser } from './support/people.js';

const world = useBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** What axe finds serious or critical. */
async function seriousIssues(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } }).axe
      .run()
      .then((result) => result.violations),
  );
  return violations
    .filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

/** A project of its own: tasks that nobody or the validator of the demo has locked, with a licence or without. */
async function projectOf({ tasks, withLicence = false }: { tasks: ('nobody' | 'validator')[]; withLicence?: boolean }) {
  const { database } = world.server.context;
  const make = factoryFor(database);
  const user = await database.prisma.user.findFirstOrThrow({ where: { username: 'demo_validator' } });
  const holder = { id: Number(user.id), username: 'demo_validator' };
  return make.project({
    tasks: tasks.map((who) => (who === 'nobody' ? 'READY' : { state: 'LOCKED_FOR_VALIDATION' as const, holder })),
    ...(withLicence && { licence: await make.licence() }),
  });
}

/** The views, each as it is when everything is there. */
const VIEWS: [string, (scheme: 'light' | 'dark', width: number) => Promise<Page>][] = [
  [
    'the list of projects',
    async (colorScheme, width) => {
      const page = await world.open('/', { colorScheme, viewport: { width, height: 780 } });
      await page.locator('.card').first().waitFor();
      return page;
    },
  ],
  [
    'a project',
    async (colorScheme, width) => {
      const page = await world.open('/projects/1', {
        colorScheme,
        viewport: { width, height: 780 },
        as: 'demo_mapper',
      });
      await page.locator('.lock-label').first().waitFor();
      await page.locator('details.tasks summary').click();
      return page;
    },
  ],
  [
    'a task that the user holds',
    async (colorScheme, width) => {
      const page = await world.open('/projects/1', { colorScheme, viewport: { width, height: 780 }, as: 'demo_anna' });
      await page.locator('.lock.own a').click();
      await page.getByRole('timer').waitFor();
      return page;
    },
  ],
  [
    'the choice of tasks to validate',
    async (colorScheme, width) => {
      const options = { colorScheme, viewport: { width, height: 780 }, as: 'demo_validator' };
      const page = await world.open('/projects/1', options);
      await page.getByText('Validate several tasks').click();
      await page.locator('.choices').first().waitFor();
      return page;
    },
  ],
  [
    'the verdicts on several tasks',
    async (colorScheme, width) => {
      const { id } = await projectOf({ tasks: ['validator', 'validator'] });
      const options = { colorScheme, viewport: { width, height: 780 }, as: 'demo_validator' };
      const page = await world.open(`/projects/${id}/tasks/1`, options);
      await page.getByText('Issues found').first().click();
      await page.getByRole('group', { name: 'Verdict on task 2' }).waitFor();
      return page;
    },
  ],
  [
    'the licence of a project',
    async (colorScheme, width) => {
      const { id } = await projectOf({ tasks: ['nobody'], withLicence: true });
      const options = { colorScheme, viewport: { width, height: 780 }, as: 'demo_mapper' };
      const page = await world.open(`/projects/${id}/tasks/1`, options);
      await page.getByRole('button', { name: 'Map this task' }).click();
      await page.getByRole('dialog').getByText('terms').waitFor();
      return page;
    },
  ],
  [
    'a lock that expires soon, and a refused action',
    async (colorScheme, width) => {
      const make = factoryFor(world.server.context.database);
      const mapper = await make.user();
      const { id } = await make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: mapper, lockedFor: 115 }] });
      const options = { colorScheme, viewport: { width, height: 780 }, as: mapper };
      const page = await world.open(`/projects/${id}/tasks/1`, options);
      await page.getByText('Your lock expires soon').waitFor();
      await page.route('**/unlock-after-mapping/**', (route) =>
        route.fulfill({ status: 403, json: { Error: 'no', SubCode: 'TaskNotOwned' } }),
      );
      await page.getByRole('button', { name: 'Completely mapped' }).click();
      await page.getByText('Another user has locked this task.').waitFor();
      return page;
    },
  ],
  [
    'an expired lock, with a history of comments',
    async (colorScheme, width) => {
      const make = factoryFor(world.server.context.database);
      const mapper = await make.user();
      const history = [
        { action: 'COMMENT', text: '# Title\n\n- **bold** [link](https://example.org)\n- `code`', by: mapper, ago: 90 },
        { action: 'AUTO_UNLOCKED_FOR_MAPPING', text: '02:00:00.000000', by: mapper, ago: 60 },
      ] as const;
      const { id } = await make.project({ tasks: [{ state: 'READY', history: [...history] }] });
      const options = { colorScheme, viewport: { width, height: 780 }, as: mapper };
      const page = await world.open(`/projects/${id}/tasks/1`, options);
      await page.getByText('Your lock has expired.').waitFor();
      await page.getByRole('link', { name: 'link' }).waitFor();
      return page;
    },
  ],
  [
    'the reasons against actions',
    async (colorScheme, width) => {
      const make = factoryFor(world.server.context.database);
      const { id } = await make.project({ tasks: ['MAPPED'], mappingLevel: 'ADVANCED', validationLevel: 'ADVANCED' });
      const options = { colorScheme, viewport: { width, height: 780 }, as: await make.user() };
      const page = await world.open(`/projects/${id}`, options);
      await page.getByText('too low to validate').waitFor();
      return page;
    },
  ],
  [
    'a project that does not exist',
    async (colorScheme, width) => {
      const page = await world.open('/projects/99999', { colorScheme, viewport: { width, height: 780 } });
      await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
      return page;
    },
  ],
  [
    'the menu of the demo users',
    async (colorScheme, width) => {
      const page = await world.open('/projects/abc', { colorScheme, viewport: { width, height: 780 } });
      await page.getByText('There is no such page.').waitFor();
      await page.getByText('Sign in as a demo user', { exact: true }).click();
      await page.getByRole('button', { name: 'demo_mapper' }).waitFor();
      return page;
    },
  ],
  [
    'the preview of a new project',
    async (colorScheme, width) => {
      const page = await world.open('/new', { colorScheme, viewport: { width, height: 780 }, as: 'demo_manager' });
      const ring = [
        [14.48, 35.87],
        [14.55, 35.9],
        [14.49, 35.91],
        [14.48, 35.87],
      ];
      const buffer = Buffer.from(JSON.stringify({ type: 'Polygon', coordinates: [ring] }));
      await page.locator('input[type=file]').setInputFiles({ name: 'a.geojson', mimeType: 'application/json', buffer });
      await page
        .getByRole('status')
        .filter({ hasText: /Tasks: \d/ })
        .waitFor();
      return page;
    },
  ],
  [
    'the form of a new project',
    async (colorScheme, width) => {
      const page = await world.open('/new', { colorScheme, viewport: { width, height: 780 }, as: 'demo_manager' });
      await page.locator('input[type=file]').waitFor();
      return page;
    },
  ],
];

describe.each(['light', 'dark'] as const)('pages in %s colours', (scheme) => {
  describe.each([1280, 360])('%i pixels wide', (width) => {
    test.each(VIEWS)("shows %s without a serious issue and within the window's width", async (_name, openView) => {
      const page = await openView(scheme, width);
      expect(await seriousIssues(page)).toEqual([]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    });
  });
});

test('maps a task with a finger on a phone', async () => {
  const { id } = await projectOf({ tasks: ['nobody', 'nobody'] });
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

/** A user who has no mouse. `tabTo` moves on with Tab until something of this name has the focus. */
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
