import { z } from 'zod';
import { signFor, verifyFor } from '../../access/tokens/session-token.js';
import type { OsmConfig } from '../../config/osm.js';
import type { Context } from '../../context.js';
import { findUser } from '../../modules/users/users.service.js';
import { DEMO_STATISTICS, DEMO_USERS, type DemoUser } from '../content/demo-users.js';
import type { StandinUser } from './standin-pages.js';

/** The path of the stand-in. */
export const STANDIN_PATH = '/standin-osm';

/** A user without an account in this installation before the first sign-in. */
const NEWCOMER: StandinUser = { id: 1_999_000_000, username: 'demo_newcomer' };

/** How long a code and a token of the stand-in are valid, in seconds. */
const CODE_SECONDS = 300;
const TOKEN_SECONDS = 3600;

/** Changes the settings so that this server uses its stand-in, if it is on. @param url - the base URL of the server */
export function useStandin(osm: OsmConfig, url: string): void {
  if (!osm.standin) return;
  const standin = `${url}${STANDIN_PATH}`;
  Object.assign(osm, { serverUrl: standin, apiUrl: standin, ohsome: { ...osm.ohsome, url: `${standin}/ohsome` } });
}

/** The users who can sign in with the stand-in: the demo users and a new one. */
export async function standinUsers(context: Context): Promise<StandinUser[]> {
  const found = await Promise.all(DEMO_USERS.map((name) => findUser(context, name).catch(() => null)));
  return [...found.filter((user) => user !== null), NEWCOMER];
}

const codePayload = z.object({ code: z.object({ id: z.int(), username: z.string(), redirectUri: z.string() }) });
const tokenPayload = z.object({ token: z.object({ id: z.int(), username: z.string() }) });

/** The authorization code for a user (https://www.rfc-editor.org/rfc/rfc6749#section-4.1). The browser sends it to the client. */
export const codeFor = ({ id, username }: StandinUser, redirectUri: string, secret: string): string =>
  signFor('standin', { code: { id, username, redirectUri } }, secret);

/** The request of a client that exchanges a code for a token. */
interface TokenRequest {
  authorization: string | undefined;
  form: URLSearchParams;
}

/** Exchanges codes for tokens. A code is valid once. @returns a function that returns the status and the body of the answer */
export function tokenEndpoint({ config, secret }: Context) {
  const used = new Set<string>();
  return ({ authorization, form }: TokenRequest): { status: number; body: object } => {
    const client = config.osm.client;
    const expected = client && `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
    if (authorization !== expected) return { status: 401, body: { error: 'invalid_client' } };
    if (form.get('grant_type') !== 'authorization_code')
      return { status: 400, body: { error: 'unsupported_grant_type' } };
    const code = form.get('code') ?? '';
    const granted = codePayload.safeParse(verifyFor('standin', code, secret, { maxAge: CODE_SECONDS }));
    if (!granted.success || used.has(code) || granted.data.code.redirectUri !== form.get('redirect_uri'))
      return { status: 400, body: { error: 'invalid_grant' } };
    used.add(code);
    const { id, username } = granted.data.code;
    const body = {
      access_token: signFor('standin', { token: { id, username } }, secret),
      token_type: 'Bearer',
      scope: config.osm.scope,
      created_at: Math.floor(Date.now() / 1000),
    };
    return { status: 200, body };
  };
}

/** Changesets of the new user. */
const NEWCOMER_CHANGESETS = 10;

const statisticsOf = (username: string): Readonly<Record<string, number>> =>
  Object.hasOwn(DEMO_STATISTICS, username) ? DEMO_STATISTICS[username as DemoUser] : { changeset: NEWCOMER_CHANGESETS };

const osmUser = ({ id, username }: StandinUser) => ({
  version: '0.6',
  user: {
    id,
    display_name: username,
    account_created: '2020-01-01T00:00:00Z',
    changesets: { count: statisticsOf(username).changeset },
  },
});

/** The user of a token in the form of the OSM API (https://wiki.openstreetmap.org/wiki/API_v0.6); null if the token is invalid. */
export function userOfToken(authorization: string | undefined, secret: string) {
  const [, token = ''] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
  const payload = tokenPayload.safeParse(verifyFor('standin', token, secret, { maxAge: TOKEN_SECONDS }));
  return payload.success ? osmUser(payload.data.token) : null;
}

/** A user by id in the form of the OSM API; null if there is none. */
export async function userOfId(context: Context, id: string) {
  const user = (await standinUsers(context)).find((known) => String(known.id) === id);
  return user ? osmUser(user) : null;
}

/** The statistics of a user by topic in the form of the ohsome statistics service. Unknown topics are zero. */
export async function topicsOf(context: Context, id: string, topics: string[]) {
  const user = (await standinUsers(context)).find((known) => String(known.id) === id);
  const statistics = statisticsOf(user?.username ?? '');
  return { result: { topics: Object.fromEntries(topics.map((topic) => [topic, { value: statistics[topic] ?? 0 }])) } };
}
