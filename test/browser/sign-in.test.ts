import type { Page } from 'playwright-core';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { RunningServer } from '../../src/server.js';
import { useOsm, type SignIn } from '../support/osm-server.js';
import { start } from './support/page-server.js';
import { isShown, useBrowser } from './support/people.js';

const osm = useOsm();

let server: RunningServer;
const serve = async (): Promise<RunningServer> =>
  (server = await start({ ...osm.env, DEMO: 'false', LOG_LEVEL: 'silent' }));
// Browsers log an answer with status 502.
const world = useBrowser(serve, /status of 502/);

afterAll(() => server.stop());
beforeEach(() => {
  osm.atBrowser = 'nobody';
});

/** Opens the page and presses the button to sign in. @param as the user who is signed in at OpenStreetMap */
async function signIn(as: SignIn | 'nobody', page?: Page): Promise<Page> {
  osm.atBrowser = as;
  const opened = page ?? (await world.open('/'));
  await opened.getByRole('button', { name: 'Sign in with OpenStreetMap' }).click();
  return opened;
}

const isSignedInAs = (page: Page, name: string) => isShown(page.locator('.user', { hasText: name }));
const hasFailed = (page: Page) => isShown(page.getByRole('alert').filter({ hasText: 'The sign-in failed' }));

const namesOf = async (...ids: number[]): Promise<(string | null)[]> => {
  const rows = await server.context.database.prisma.user.findMany({ where: { id: { in: ids.map(BigInt) } } });
  return ids.map((id) => rows.find((row) => row.id === BigInt(id))?.username ?? null);
};

test('signs in a new user, keeps the session after a reload, and signs out', async () => {
  const page = await signIn({ id: 501, name: 'Zoë & <b>' });
  expect(await isSignedInAs(page, 'Zoë & <b>')).toBe(true);
  expect(new URL(page.url()).search).toBe('');
  await page.reload();
  expect(await isSignedInAs(page, 'Zoë & <b>')).toBe(true);
  await page.getByRole('button', { name: 'Sign out' }).click();
  expect(await isShown(page.getByRole('button', { name: 'Sign in with OpenStreetMap' }))).toBe(true);
});

test('waits for a slow sign-in at OpenStreetMap, and not for slow statistics', async () => {
  let release: () => void = () => undefined;
  osm.held = new Promise((resolve) => (release = resolve));
  const page = await signIn({ id: 502, name: 'patient', token: 'slow', details: 'slow' });
  expect(await isShown(page.getByRole('status').filter({ hasText: 'Signing in' }))).toBe(true);
  expect(await isSignedInAs(page, 'patient')).toBe(true);
  release();
});

test('shows that the sign-in failed when the user refuses, and signs in at the next attempt', async () => {
  const page = await signIn('nobody');
  expect(await hasFailed(page)).toBe(true);
  await signIn({ id: 503, name: 'second thought' }, page);
  expect(await isSignedInAs(page, 'second thought')).toBe(true);
});

const WRONG_ANSWERS: [string, Partial<SignIn>][] = [
  ['a page in place of a token', { token: 'html' }],
  ['an empty token answer', { token: { status: 200, body: {} } }],
  ['a refused code', { token: { status: 400, body: { error: 'invalid_grant' } } }],
  ['a page in place of the user', { details: 'html' }],
  ['an empty user', { user: {} }],
  ['a user of wrong types', { user: { user: { id: 'five', display_name: 7 } } }],
  ['a closed connection', { details: 'close' }],
];

test.each(WRONG_ANSWERS)('shows that the sign-in failed when OpenStreetMap sends %s', async (_what, answers) => {
  const page = await signIn({ id: 504, name: 'nobody here', ...answers });
  expect(await hasFailed(page)).toBe(true);
  expect(await namesOf(504)).toEqual([null]);
});

test('shows the new name of a user who was renamed, and gives the old name to another', async () => {
  const first = await signIn({ id: 505, name: 'wanted' });
  expect(await isSignedInAs(first, 'wanted')).toBe(true);
  const second = await signIn({ id: 506, name: 'wanted' });
  expect(await isSignedInAs(second, 'wanted')).toBe(true);
  expect(await namesOf(505, 506)).toEqual(['user_505', 'wanted']);
  await first.getByRole('button', { name: 'Sign out' }).click();
  await signIn({ id: 505, name: 'renamed' }, first);
  expect(await isSignedInAs(first, 'renamed')).toBe(true);
  expect(await namesOf(505, 506)).toEqual(['renamed', 'wanted']);
});

test('refuses a redirect of OpenStreetMap if this window has not started a sign-in', async () => {
  const page = await world.open(`/authorized?code=${osm.code({ id: 507, name: 'stolen' })}&state=guessed`);
  expect(await hasFailed(page)).toBe(true);
  expect(await namesOf(507)).toEqual([null]);
});
