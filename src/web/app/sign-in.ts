import { api, dataOf } from '../api/client.js';
import { go, href, relativePath } from './router.js';
import { setSession } from './session.js';

/** A sign-in that has started. The page stores it while the browser is at OpenStreetMap. */
interface PendingSignIn {
  state: string;
  isDemo: boolean;
  /** The view in which the sign-in started, as a path relative to the page. */
  returnTo: string;
}

const STORAGE_KEY = 'tessera-sign-in';

const redirectUri = (): string => location.origin + href('authorized');

/**
 * Sends the browser to OpenStreetMap, or to its stand-in in the demo.
 * @param demoUser the user that the stand-in signs in; null at OpenStreetMap
 * @throws ApiError
 */
export async function startSignIn(demoUser: string | null = null): Promise<void> {
  const query = { redirect_uri: redirectUri() };
  const { auth_url: address, state } = await dataOf(
    api.GET('/api/v2/system/authentication/login/', { params: { query } }),
  );
  const pending: PendingSignIn = { state, isDemo: demoUser !== null, returnTo: relativePath(location) };
  sessionStorage.setItem(STORAGE_KEY, JSON.stringify(pending));
  const url = new URL(address);
  if (demoUser !== null) url.searchParams.set('user', demoUser);
  location.assign(url);
}

/**
 * Signs in with the code in the current URL, and opens the view in which the sign-in started.
 * @throws ApiError, Error if this window has not started the sign-in
 */
export async function finishSignIn(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const pending = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? 'null') as PendingSignIn | null;
  sessionStorage.removeItem(STORAGE_KEY);
  history.replaceState(null, '', location.pathname);
  const code = query.get('code');
  if (!pending || code === null || query.get('state') !== pending.state)
    throw new Error('this window has not started a sign-in');
  const { username, session_token: token } = await dataOf(
    api.GET('/api/v2/system/authentication/callback/', { params: { query: { code, redirect_uri: redirectUri() } } }),
  );
  setSession({ username, authorization: `Token ${btoa(token)}`, isDemo: pending.isDemo });
  go(pending.returnTo, { replace: true });
}
