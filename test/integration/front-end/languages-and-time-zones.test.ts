import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { openBrowser, patch, useManager } from './browser.js';

/** A project in five languages, and its dates in other time zones, as the stock front-end shows and stores them. */

const world = useApp();
const cast = useManager(world);

const NAMES = {
  en: 'Roads of Goma',
  fr: 'Routes de Goma',
  pt_BR: 'Estradas de Goma',
  sw: 'Barabara za Goma',
  ar: 'طرق غوما',
};

let project: Project;
let reader: User;

type Texts = { locale: string; name: string };

beforeAll(async () => {
  reader = await world.make.user({ name: 'reader' });
  project = await world.make.project({ author: cast.manager, organisation: cast.organisation, tasks: ['READY'] });
  const form = await cast.page.json(`projects/${project.id}/`);
  const projectInfoLocales = Object.entries(NAMES).map(([locale, name]) => ({
    locale,
    name,
    shortDescription: `${name}.`,
    description: `${name}!`,
    instructions: `**${name}**`,
    perTaskInstructions: name,
  }));
  await cast.page.json(`projects/${project.id}/`, patch({ ...form, mappingTypes: ['ROADS'], projectInfoLocales }));
});

describe('a project in five languages', () => {
  it.each([
    ['en', 'en'],
    ['fr', 'fr'],
    ['pt-BR', 'pt_BR'],
    ['sw', 'sw'],
    ['ar', 'ar'],
    // There is no text in German: the page shows the default language.
    ['de', 'en'],
    ['fr-CD', 'fr'],
  ] as const)('is shown to a reader of %s in %s', async (language, locale) => {
    const page = openBrowser(world, reader, language);
    const path = `projects/${project.id}/`;
    const expected = { locale, name: NAMES[locale] };
    for (const layer of ['json', 'axios'] as const)
      for (const part of ['', 'queries/summary/']) {
        const { projectInfo } = await page[layer](`${path}${part}`);
        expect(projectInfo, `${layer} ${part}`).toMatchObject(expected);
        expect((projectInfo as { instructions: string }).instructions).toContain(`<strong>${expected.name}</strong>`);
      }
    const query = new URLSearchParams({ textSearch: NAMES[locale], omitMapResults: 'true' });
    const { results } = await page.axios(`projects/?${query.toString()}`);
    const card = (results as (Texts & { projectId: number })[]).find(({ projectId }) => projectId === project.id);
    expect(card).toMatchObject(expected);
    const task = await page.axios(`projects/${project.id}/tasks/1/`);
    expect(task.perTaskInstructions).toContain(expected.name);
  });

  it('keeps all its texts when one language is changed', async () => {
    const form = await cast.page.json(`projects/${project.id}/`);
    const locales = form.projectInfoLocales as Texts[];
    expect(locales.map(({ locale }) => locale).sort()).toEqual(Object.keys(NAMES).sort());
    const changed = locales.map((texts) => ({ ...texts, ...(texts.locale === 'sw' && { name: 'Barabara' }) }));
    await cast.page.json(`projects/${project.id}/`, patch({ ...form, projectInfoLocales: changed }));
    const after = await cast.page.json(`projects/${project.id}/`);
    expect(after.projectInfoLocales).toEqual(changed);
    await cast.page.json(`projects/${project.id}/`, patch({ ...form, projectInfoLocales: locales }));
  });
});

describe('dates', () => {
  // The form stores what a picker gives: midnight of a browser in Kathmandu, in UTC or with its offset.
  it.each([
    ['2026-12-23T18:15:00.000Z', '2026-12-23T18:15:00Z'],
    ['2026-12-24T00:00:00+05:45', '2026-12-23T18:15:00Z'],
    ['2026-12-23T22:00:00-10:00', '2026-12-24T08:00:00Z'],
    ['2026-12-24T00:00:00', '2026-12-24T00:00:00Z'],
    ['2026-12-24', '2026-12-24T00:00:00Z'],
  ])('of a form, %s, come back as the same instant, also after a second save', async (given, instant) => {
    const path = `projects/${project.id}/`;
    await cast.page.json(path, patch({ ...(await cast.page.json(path)), dueDate: given }));
    for (let saves = 0; saves < 2; saves++) {
      const form = await cast.page.json(path);
      expect(String(form.dueDate)).toMatch(/Z$/);
      expect(new Date(String(form.dueDate))).toEqual(new Date(instant));
      await cast.page.json(path, patch(form));
    }
  });

  it('of pages are instants with a zone; days of statistics are days of the reader', async () => {
    const page = openBrowser(world, reader);
    await page.json(`projects/${project.id}/tasks/actions/lock-for-mapping/1/`, { method: 'POST' });
    const { tasks } = await page.axios('users/queries/tasks/locked/details/');
    const task = await page.axios(`projects/${project.id}/tasks/1/`);
    const { activity } = await page.axios(`projects/${project.id}/activities/latest/`);
    const summary = await page.axios(`projects/${project.id}/queries/summary/`);
    const shown = [
      ...(tasks as { lastUpdated: string }[]).map(({ lastUpdated }) => lastUpdated),
      ...(task.taskHistory as { actionDate: string }[]).map(({ actionDate }) => actionDate),
      ...(activity as { actionDate: string }[]).map(({ actionDate }) => actionDate),
      summary.lastUpdated,
    ].map(String);
    expect(shown.length).toBeGreaterThan(3);
    expect(String(summary.created)).toMatch(/Z$/);
    for (const date of shown) {
      expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
      expect(Math.abs(Date.now() - new Date(date).getTime())).toBeLessThan(10 * 60_000);
    }
    const body = { comment: '', status: 'MAPPED' };
    await page.axios(`projects/${project.id}/tasks/actions/unlock-after-mapping/1/`, { method: 'POST', body });
    const { contributionsByDay } = await page.json(`users/${encodeURIComponent(reader.username)}/statistics/`);
    // No zone: the calendar of the page reads it as a day of the browser.
    for (const { date } of contributionsByDay as { date: string }[]) expect(date).toMatch(/^\d{4}-\d\d-\d\dT00:00:00$/);
  });
});
