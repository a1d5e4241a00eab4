import { z } from 'zod';

const serverUrl = (what: string) => z.url({ protocol: /^https?$/, error: `give the URL of ${what}` });

/** Settings about OpenStreetMap and the statistics service ohsome, as environment variables. */
export const osmShape = {
  OSM_SERVER_URL: serverUrl('an OSM website').default('https://www.openstreetmap.org'),
  OSM_SERVER_API_URL: serverUrl('an OSM API').optional(),
  TM_CLIENT_ID: z.string().optional(),
  TM_CLIENT_SECRET: z.string().optional(),
  TM_REDIRECT_URI: serverUrl('the page of the front-end to which OSM returns').optional(),
  TM_SCOPE: z
    .string()
    .regex(/^[\x21\x23-\x5B\x5D-\x7E]+( [\x21\x23-\x5B\x5D-\x7E]+)*$/, 'give OAuth scopes, separated by single spaces')
    .default('read_prefs write_api'),
  OHSOME_STATS_API_URL: serverUrl('the ohsome statistics service').default('https://stats.now.ohsome.org/api'),
  OHSOME_STATS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7E]+$/, 'give the token without spaces')
    .optional(),
  OHSOME_STATS_TOPICS: z
    .string()
    .regex(/^\w+(,\w+)*$/, 'give names of topics, separated by commas')
    .default('highway,building,waterway,poi'),
};

/** Where OSM and ohsome are, and as which application this server signs users in. URLs have no final slash. */
export interface OsmConfig {
  /** The OSM website: users sign in there. */
  serverUrl: string;
  /** The OSM API. */
  apiUrl: string;
  /** The application as it is registered at OSM; null: nobody can sign in. */
  client: { id: string; secret: string } | null;
  /** To which page OSM returns after the sign-in, where the front-end names none. */
  redirectUri: string;
  /** What users allow the application to do, separated by spaces. */
  scope: string;
  ohsome: { url: string; token: string | null; topics: string };
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/**
 * Builds the part of the settings that is about OSM.
 * @param refuse makes the error of a setting that makes no sense
 */
export function osmConfig(
  env: z.output<z.ZodObject<typeof osmShape>>,
  appBaseUrl: string,
  refuse: (sentence: string) => Error,
): OsmConfig {
  const { TM_CLIENT_ID: id, TM_CLIENT_SECRET: secret } = env;
  if ((id === undefined) !== (secret === undefined))
    throw refuse(
      `${id === undefined ? 'TM_CLIENT_ID' : 'TM_CLIENT_SECRET'} is missing: TM_CLIENT_ID and TM_CLIENT_SECRET go together.`,
    );
  return {
    serverUrl: withoutSlash(env.OSM_SERVER_URL),
    apiUrl: withoutSlash(env.OSM_SERVER_API_URL ?? env.OSM_SERVER_URL),
    client: id !== undefined && secret !== undefined ? { id, secret } : null,
    redirectUri: env.TM_REDIRECT_URI ?? `${withoutSlash(appBaseUrl)}/authorized`,
    scope: env.TM_SCOPE,
    ohsome: {
      url: withoutSlash(env.OHSOME_STATS_API_URL),
      token: env.OHSOME_STATS_TOKEN ?? null,
      topics: env.OHSOME_STATS_TOPICS,
    },
  };
}
