import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { factoryFor, type User } from '../support/factory.js';
import { squareOf, tileAt } from '../support/factory-tasks.js';
import { alertText, isShown, useBrowser } from './support/people.js';

// Browsers log a request that nobody answers.
const world = useBrowser(undefined, /net::ERR_CONNECTION_REFUSED/);

const COMMENT = '#tm-1 Trace buildings & roads';
const TILES = 'https://tiles.example.org/{zoom}/{x}/{y}.png?key=a&b';
const JOSM = 'http://127.0.0.1:8111/';

/** The bbox of the first task: west, south, east, north. */
const [[west, south], , [east, north]] = squareOf(tileAt(0)).coordinates[0]![0] as [number[], number[], number[]];
const BOX = [west, south, east, north] as [number, number, number, number];

/** Opens a task that a new user has locked for mapping, in a project with imagery. */
async function mappedTask(
  imagery: string,
  isPrivate = false,
): Promise<{ page: Page; mapper: User; projectId: number }> {
  const { database } = world.server.context;
  const make = factoryFor(database);
  const mapper = await make.user({ name: 'mapper' });
  const held = { state: 'LOCKED_FOR_MAPPING', holder: mapper } as const;
  const { id } = await make.project({ tasks: [held], private: isPrivate, allowed: [mapper] });
  await database.prisma.project.update({ where: { id }, data: { changesetComment: COMMENT, imagery } });
  const page = await world.open(`/projects/${id}/tasks/1`, { as: mapper });
  await page.getByRole('timer').waitFor();
  return { page, mapper, projectId: id };
}

const fetchText = async (address: string | null): Promise<string> => {
  const response = await fetch(address ?? '');
  expect(response.status).toBe(200);
  return response.text();
};

/** The parameters of iD, from the part of its URL after `#`. */
async function idParameters(page: Page): Promise<URLSearchParams> {
  const link = page.getByRole('link', { name: 'Edit in iD' });
  expect(await link.getAttribute('target')).toBe('_blank');
  const url = new URL((await link.getAttribute('href')) ?? '');
  expect(url.origin + url.pathname + url.search).toBe('https://www.openstreetmap.org/edit?editor=id');
  // iD does not decode a plus sign as a space.
  expect(url.hash).not.toContain('+');
  return new URLSearchParams(url.hash.slice(1));
}

/** Answers the requests to JOSM. @returns the requests */
async function josmOf(page: Page): Promise<URL[]> {
  const requests: URL[] = [];
  await page.route(`${JOSM}**`, (route) => {
    requests.push(new URL(route.request().url()));
    return route.fulfill({ status: 200, headers: { 'Access-Control-Allow-Origin': '*' }, body: 'OK' });
  });
  return requests;
}

test('opens iD at the task, with its boundary, the comment of the changeset and the imagery', async () => {
  const { page, projectId } = await mappedTask(`tms[2,21]:${TILES}`);
  const told = await idParameters(page);
  const [zoom, latitude, longitude] = (told.get('map') ?? '').split('/').map(Number) as [number, number, number];
  expect(zoom).toBe(16);
  expect(Math.abs(longitude - (BOX[0] + BOX[2]) / 2)).toBeLessThan(1e-5);
  expect(Math.abs(latitude - (BOX[1] + BOX[3]) / 2)).toBeLessThan(1e-5);
  expect(told.get('comment')).toBe(COMMENT);
  expect(told.get('background')).toBe(`custom:${TILES}`);
  const gpx = await fetchText(told.get('gpx'));
  expect(gpx).toContain('<gpx');
  expect(gpx).toContain(`/projects/${projectId}`);
  expect(gpx).toContain(`lon="${BOX[0].toFixed(4)}`.slice(0, 10));
});

test('opens iD with an id of its imagery index', async () => {
  const { page } = await mappedTask('Bing');
  expect((await idParameters(page)).get('background')).toBe('Bing');
});

test('gives iD a URL of the boundary that needs no session, also in a private project', async () => {
  const { page } = await mappedTask('', true);
  const told = await idParameters(page);
  expect(told.has('background')).toBe(false);
  expect(await fetchText(told.get('gpx'))).toContain('<gpx');
});

test('opens JOSM with the boundary, the imagery and the data of the task', async () => {
  const { page } = await mappedTask(`tms[2,21]:${TILES}`);
  const requests = await josmOf(page);
  await page.getByRole('button', { name: 'Edit in JOSM' }).click();
  await expect.poll(() => requests.length).toBe(3);
  expect(requests.map(({ pathname }) => pathname)).toEqual(['/import', '/imagery', '/load_and_zoom']);
  expect(requests.map(({ search }) => search).join()).not.toContain('+');
  const [boundary, imagery, data] = requests.map(({ searchParams }) => searchParams) as [
    URLSearchParams,
    URLSearchParams,
    URLSearchParams,
  ];
  expect(boundary.get('upload_policy')).toBe('never');
  expect(await fetchText(boundary.get('url'))).toContain('<osm');
  expect(Object.fromEntries(imagery)).toEqual({ title: TILES, type: 'tms', min_zoom: '2', max_zoom: '21', url: TILES });
  const sides = ['left', 'bottom', 'right', 'top'].map((side) => Number(data.get(side)));
  for (const [index, side] of sides.entries()) expect(side).toBeCloseTo(BOX[index]!, 6);
  expect(data.get('changeset_comment')).toBe(COMMENT);
  expect(data.get('changeset_source')).toBe(TILES);
  expect(await page.getByRole('alert').filter({ hasText: 'JOSM' }).count()).toBe(0);
});

test('opens JOSM with an id of its imagery index', async () => {
  const { page } = await mappedTask('EsriWorldImagery');
  const requests = await josmOf(page);
  await page.getByRole('button', { name: 'Edit in JOSM' }).click();
  await expect.poll(() => requests.length).toBe(3);
  expect(requests[1]?.search).toBe('?id=EsriWorldImagery');
});

test('shows what the user can do when JOSM does not answer', async () => {
  const { page } = await mappedTask('');
  await page.route(`${JOSM}**`, (route) => route.abort('connectionrefused'));
  await page.getByRole('button', { name: 'Edit in JOSM' }).click();
  expect(await alertText(page, 'JOSM')).toContain('enable remote control');
  expect(await isShown(page.getByRole('button', { name: 'Edit in JOSM' }))).toBe(true);
});
