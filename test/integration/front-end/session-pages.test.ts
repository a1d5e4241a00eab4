import { describe, expect, it } from 'vitest';
import { useOsm } from '../../support/osm-server.js';
import { useApp } from '../../support/app.js';
import { hasKeys, openBrowser, patch, post } from './browser.js';

/** Signing in, the pop-up that asks for an address, and the end of a session, as the stock front-end does them. */

const REDIRECT = 'https://tasks.example.org/authorized';

const osm = useOsm();
Object.assign(osm.env, { TM_CLIENT_ID: 'client', TM_CLIENT_SECRET: 'secret', TM_REDIRECT_URI: REDIRECT });
const world = useApp(osm.env);

const visitor = () => openBrowser(world, null);

/** Signs in at OSM and returns as the page does: the session of the answer, in base64, is the token of all requests. */
async function signIn(name: string) {
  const id = osm.add(name);
  const page = visitor();
  const { auth_url: address, state } = await page.json(
    `system/authentication/login/?redirect_uri=${encodeURIComponent(REDIRECT)}`,
  );
  expect(new URL(String(address)).searchParams.get('redirect_uri')).toBe(REDIRECT);
  expect(new URL(String(address)).searchParams.get('state')).toBe(state);
  const query = new URLSearchParams({ redirect_uri: REDIRECT, code: osm.code({ id, name }) });
  const signedIn = await page.json(`system/authentication/callback/?${query.toString()}`);
  hasKeys(signedIn, 'username', 'session_token', 'session', 'picture');
  hasKeys(signedIn.session, 'access_token');
  const authorization = `Token ${Buffer.from(String(signedIn.session_token)).toString('base64')}`;
  return { id, user: { id, username: name }, authorization };
}

describe('a session of the stock front-end', () => {
  it('begins at OSM, opens with the requests of every page, and asks for an address', async () => {
    const { id, user, authorization } = await signIn(`Newcomer ${Date.now()}`);
    const page = openBrowser(world, user);
    await page.boot();
    const profile = await world.get(`users/queries/${encodeURIComponent(user.username)}/`, {
      headers: { authorization },
    });
    // The page asks for an address where the key is there and empty.
    expect(profile.body).toMatchObject({ id, username: user.username, role: 'MAPPER', emailAddress: null });
    const welcome = await page.json(`users/${encodeURIComponent(user.username)}/recommended-projects/`);
    expect(Array.isArray(welcome.results)).toBe(true);
    const form = { ...(profile.body as object), emailAddress: `n${id}@example.org` };
    expect(await page.json('users/me/actions/set-user/', patch(form))).toEqual({ verificationEmailSent: true });
    await page.boot();
  });

  it('is refused with the code on which the page signs out', async () => {
    const { user } = await signIn(`Stranger ${Date.now()}`);
    for (const path of [`users/queries/${encodeURIComponent(user.username)}/`, 'notifications/?status=unread']) {
      const { status, body } = await world.get(path, { headers: { authorization: 'Token bm90IGEgc2Vzc2lvbg==' } });
      expect(status, path).toBe(401);
      expect(body, path).toMatchObject({ SubCode: 'InvalidToken' });
    }
  });

  it('is not needed to register an address, and a taken address returns an error code', async () => {
    const email = `signup${Date.now()}@example.org`;
    const page = visitor();
    expect(await page.json('users/actions/register/', post({ email }))).toMatchObject({ success: true });
    hasKeys(await page.json('users/actions/register/', post({ email })), 'success', 'details');
  });

  it('returns the reason when a link of a mail is refused', async () => {
    const answer = await visitor().send('json', 'system/authentication/email/?token=x&username=nobody');
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(String(answer.headers['content-type'])).toContain('json');
  });
});
