import { z } from 'zod';
import { flag, httpUrl } from './values.js';

/** Settings about OpenStreetMap and the statistics service ohsome, as environment variables. */
export const osmShape = {
  OSM_SERVER_URL: httpUrl('an OSM website').optional(),
  OSM_SERVER_API_URL: httpUrl('an OSM API').optional(),
  STANDIN_OSM: flag.optional(),
  TM_CLIENT_ID: z.string().optional(),
  TM_CLIENT_SECRET: z.string().optional(),
  TM_REDIRECT_URI: httpUrl('the page of the front-end to which OSM returns').optional(),
  TM_SCOPE: z
    .string()
    .regex(/^[\x21\x23-\x5B\x5D-\x7E]+( [\x21\x23-\x5B\x5D-\x7E]+)*$/, 'give OAuth scopes, separated by single spaces')
    .default('read_prefs write_api'),
  OHSOME_STATS_API_URL: httpUrl('the ohsome statistics service').default('https://stats.now.ohsome.org/api'),
  OHSOME_STATS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7E]+$/, 'give the token without spaces')
    .optional(),
  OHSOME_STATS_TOPICS: z
    .string()
    .regex(/^\w+(,\w+)*$/, 'give names of topics, separated by commas')
    .default('highway,building,waterway,poi'),
};

/** The addresses of OSM and ohsome, and the OAuth application of this server. URLs have no final slash. */
export interface OsmConfig {
  /** Whether this server is also a stand-in for OSM, for demos. */
  standin: boolean;
  /** The OSM website on which users sign in. */
  serverUrl: string;
  /** The OSM API. */
  apiUrl: string;
  /** The application that is registered at OSM. Null: nobody can sign in. */
  client: { id: string; secret: string } | null;
  /** Default address to which OSM redirects after the sign-in. */
  redirectUri: string;
  /** The scopes that users grant to the application, separated by spaces. */
  scope: string;
  ohsome: { url: string; token: string | null; topics: string };
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

const OSM = 'https://www.openstreetmap.org';

/** The application of the server at its own stand-in. */
const STANDIN_CLIENT = { id: 'standin', secret: 'standin' };

/**
 * Builds the settings of OSM.
 * @param instance the address of the front-end, and whether the stand-in is the default
 * @param refuse makes the error for an invalid setting
 */
export function osmConfig(
  env: z.output<z.ZodObject<typeof osmShape>>,
  instance: { appBaseUrl: string; isDemo: boolean },
  refuse: (sentence: string) => Error,
): OsmConfig {
  const { TM_CLIENT_ID: id, TM_CLIENT_SECRET: secret } = env;
  if ((id === undefined) !== (secret === undefined))
    throw refuse(
      `${id === undefined ? 'TM_CLIENT_ID' : 'TM_CLIENT_SECRET'} is missing: TM_CLIENT_ID and TM_CLIENT_SECRET go together.`,
    );
  const serverUrl = env.OSM_SERVER_URL ?? OSM;
  const client = id !== undefined && secret !== undefined ? { id, secret } : null;
  const standin = env.STANDIN_OSM ?? (instance.isDemo && !client && env.OSM_SERVER_URL === undefined);
  if (standin && env.OSM_SERVER_URL !== undefined)
    throw refuse(
      'STANDIN_OSM is true and OSM_SERVER_URL is given: give only one of them, because users sign in at one OSM.',
    );
  return {
    standin,
    serverUrl: withoutSlash(serverUrl),
    apiUrl: withoutSlash(env.OSM_SERVER_API_URL ?? serverUrl),
    client: client ?? (standin ? STANDIN_CLIENT : null),
    redirectUri: env.TM_REDIRECT_URI ?? `${withoutSlash(instance.appBaseUrl)}/authorized`,
    scope: env.TM_SCOPE,
    ohsome: {
      url: withoutSlash(env.OHSOME_STATS_API_URL),
      token: env.OHSOME_STATS_TOKEN ?? null,
      topics: env.OHSOME_STATS_TOPICS,
    },
  };
}
