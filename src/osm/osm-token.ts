import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import type { OsmConfig } from '../config/osm.js';
import { DomainError } from '../errors/errors.js';
import { askService } from './ask-service.js';

/** The token answer of OSM, unchanged: `access_token`, `token_type`, `scope`, `created_at`. */
export type OsmToken = z.output<typeof tokenAnswer>;

const tokenAnswer = z.looseObject({ access_token: z.string().regex(/^[\x21-\x7E]+$/), token_type: z.string() });

/**
 * Client id and secret in the Basic header, as they are. The library would encode them as RFC 6749 demands, and OSM
 * does not decode: its ids contain `-` and `_`.
 */
const plainBasic =
  (secret: string): oauth.ClientAuth =>
  (_server, { client_id: id }, _body, headers) =>
    headers.set('authorization', `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`);

/** Whether the authorization server says that the code is not valid, in the body or in `WWW-Authenticate`. */
function isInvalidGrant(error: unknown): boolean {
  if (error instanceof oauth.ResponseBodyError) return error.error === 'invalid_grant';
  return (
    error instanceof oauth.WWWAuthenticateChallengeError &&
    error.cause.some(({ parameters }) => parameters.error === 'invalid_grant')
  );
}

/** Sends the request with the client of this server and its limits, and stores the unchanged answer. */
async function requestToken(osm: OsmConfig, client: { id: string; secret: string }, code: string, redirectUri: string) {
  const server = { issuer: osm.serverUrl, token_endpoint: `${osm.serverUrl}/oauth2/token` };
  const application = { client_id: client.id };
  // The front-end compares the state. This server does not store it.
  const callback = oauth.validateAuthResponse(server, application, new URLSearchParams({ code }), oauth.skipStateCheck);
  let original: Promise<unknown> = Promise.resolve();
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    application,
    plainBasic(client.secret),
    callback,
    redirectUri,
    oauth.nopkce,
    {
      [oauth.allowInsecureRequests]: osm.serverUrl.startsWith('http:'),
      [oauth.customFetch]: async (
        url: string,
        { method, headers, body }: oauth.CustomFetchOptions<'POST', URLSearchParams>,
      ) => {
        const answer = await askService(url, { method, headers, body: body.toString() });
        original = answer
          .clone()
          .json()
          .catch(() => undefined);
        return answer;
      },
    },
  );
  await oauth.processAuthorizationCodeResponse(server, application, response);
  return tokenAnswer.parse(await original);
}

/**
 * Exchanges the code from OSM for a token.
 * @param redirectUri the address to which OSM redirected, the same as in the authorization request
 * @throws DomainError InvalidGrantError if OSM does not accept the code, TokenFetchError if it returns no token
 */
export async function fetchOsmToken(
  osm: OsmConfig,
  client: { id: string; secret: string },
  { code, redirectUri }: { code: string; redirectUri: string },
): Promise<OsmToken> {
  try {
    return await requestToken(osm, client, code, redirectUri);
  } catch (error) {
    // The cause is left out, because it may contain the code, the secret or a token, and errors are logged.
    throw new DomainError(isInvalidGrant(error) ? 'InvalidGrantError' : 'TokenFetchError');
  }
}
