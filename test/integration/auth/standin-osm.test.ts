import { describe, expect, it, onTestFinished } from 'vitest';
import { buildApp } from '../../../src/app.js';
import { createContext } from '../../../src/context.js';
import { useStandin } from '../../../src/demo/standin-osm/standin-osm.service.js';
import { SECRET, testConfig } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';

async function start(env: Record<string, string> = {}): Promise<string> {
  const { database } = await testDatabase();
  const config = testConfig(env);
  const app = await buildApp(createContext({ database, config, secret: SECRET }));
  onTestFinished(() => app.close());
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  useStandin(config.osm, url);
  return url;
}

/** The address behind a link of a page. */
async function linkTo(page: Response, name: string): Promise<string> {
  const [, address = ''] = new RegExp(`<a href="([^"]+)">${name}</a>`).exec(await page.text()) ?? [];
  return address.replaceAll('&amp;', '&');
}

describe('stand-in for OpenStreetMap', () => {
  it('signs a demo user in, from the page of users to a valid session', async () => {
    const url = await start({ STANDIN_OSM: 'true' });
    const choice = await fetch(`${url}/standin-osm/`);
    expect(choice.url).toContain('/standin-osm/oauth2/authorize?');
    const session = await fetch(await linkTo(choice, 'demo_newcomer'));
    const [, authorization = ''] = /<pre>(Token [^<]+)<\/pre>/.exec(await session.text()) ?? [];
    const keys = await fetch(`${url}/api/v2/system/authentication/applications/`, { headers: { authorization } });
    expect(keys.status).toBe(200);
  });

  it('issues a code that is valid once and for one redirect page', async () => {
    const url = await start({ STANDIN_OSM: 'true' });
    const page = 'http://127.0.0.1:3000/authorized';
    const login = await fetch(`${url}/api/v2/system/authentication/login/?redirect_uri=${encodeURIComponent(page)}`);
    const { auth_url: address, state } = (await login.json()) as { auth_url: string; state: string };
    const codeOf = async (): Promise<string> => {
      const back = await fetch(await linkTo(await fetch(address), 'demo_newcomer'), { redirect: 'manual' });
      const location = new URL(back.headers.get('location') ?? '');
      expect(location.searchParams.get('state')).toBe(state);
      return location.searchParams.get('code') ?? '';
    };
    const callback = async (code: string, redirectUri: string): Promise<number> => {
      const query = new URLSearchParams({ code, redirect_uri: redirectUri });
      return (await fetch(`${url}/api/v2/system/authentication/callback/?${query.toString()}`)).status;
    };
    const code = await codeOf();
    expect(await callback(code, page)).toBe(200);
    expect(await callback(code, page)).toBe(400);
    expect(await callback(await codeOf(), 'http://127.0.0.1:3000/other')).toBe(400);
  });

  it('returns 404 unless the settings enable it', async () => {
    const url = await start({ TM_CLIENT_ID: 'a', TM_CLIENT_SECRET: 'b' });
    for (const path of ['', 'oauth2/authorize?redirect_uri=http://a.example.org/', 'authorized?code=x'])
      expect((await fetch(`${url}/standin-osm/${path}`, { redirect: 'manual' })).status).toBe(404);
  });
});
