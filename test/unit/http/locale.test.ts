import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preferredLocales } from '../../../src/http/schemas/locale.js';

describe('preferredLocales', () => {
  it.each([
    ['nothing', undefined, []],
    ['an empty header', '', []],
    ['a bare locale', 'pt_BR', ['pt_BR', 'pt']],
    ['a language', 'ne', ['ne']],
    ['a tag as browsers write it', 'pt-BR', ['pt_BR', 'pt']],
    ['a browser header', 'fr-FR,fr;q=0.9,en;q=0.8', ['fr_FR', 'fr', 'en']],
    ['weights out of order', 'en;q=0.2, fr;q=0.9, ne', ['ne', 'fr', 'en']],
    ['equal weights', 'sw,en', ['sw', 'en']],
    ['a language that is not wanted', 'en;q=0,fr', ['fr']],
    ['any language', '*', []],
    ['any language last', 'de,*;q=0.5', ['de']],
    ['odd case', 'EN-us', ['en_US', 'en']],
    ['a script', 'zh-Hant-TW', ['zh_Hant_TW', 'zh']],
    ['a weight that is no number', 'en;q=high,fr;q=0.5', ['fr']],
    ['what is no language', "'; DROP TABLE users --, fr", ['fr']],
  ])('reads %s', (_what, header, locales) => expect(preferredLocales(header)).toEqual(locales));

  it('returns each locale once', () => {
    expect(preferredLocales('en-US,en-GB,en')).toEqual(['en_US', 'en', 'en_GB']);
  });

  it('returns a few safe locales for any header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (header) => {
        const locales = preferredLocales(header);
        expect(locales.length).toBeLessThanOrEqual(24);
        for (const locale of locales) expect(locale).toMatch(/^[a-z]{2,3}(_[A-Za-z0-9]{2,8})*$/);
      }),
    );
    expect(preferredLocales('en,'.repeat(100_000))).toEqual(['en']);
  });
});
