import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import { adorn } from './adorn.js';

const world = useApp();

describe('language of a project', () => {
  const texts = {
    fr: { name: 'Pokhara – quartiers', short: 'Court', instructions: 'Tracez', perTask: 'Quartier {x}' },
    en: { name: 'Pokhara wards', short: '', description: 'Wards' },
    pt_BR: { name: 'Bairros' },
  };

  it.each([
    [undefined, 'fr', 'Pokhara – quartiers'],
    ['en-US,en;q=0.9', 'en', 'Pokhara wards'],
    ['pt-BR', 'pt_BR', 'Bairros'],
    ['pt_BR', 'pt_BR', 'Bairros'],
    ['xx, fr;q=0.1, en;q=0.5', 'en', 'Pokhara wards'],
    ['xx', 'fr', 'Pokhara – quartiers'],
    ['*', 'fr', 'Pokhara – quartiers'],
  ])('for the request %s is %s', async (header, locale, name) => {
    const project = await world.make.project({ defaultLocale: 'fr' });
    await adorn(world.database, project, { texts });
    const headers: Record<string, string> = header === undefined ? {} : { 'accept-language': header };
    for (const path of ['', 'queries/summary/', 'queries/nogeometries/'])
      expect((await world.get(`projects/${project.id}/${path}`, { headers })).body).toMatchObject({
        projectInfo: { locale, name },
      });
  });

  it('is the default locale for each missing text, but not in a summary', async () => {
    const project = await world.make.project({ defaultLocale: 'fr' });
    await adorn(world.database, project, { texts });
    const headers = { 'accept-language': 'en' };
    const { body } = await world.get(`projects/${project.id}/`, { headers });
    expect(body).toMatchObject({
      projectInfo: {
        locale: 'en',
        name: 'Pokhara wards',
        shortDescription: 'Court',
        description: 'Wards',
        instructions: 'Tracez',
        perTaskInstructions: 'Quartier {x}',
      },
      projectInfoLocales: [
        { locale: 'en', shortDescription: '' },
        { locale: 'fr' },
        { locale: 'pt_BR', instructions: '' },
      ],
    });
    const summary = await world.get(`projects/${project.id}/queries/summary/`, { headers });
    expect(summary.body).toMatchObject({
      projectInfo: { name: 'Pokhara wards', shortDescription: '', instructions: '', perTaskInstructions: '' },
    });
  });

  it('is any existing one when the default locale has no texts', async () => {
    const project = await world.make.project({ defaultLocale: 'de' });
    await adorn(world.database, project, { texts: { ne: { name: 'पोखरा' } } });
    expect((await world.get(`projects/${project.id}/`)).body).toMatchObject({
      projectInfo: { locale: 'ne', name: 'पोखरा' },
    });
  });
});
