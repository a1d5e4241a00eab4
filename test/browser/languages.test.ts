import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { factoryFor } from '../support/factory.js';
import { isShown, useBrowser } from './support/people.js';

const world = useBrowser();

const folder = join(import.meta.dirname, '..', '..', 'src', 'web', 'messages');
const sentencesOf = (code: string): Record<string, string> =>
  JSON.parse(readFileSync(join(folder, `${code}.json`), 'utf8')) as Record<string, string>;
const english = sentencesOf('en');

/** Keys of the sentences that a view shows in English although the language has a translation. */
async function untranslatedIn(page: Page, sentences: Record<string, string>): Promise<string[]> {
  const lines = (await page.locator('body').innerText()).split('\n').map((line) => line.trim());
  return Object.entries(english)
    .filter(([key, sentence]) => sentences[key] !== sentence && lines.includes(sentence))
    .map(([key]) => key);
}

test.each([
  ['fr', 'Français'],
  ['es', 'Español'],
  ['pt', 'Português'],
])('shows every view in the language of the browser: %s', async (code) => {
  const make = factoryFor(world.server.context.database);
  const mapper = await make.user();
  const { id } = await make.project({
    tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: mapper }, 'MAPPED', 'READY'],
    validationLevel: 'ADVANCED',
  });
  const sentences = sentencesOf(code);
  const page = await world.open('/', { locale: code, as: mapper });
  const title = (key: string) => isShown(page.getByRole('heading', { name: sentences[key]!, exact: true }));
  expect(await title('projects.title')).toBe(true);
  expect(await page.evaluate<string>('document.documentElement.lang')).toBe(code);
  expect(await untranslatedIn(page, sentences)).toEqual([]);
  await page.goto(`${world.server.url}/projects/${id}`);
  expect(await title('activity.title')).toBe(true);
  expect(await isShown(page.getByText(sentences['rights.level.validation']!))).toBe(true);
  await page.locator('details.tasks summary').click();
  expect(await untranslatedIn(page, sentences)).toEqual([]);
  await page.goto(`${world.server.url}/projects/${id}/tasks/1`);
  await page.getByRole('timer').waitFor();
  expect(await untranslatedIn(page, sentences)).toEqual([]);
  await page.goto(`${world.server.url}/new`);
  expect(await title('new.title')).toBe(true);
  expect(await untranslatedIn(page, sentences)).toEqual([]);
});

test('keeps the language that the user chooses', async () => {
  const page = await world.open('/projects/1');
  await page.getByLabel('Language').selectOption('pt');
  expect(await isShown(page.getByRole('heading', { name: sentencesOf('pt')['activity.title']! }))).toBe(true);
  await page.reload();
  expect(await isShown(page.getByRole('heading', { name: sentencesOf('pt')['activity.title']! }))).toBe(true);
  expect(await page.evaluate<string>('document.documentElement.lang')).toBe('pt');
});
