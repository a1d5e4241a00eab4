import { computed, signal } from '@preact/signals';
import en from '../messages/en.json';

/** Keys of the sentences of the page. The English file has all of them. */
export type MessageKey = keyof typeof en;
type Messages = Record<MessageKey, string>;

/** The languages of the page: their names in the language itself, and how their sentences are loaded. */
const LANGUAGES: Record<string, { name: string; load: () => Promise<{ default: Messages }> }> = {
  en: { name: 'English', load: async () => ({ default: en }) },
  es: { name: 'Español', load: () => import('../messages/es.json') },
  fr: { name: 'Français', load: () => import('../messages/fr.json') },
  pt: { name: 'Português', load: () => import('../messages/pt.json') },
};

export const languages = Object.entries(LANGUAGES).map(([code, { name }]) => ({ code, name }));

/** Key of the chosen language in the local storage. */
const STORAGE_KEY = 'tessera-language';

const preferred = (): string =>
  [localStorage.getItem(STORAGE_KEY) ?? '', ...navigator.languages.map((tag) => tag.slice(0, 2))].find(
    (code) => code in LANGUAGES,
  ) ?? 'en';

/** The language of the page as a language tag. */
export const locale = signal('en');
const messages = signal<Messages>(en);

async function load(code: string): Promise<void> {
  const { default: loaded } = await LANGUAGES[code]!.load();
  messages.value = loaded;
  locale.value = code;
  document.documentElement.lang = code;
}

/** Loads the language that the user has chosen. If there is none, loads the language that the browser prefers. */
export const loadLanguage = (): Promise<void> => load(preferred());

/** Changes the language and stores the choice in the browser. */
export function chooseLanguage(code: string): void {
  localStorage.setItem(STORAGE_KEY, code);
  void load(code);
}

/** Returns a sentence in the language of the page. @param values the values of the placeholders `{name}` */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return messages.value[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? value.toLocaleString(locale.value) : (value ?? whole);
  });
}

/** Whether a sentence with this key exists. */
export const isMessage = (key: string): key is MessageKey => key in en;

const dateFormat = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short' }));

/** Formats a time in the language of the page. @param iso a time from the API */
export const dateText = (iso: string): string => dateFormat.value.format(new Date(iso));

const relativeFormat = computed(() => new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }));

/** Formats the time since `iso` in the language of the page, for example `3 minutes ago`. @param now in milliseconds */
export function agoText(iso: string, now: number): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000);
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  return relativeFormat.value.format(Math.trunc(seconds / size), unit);
}
