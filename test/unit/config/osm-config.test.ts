import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../../src/config.js';

const SERVER = { DATABASE_URL: 'postgres://a@b/c', TM_SECRET: 'd41c2f0b97e84a6c8f5e3b1a7c9d0e2f' };

describe('settings of sign-in', () => {
  it('enables the stand-in only in the embedded demo', () => {
    expect(loadConfig({}).osm).toMatchObject({ standin: true, client: { id: 'standin' } });
    expect(loadConfig({ DEMO: 'false' }).osm).toMatchObject({ standin: false, client: null });
    expect(loadConfig(SERVER).osm).toMatchObject({ standin: false, client: null });
    expect(loadConfig({ ...SERVER, DEMO: 'true' }).osm.standin).toBe(false);
    expect(loadConfig({ ...SERVER, STANDIN_OSM: 'true' }).osm.standin).toBe(true);
    expect(loadConfig({ TM_CLIENT_ID: 'a', TM_CLIENT_SECRET: 'b' }).osm.standin).toBe(false);
  });

  it('uses the API of the OSM website by default', () => {
    const { osm } = loadConfig({ ...SERVER, OSM_SERVER_URL: 'https://osm.example.org/' });
    expect(osm).toMatchObject({ serverUrl: 'https://osm.example.org', apiUrl: 'https://osm.example.org' });
  });

  it('redirects to the front-end by default', () => {
    expect(loadConfig({ ...SERVER, TM_APP_BASE_URL: 'https://t.example.org/' }).osm.redirectUri).toBe(
      'https://t.example.org/authorized',
    );
  });

  it.each([
    [{ TM_CLIENT_ID: 'a' }, /TM_CLIENT_SECRET is missing/],
    [{ TM_CLIENT_SECRET: 'a' }, /TM_CLIENT_ID is missing/],
    [{ OSM_SERVER_URL: 'ftp://x' }, /OSM_SERVER_URL/],
    [{ OSM_SERVER_URL: 'https://x.org', STANDIN_OSM: 'true' }, /give only one of them/],
    [{ TM_SCOPE: 'a  b' }, /TM_SCOPE/],
    [{ TM_REDIRECT_URI: 'authorized' }, /TM_REDIRECT_URI/],
    [{ OHSOME_STATS_TOPICS: 'a, b' }, /OHSOME_STATS_TOPICS/],
    [{ TM_SUPPORTED_LANGUAGES_CODES: 'a,b', TM_SUPPORTED_LANGUAGES: 'A' }, /as many names as codes/],
    [{ TM_IMAGE_UPLOAD_API_URL: 'https://x.org' }, /go together/],
  ])('refuses invalid settings: %j', (env, sentence) => {
    expect(() => loadConfig(env as unknown as NodeJS.ProcessEnv)).toThrow(ConfigError);
    expect(() => loadConfig(env as unknown as NodeJS.ProcessEnv)).toThrow(sentence);
  });
});
