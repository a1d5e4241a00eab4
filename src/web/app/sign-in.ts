import { api, dataOf } from '../api/client.js';
import { go, href, pathBelow } from './router.js';
import { setSession } from './session.js';

/** What the page remembers while the browser is at OpenStreetMap. */
interface Pending {
  state: string;
  isDemo: boolean;
  /** The view from which the sign-in began. */
  returnTo: string;
}

const KEY = 'tessera-sign-in';

const redirectUri = (): string => location.origin + href('authorized');

/**
 * Sends the browser to OpenStreetMap, or to its stand-in.
 * @param demoUser whom the stand-in signs in without a question
 * @throws ApiError
 */
export async function startSignIn(demoUser: string | null = null): Promise<void> {
  const query = { redirect_uri: redirectUri() };
  const { auth_url: address, state } = await dataOf(
    api.GET('/api/v2/system/authentication/login/', { params: { query } }),
  );
  const pending: Pending = { state, isDemo: demoUser !== null, returnTo: pathBelow(location) };
  sessionStorage.setItem(KEY, JSON.stringify(pending));
  const url = new URL(address);
  if (demoUser !== null) url.searchParams.set('user', demoUser);
  location.assign(url);
}

/**
 * Signs in with what OpenStreetMap put into the address, and shows the view from which the sign-in began.
 * @throws ApiError, Error where this window began no such sign-in
 */
export async function finishSignIn(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const pending = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Pending | null;
  sessionStorage.removeItem(KEY);
  history.replaceState(null, '', location.pathname);
  const code = query.get('code');
  if (!pending || code === null || query.get('state') !== pending.state) throw new Error('no sign-in was begun here');
  const { username, session_token: token } = await dataOf(
    api.GET('/api/v2/system/authentication/callback/', { params: { query: { code, redirect_uri: redirectUri() } } }),
  );
  setSession({ username, authorization: `Token ${btoa(token)}`, isDemo: pending.isDemo });
  go(pending.returnTo, { replace: true });
}
