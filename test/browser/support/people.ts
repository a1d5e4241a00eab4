import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { afterEach, beforeAll, expect } from 'vitest';
import type { RunningServer } from '../../../src/server.js';
import { authorizationFor } from '../../../src/access/tokens/session-token.js';
import type { User } from '../../support/factory.js';
import { pageServer } from './page-server.js';

let browser: Promise<Browser> | undefined;

// Without a graphics card, WebGL is drawn by the processor.
export const launch = (): Promise<Browser> =>
  (browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--lang=en'],
  }));

/** Waits for an element. @returns whether it is visible @throws Error where it does not appear (30 s by default) */
export async function isShown(element: Locator, { timeout }: { timeout?: number } = {}): Promise<boolean> {
  await element.waitFor({ timeout });
  return element.isVisible();
}

/** Waits for the alert that contains a text. @returns all of its sentence */
export async function alertText(page: Page, hasText: string | RegExp): Promise<string | undefined> {
  return (await page.getByRole('alert').filter({ hasText }).textContent())?.trim();
}

/** Id of the task in the URL of a window. */
export const taskIdOf = (page: Page): number => Number(/tasks\/(\d+)/.exec(page.url())?.[1]);

/** A script that signs in a user. */
function sessionOf({ id, username }: User, { context }: RunningServer): string {
  const session = { username, authorization: authorizationFor(id, context.secret), isDemo: true };
  return `sessionStorage.setItem('tessera-session', ${JSON.stringify(JSON.stringify(session))})`;
}

/** The server of a test file, and a function that opens windows. */
export interface World {
  server: RunningServer;
  /**
   * Opens a window with its own session. An error or a warning in its console fails the test. `as` is a user of the demo, who signs
   * in with the menu, or a user of the factory, who is signed in.
   */
  open: (path: string, options?: BrowserContextOptions & { as?: string | User }) => Promise<Page>;
}

/** Signs in as a user of the demo, with the menu of the page. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByText('Sign in as a demo user', { exact: true }).click();
  await page.getByRole('button', { name, exact: true }).click();
  await page.locator('.user', { hasText: name }).waitFor();
}

/**
 * Starts the server and the browser of a test file. Windows are closed after each test.
 * @param serve starts another server than the common one of all browser tests
 * @param alsoExpected further messages that are allowed in the console of the browser
 */
export function useBrowser(serve = pageServer, alsoExpected = /^$/): World {
  const world = {} as World;
  const pages: Page[] = [];
  const wrong: string[] = [];
  beforeAll(async () => {
    world.server = await serve();
    await launch();
  });
  world.open = async (path, { as, ...options } = {}) => {
    const context = await (await launch()).newContext({ locale: 'en', ...options });
    const page = await context.newPage();
    pages.push(page);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) wrong.push(message.text());
    });
    page.on('pageerror', (error) => wrong.push(String(error)));
    if (typeof as === 'object') await context.addInitScript(sessionOf(as, world.server));
    await page.goto(`${world.server.url}${path}`);
    if (typeof as === 'string') await signIn(page, as);
    return page;
  };
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    const said = wrong.splice(0).filter((text) => !isExpected(text) && !alsoExpected.test(text));
    expect(said, 'the console of the browser').toEqual([]);
  });
  return world;
}

/** Browsers log refusals and requests without a network. SwiftShader logs that it is slow. */
const isExpected = (text: string): boolean =>
  /the server responded with a status of (400|403|404|409)|net::ERR_INTERNET_DISCONNECTED|GPU stall due to ReadPixels|software WebGL/i.test(
    text,
  );
