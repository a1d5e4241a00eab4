import { describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import { createContext } from '../../../src/context.js';
import { request, SECRET, testConfig, useApp } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';
import { checkResponses } from '../../support/response-check.js';

const world = useApp();

interface Languages {
  mapperLevelIntermediate: number;
  mapperLevelAdvanced: number;
  supportedLanguages: { code: string; language: string }[];
}

async function languagesWith(env: Record<string, string>): Promise<unknown> {
  const { database } = await testDatabase();
  const context = createContext({ database, config: testConfig(env), secret: SECRET });
  return (await request(await buildApp(context, checkResponses)).get('system/languages/')).body;
}

describe('languages', () => {
  it('are returned to everybody, with the limits of the levels', async () => {
    const { status, body } = await world.get('system/languages/');
    expect(status).toBe(200);
    const { supportedLanguages, ...limits } = body as Languages;
    expect(limits).toEqual({ mapperLevelIntermediate: 250, mapperLevelAdvanced: 500 });
    expect(Object.fromEntries(supportedLanguages.map(({ code, language }) => [code, language]))).toMatchObject({
      en: 'English',
      fr: 'Français',
      es: 'Español',
      pt_BR: 'Português (Brasil)',
      sw: 'Kiswahili',
      zh_TW: '繁體中文',
    });
    const codes = supportedLanguages.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('are those of the settings, in their order', async () => {
    const env = { TM_SUPPORTED_LANGUAGES_CODES: 'sw, en', TM_SUPPORTED_LANGUAGES: 'Kiswahili, English' };
    expect(await languagesWith(env)).toMatchObject({
      supportedLanguages: [
        { code: 'sw', language: 'Kiswahili' },
        { code: 'en', language: 'English' },
      ],
    });
  });
});
