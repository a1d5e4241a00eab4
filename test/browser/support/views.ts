import type { BrowserContextOptions, Page } from 'playwright-core';
import { factoryFor } from '../../support/factory.js';
import type { World } from './people.js';

/** The tasks of a new project: who has locked them, and whether the project has a licence. */
interface Spec {
  tasks: ('nobody' | 'validator')[];
  withLicence?: boolean;
}

/** Creates a project with tasks that nobody or the validator of the demo has locked. */
export async function demoProject(world: World, { tasks, withLicence = false }: Spec) {
  const { database } = world.server.context;
  const make = factoryFor(database);
  const user = await database.prisma.user.findFirstOrThrow({ where: { username: 'demo_validator' } });
  const holder = { id: Number(user.id), username: 'demo_validator' };
  return make.project({
    tasks: tasks.map((who) => (who === 'nobody' ? 'READY' : { state: 'LOCKED_FOR_VALIDATION' as const, holder })),
    ...(withLicence && { licence: await make.licence() }),
  });
}

/** Options of a window. */
type Options = Pick<BrowserContextOptions, 'colorScheme' | 'viewport'>;

/** The views of the page in all their states: names, and functions that open them and wait until they are complete. */
export const viewsOf = (world: World): [string, (options: Options) => Promise<Page>][] => [
  [
    'the list of projects',
    async (options) => {
      const page = await world.open('/', options);
      await page.locator('.card').first().waitFor();
      return page;
    },
  ],
  [
    'a project',
    async (options) => {
      const page = await world.open('/projects/1', { ...options, as: 'demo_mapper' });
      await page.locator('.lock-label').first().waitFor();
      await page.locator('details.tasks summary').click();
      return page;
    },
  ],
  [
    'a task that the user holds',
    async (options) => {
      const page = await world.open('/projects/1', { ...options, as: 'demo_anna' });
      await page.locator('.lock.own a').click();
      await page.getByRole('timer').waitFor();
      return page;
    },
  ],
  [
    'the choice of tasks to validate',
    async (options) => {
      const page = await world.open('/projects/1', { ...options, as: 'demo_validator' });
      await page.getByText('Validate several tasks').click();
      await page.locator('.choices').first().waitFor();
      return page;
    },
  ],
  [
    'the verdicts on several tasks',
    async (options) => {
      const { id } = await demoProject(world, { tasks: ['validator', 'validator'] });
      const page = await world.open(`/projects/${id}/tasks/1`, { ...options, as: 'demo_validator' });
      await page.getByText('Issues found').first().click();
      await page.getByRole('group', { name: 'Verdict on task 2' }).waitFor();
      return page;
    },
  ],
  [
    'the licence of a project',
    async (options) => {
      const { id } = await demoProject(world, { tasks: ['nobody'], withLicence: true });
      const page = await world.open(`/projects/${id}/tasks/1`, { ...options, as: 'demo_mapper' });
      await page.getByRole('button', { name: 'Map this task' }).click();
      await page.getByRole('dialog').getByText('terms').waitFor();
      return page;
    },
  ],
  [
    'a lock that expires soon, and a refused action',
    async (options) => {
      const make = factoryFor(world.server.context.database);
      const mapper = await make.user();
      const { id } = await make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: mapper, lockedFor: 115 }] });
      const page = await world.open(`/projects/${id}/tasks/1`, { ...options, as: mapper });
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
    async (options) => {
      const make = factoryFor(world.server.context.database);
      const mapper = await make.user();
      const history = [
        { action: 'COMMENT', text: '# Title\n\n- **bold** [link](https://example.org)\n- `code`', by: mapper, ago: 90 },
        { action: 'AUTO_UNLOCKED_FOR_MAPPING', text: '02:00:00.000000', by: mapper, ago: 60 },
      ] as const;
      const { id } = await make.project({ tasks: [{ state: 'READY', history: [...history] }] });
      const page = await world.open(`/projects/${id}/tasks/1`, { ...options, as: mapper });
      await page.getByText('Your lock has expired.').waitFor();
      await page.getByRole('link', { name: 'link' }).waitFor();
      return page;
    },
  ],
  [
    'the reasons against actions',
    async (options) => {
      const make = factoryFor(world.server.context.database);
      const { id } = await make.project({ tasks: ['MAPPED'], mappingLevel: 'ADVANCED', validationLevel: 'ADVANCED' });
      const page = await world.open(`/projects/${id}`, { ...options, as: await make.user() });
      await page.getByText('too low to validate').waitFor();
      return page;
    },
  ],
  [
    'a project that does not exist',
    async (options) => {
      const page = await world.open('/projects/99999', options);
      await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
      return page;
    },
  ],
  [
    'the menu of the demo users',
    async (options) => {
      const page = await world.open('/projects/abc', options);
      await page.getByText('There is no such page.').waitFor();
      await page.getByText('Sign in as a demo user', { exact: true }).click();
      await page.getByRole('button', { name: 'demo_mapper' }).waitFor();
      return page;
    },
  ],
  [
    'the preview of a new project',
    async (options) => {
      const page = await world.open('/new', { ...options, as: 'demo_manager' });
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
    async (options) => {
      const page = await world.open('/new', { ...options, as: 'demo_manager' });
      await page.locator('input[type=file]').waitFor();
      return page;
    },
  ],
];
