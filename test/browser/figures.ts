import type { Browser, Page } from 'playwright-core';
import { factoryFor } from '../support/factory.js';
import { pageServer } from './support/page-server.js';
import { launch } from './support/people.js';

/**
 * `npm run bench:page`: figures of the page in a browser. For each view the requests, their bytes, the first contentful paint and the
 * shifts of the layout; for a project of 10,000 tasks the first paint of the map. The first paint of a project of one task is measured
 * alternately for comparison.
 */

const TASKS = 10_000;
const ROUNDS = 5;

const medianOf = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

interface Loaded {
  requests: number;
  kilobytes: number;
  firstContentfulPaint: number;
  layoutShift: number;
}

/** A script that runs before the page. It adds up the shifts of the layout. */
const OBSERVE_SHIFTS = `globalThis.layoutShift = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) globalThis.layoutShift += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });`;

/** Opens a view in a new window with an empty cache. */
async function openView(browser: Browser, url: string) {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.url().endsWith('/events/')) return;
    sizes.push(
      request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
    );
  });
  await page.addInitScript(OBSERVE_SHIFTS);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(url);
  return { page, session, sizes };
}

async function figuresOf(browser: Browser, url: string, isReady: (page: Page) => Promise<unknown>): Promise<Loaded> {
  const { page, sizes } = await openView(browser, url);
  await isReady(page);
  await page.waitForTimeout(1000);
  const bytes = await Promise.all(sizes);
  const [firstContentfulPaint, layoutShift] = await page.evaluate<[number, number]>(
    `[performance.getEntriesByName('first-contentful-paint')[0].startTime, globalThis.layoutShift]`,
  );
  await page.context().close();
  return {
    requests: bytes.length,
    kilobytes: bytes.reduce((sum, size) => sum + size, 0) / 1000,
    firstContentfulPaint,
    layoutShift,
  };
}

/** Processor time of all processes of the browser, in milliseconds. */
async function cpuOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000;
}

const PHASES = ['answer begins', 'answer ends', 'first paint', 'main thread', 'processor'] as const;
type Phases = Record<(typeof PHASES)[number], number>;

/** The time of the first paint of the tasks and of the phases before it, in milliseconds. */
async function firstPaint(browser: Browser, url: string, projectId: number): Promise<Phases> {
  const before = await cpuOf(browser);
  const { page, session } = await openView(browser, `${url}/projects/${projectId}`);
  await page.waitForFunction(() => performance.getEntriesByName('tessera:first-paint').length > 0);
  const processor = (await cpuOf(browser)) - before;
  const { metrics } = await session.send('Performance.getMetrics');
  const [begins, ends, painted] = await page.evaluate<[number, number, number]>(`(() => {
    const [answer] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/api/v2/projects/${projectId}/'));
    return [answer.responseStart, answer.responseEnd, performance.getEntriesByName('tessera:first-paint')[0].startTime];
  })()`);
  await page.context().close();
  return {
    'answer begins': begins,
    'answer ends': ends,
    'first paint': painted,
    'main thread': (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000,
    processor,
  };
}

async function run(): Promise<void> {
  const server = await pageServer();
  const browser = await launch();
  const make = factoryFor(server.context.database);
  const projectOf = (count: number) =>
    make.project({ tasks: Array.from({ length: count }, (_, n) => (n % 3 === 0 ? 'MAPPED' : 'READY')) });
  const [large, one] = [await projectOf(TASKS), await projectOf(1)];

  const map = (page: Page) =>
    page.waitForFunction(() => performance.getEntriesByName('tessera:first-paint').length > 0);
  const views: [string, string, (page: Page) => Promise<unknown>][] = [
    ['projects', '/', (page) => page.locator('.card').first().waitFor()],
    ['demo project, 120 tasks', '/projects/1', map],
    ['a task of it', '/projects/1/tasks/1', map],
    [`project of ${TASKS} tasks`, `/projects/${large.id}`, map],
  ];
  console.log('view | requests | kB | first contentful paint | layout shift');
  for (const [name, path, isReady] of views) {
    const { requests, kilobytes, firstContentfulPaint, layoutShift } = await figuresOf(
      browser,
      server.url + path,
      isReady,
    );
    const figures = [requests, kilobytes.toFixed(0), `${firstContentfulPaint.toFixed(0)} ms`, layoutShift.toFixed(3)];
    console.log([name, ...figures].join(' | '));
  }

  const rounds = { large: [] as Phases[], one: [] as Phases[] };
  for (let round = 0; round < ROUNDS; round++) {
    rounds.one.push(await firstPaint(browser, server.url, one.id));
    rounds.large.push(await firstPaint(browser, server.url, large.id));
  }
  console.log(`\nmedians of ${ROUNDS}, in turns | ${TASKS} tasks | 1 task | ratio`);
  for (const phase of PHASES) {
    const [a, b] = [rounds.large, rounds.one].map((list) => medianOf(list.map((each) => each[phase]))) as [
      number,
      number,
    ];
    console.log([phase, `${a.toFixed(0)} ms`, `${b.toFixed(0)} ms`, (a / b).toFixed(1)].join(' | '));
  }
  await browser.close();
  await server.stop();
}

await run();
process.exit();
