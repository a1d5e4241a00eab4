import Negotiator from 'negotiator';

/** The longest part of the header that is read, and the largest number of languages. Each language may need a read of the database. */
const MAX_LENGTH = 500;
const MAX_LANGUAGES = 12;

/** A language tag as projects store it: language, underscore, region in capitals (`pt_BR`). */
function toLocale(tag: string): { locale: string; base: string } {
  const [language = '', ...rest] = tag.split(/[-_]/);
  const base = language.toLowerCase();
  const region = rest.map((part) => (part.length === 2 ? part.toUpperCase() : part)).join('_');
  return { locale: region ? `${base}_${region}` : base, base };
}

/**
 * The locales that a client asks for, best first, each followed by its base language: `pt-BR` gives `pt_BR`, `pt`.
 * @param header `Accept-Language` of a browser, or a bare locale such as `pt_BR`
 */
export function preferredLocales(header: string | undefined): string[] {
  if (!header) return [];
  const text = header.slice(0, MAX_LENGTH).split(',').slice(0, MAX_LANGUAGES).join(',');
  const tags = new Negotiator({ headers: { 'accept-language': text } }).languages();
  const locales = tags
    .filter((tag) => /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(tag))
    .map(toLocale)
    .flatMap(({ locale, base }) => [locale, base]);
  return [...new Set(locales)];
}
