import { z } from 'zod';
import { httpUrl } from './values.js';

const CODES =
  'ar, cs, de, el, en, es, fa_IR, fr, he, hu, id, it, ja, ko, mg, ml, nl_NL, pt, pt_BR, ru, sv, sw, tl, tr, uk, zh_TW';
const NAMES =
  'عربى, Čeština, Deutsch, Ελληνικά, English, Español, فارسی, Français, עברית, Magyar, Indonesia, Italiano, 日本語, ' +
  '한국어, Malagasy, Malayalam, Nederlands, Português, Português (Brasil), Русский язык, Svenska, Kiswahili, ' +
  'Filipino (Tagalog), Türkçe, Українська, 繁體中文';

/** Settings of the instance: its name, languages and services. */
export const systemShape = {
  TM_ORG_CODE: z.string().trim().min(1, 'give the short name of the organisation').max(100).default('Tessera'),
  TM_SUPPORTED_LANGUAGES_CODES: z.string().default(CODES),
  TM_SUPPORTED_LANGUAGES: z.string().default(NAMES),
  TM_IMAGE_UPLOAD_API_URL: httpUrl('the service that stores images').optional(),
  TM_IMAGE_UPLOAD_API_KEY: z.string().optional(),
  TM_RELEASE_URL: httpUrl('the latest release at the GitHub API').default(
    'https://api.github.com/repos/hotosm/tasking-manager/releases/latest',
  ),
};

/** Name, languages and services of the instance. */
export interface SystemConfig {
  /** Short name of the organisation that runs the instance. */
  orgCode: string;
  /** Languages of the front-end. */
  languages: { code: string; language: string }[];
  /** The image service; null for none. */
  imageUpload: { url: string; key: string } | null;
  /** Address of the latest release at GitHub. */
  releaseUrl: string;
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

/**
 * Builds the settings of the instance.
 * @param refuse makes the error for an invalid setting
 */
export function systemConfig(
  env: z.output<z.ZodObject<typeof systemShape>>,
  refuse: (sentence: string) => Error,
): SystemConfig {
  const codes = listOf(env.TM_SUPPORTED_LANGUAGES_CODES);
  const names = listOf(env.TM_SUPPORTED_LANGUAGES);
  if (codes.length !== names.length)
    throw refuse(
      `TM_SUPPORTED_LANGUAGES has ${names.length} names and TM_SUPPORTED_LANGUAGES_CODES has ${codes.length} codes: give as many names as codes.`,
    );
  const { TM_IMAGE_UPLOAD_API_URL: url, TM_IMAGE_UPLOAD_API_KEY: key } = env;
  if ((url === undefined) !== (key === undefined))
    throw refuse('TM_IMAGE_UPLOAD_API_URL and TM_IMAGE_UPLOAD_API_KEY go together: one of them is missing.');
  return {
    orgCode: env.TM_ORG_CODE,
    languages: codes.map((code, index) => ({ code, language: names[index] ?? code })),
    imageUpload: url !== undefined && key !== undefined ? { url, key } : null,
    releaseUrl: env.TM_RELEASE_URL,
  };
}
