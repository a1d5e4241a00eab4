import { randomBytes } from 'node:crypto';
import { signSession } from '../../access/tokens/session-token.js';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { fetchOsmToken, type OsmToken } from '../../osm/osm-token.js';
import { fetchOsmUserDetails } from '../../osm/osm-users.js';
import { emailAddress } from '../../text/email-address.js';
import { registerOsmUser } from './register-user.service.js';
import { checkLevelAtSignIn } from '../mapping-levels/checks/level-checks.service.js';

/** The OAuth application of this server at OSM. @throws DomainError SignInNotConfigured */
function clientOf({ config }: Context): { id: string; secret: string } {
  if (!config.osm.client) throw new DomainError('SignInNotConfigured');
  return config.osm.client;
}

/**
 * The address for signing in at OSM. Nothing is stored: the client stores the state and compares it afterwards.
 * @param redirectUri the address to which OSM redirects, by default the address of the settings
 * @throws DomainError SignInNotConfigured
 */
export function signInAddress(context: Context, redirectUri: string | undefined) {
  const { osm } = context.config;
  const state = randomBytes(36).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientOf(context).id,
    redirect_uri: redirectUri ?? osm.redirectUri,
    scope: osm.scope,
    state,
  });
  return { auth_url: `${osm.serverUrl}/oauth2/authorize?${query.toString()}`, state };
}

/** A session, with the values that the front-end needs. */
export interface SignedIn {
  username: string;
  session_token: string;
  picture: string | null;
  /** The token answer of OSM. Editors in the browser use it to upload. It is not stored. */
  session: OsmToken;
}

/** The code from OSM, and the values that the client adds. */
export interface SignInAnswer {
  code: string;
  /** The address to which OSM redirected. By default the address of the settings. */
  redirectUri: string | undefined;
  /** The e-mail address of a new user. */
  email: string | undefined;
}

/**
 * Signs a user in with the code from OSM. A new user gets a row. Name and picture are copied from OSM. The mapping
 * level is checked in parallel; the answer does not wait for OSM and ohsome.
 * @throws DomainError SignInNotConfigured, InvalidGrantError, TokenFetchError, OSMServiceError, AuthError
 */
export async function signIn(context: Context, { code, redirectUri, email }: SignInAnswer): Promise<SignedIn> {
  const { osm } = context.config;
  const session = await fetchOsmToken(osm, clientOf(context), { code, redirectUri: redirectUri ?? osm.redirectUri });
  const { id, displayName: username, pictureUrl } = await fetchOsmUserDetails(osm, session.access_token);
  const registered = registerOsmUser(
    context,
    { id, username, pictureUrl },
    { emailAddress: email === undefined ? null : emailAddress(email) },
  );
  await checkLevelAtSignIn(context, id, registered);
  return { username, session_token: signSession(id, context.secret), picture: pictureUrl, session };
}
