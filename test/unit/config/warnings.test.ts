import { describe, expect, it } from 'vitest';
import { loadConfig, PUBLISHED_SECRET } from '../../../src/config.js';
import { warningsOf } from '../../../src/server.js';

const SERVER = { DATABASE_URL: 'postgres://a@b/c', TM_SECRET: 'd41c2f0b97e84a6c8f5e3b1a7c9d0e2f' };
const CLIENT = { TM_CLIENT_ID: 'a', TM_CLIENT_SECRET: 'b' };

describe('warnings about settings at the start', () => {
  it.each([
    ['with a database server and no OAuth application', SERVER, ['nobody can sign in: TM_CLIENT_ID is not set']],
    ['with an OAuth application', { ...SERVER, ...CLIENT }, []],
    ['with the stand-in', { ...SERVER, STANDIN_OSM: 'true' }, []],
    ['with the embedded database', { DEMO: 'false' }, []],
    [
      'with the published secret',
      { ...SERVER, ...CLIENT, TM_SECRET: PUBLISHED_SECRET },
      ['TM_SECRET is the published example: anybody can sign sessions. Give a secret of your own.'],
    ],
  ])('%s', (_when, env, warnings) => expect(warningsOf(loadConfig(env))).toEqual(warnings));
});
