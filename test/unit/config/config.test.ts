import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, PUBLISHED_SECRET } from '../../../src/config.js';
import { parseDuration } from '../../../src/config/values.js';

const SERVER = { DATABASE_URL: 'postgres://someone@db.example.org/tm', TM_SECRET: '0f9b1c7e5d3a8264b0e1f2a3c4d5e6f7' };

/** The sentence with which the settings are refused. */
function refusal(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error(`not refused: ${JSON.stringify(env)}`);
}

describe('settings', () => {
  it('uses the defaults when no variable is set', () => {
    expect(loadConfig({})).toMatchObject({
      database: { kind: 'embedded', dataDir: '.data' },
      secret: undefined,
      host: '127.0.0.1',
      port: 5000,
      logLevel: 'warn',
      autoUnlockSeconds: 7200,
      lockScope: 'project',
      defaultLocale: 'en',
      appBaseUrl: 'http://127.0.0.1:5000',
      corsOrigins: '*',
      privateExports: 'public',
      maxAoiAreaKm2: 5000,
      maxTasks: 100_000,
      serverTiming: false,
      slowStatementMs: 1000,
      compression: true,
      listCacheBytes: 32 * 1024 * 1024,
      bodyLimitBytes: 64 * 1024 * 1024,
      requestTimeoutSeconds: 120,
      maxConnections: 5000,
      rateLimit: { perMinute: 0, countsLoopback: false },
      trustProxy: false,
      shutdownTimeoutSeconds: 15,
      demo: true,
      creation: { changesetTag: '#tm-project', nominatimUrl: null },
    });
  });

  it('links to its own page with the embedded database, and to the separate front-end otherwise', () => {
    const links = (env: Record<string, string>): string => loadConfig(env).appBaseUrl;
    expect(links({ PORT: '5123' })).toBe('http://127.0.0.1:5123');
    expect(links({ ...SERVER, PORT: '5123' })).toBe('http://127.0.0.1:3000');
    expect(links({ PORT: '5123', TM_APP_BASE_URL: 'https://tasks.example.org/' })).toBe('https://tasks.example.org');
  });

  it('uses the defaults when a variable is empty', () => {
    const names = [
      'PORT',
      'HOST',
      'LOG_LEVEL',
      'TASK_AUTOUNLOCK_AFTER',
      'DATABASE_URL',
      'TM_SECRET',
      'DEMO',
      'LOCK_SCOPE',
    ];
    expect(loadConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(loadConfig({}));
  });

  it('ignores unknown variables', () => {
    expect(loadConfig({ PATH: '/bin', port: '99999999' })).toEqual(loadConfig({}));
  });

  it('uses a database server by its URL and then loads demo data only on request', () => {
    const config = loadConfig({ ...SERVER, DATABASE_POOL_SIZE: '3', DATABASE_PREPARE: 'false' });
    expect(config.database).toEqual({
      kind: 'server',
      url: SERVER.DATABASE_URL,
      readUrl: undefined,
      poolSize: 3,
      prepare: false,
      statementTimeoutMs: 60_000,
      idleTimeoutMs: 120_000,
    });
    expect(config.secret).toBe(SERVER.TM_SECRET);
    expect(config.demo).toBe(false);
    expect(config.logLevel).toBe('info');
    expect(loadConfig({ ...SERVER, DEMO: 'true' }).demo).toBe(true);
    expect(loadConfig({ DEMO: '0' }).demo).toBe(false);
  });

  it.each([
    ['TASK_AUTOUNLOCK_AFTER', '1h30m', 'autoUnlockSeconds', 5400],
    ['TASK_AUTOUNLOCK_AFTER', '7d', 'autoUnlockSeconds', 604_800],
    ['LOCK_SCOPE', 'global', 'lockScope', 'global'],
    ['TM_DEFAULT_LOCALE', 'pt_BR', 'defaultLocale', 'pt_BR'],
    ['TM_APP_BASE_URL', 'https://tasks.example.org/', 'appBaseUrl', 'https://tasks.example.org'],
    [
      'EXTRA_CORS_ORIGINS',
      'https://a.example, https://b.example',
      'corsOrigins',
      ['https://a.example', 'https://b.example'],
    ],
    ['EXTRA_CORS_ORIGINS', 'https://a.example *', 'corsOrigins', '*'],
    ['PRIVATE_EXPORTS', 'token', 'privateExports', 'token'],
    ['TM_MAX_AOI_AREA', '12.5', 'maxAoiAreaKm2', 12.5],
    ['TM_MAX_TASKS', '10', 'maxTasks', 10],
    ['TM_DEFAULT_CHANGESET_COMMENT', '#ours', 'creation', { changesetTag: '#ours', nominatimUrl: null }],
    ['OSM_NOMINATIM_SERVER_URL', 'http://127.0.0.1/geo/', 'creation', { nominatimUrl: 'http://127.0.0.1/geo' }],
    ['BODY_LIMIT_MB', '2', 'bodyLimitBytes', 2_097_152],
    ['SHUTDOWN_TIMEOUT', '1m', 'shutdownTimeoutSeconds', 60],
    ['REQUEST_TIMEOUT', '30s', 'requestTimeoutSeconds', 30],
    ['MAX_CONNECTIONS', '100', 'maxConnections', 100],
    ['RATE_LIMIT', '60', 'rateLimit', { perMinute: 60, countsLoopback: true }],
    ['RATE_LIMIT', '0', 'rateLimit', { perMinute: 0, countsLoopback: true }],
    ['HOST', '0.0.0.0', 'rateLimit', { perMinute: 1200, countsLoopback: false }],
    ['HOST', '::1', 'rateLimit', { perMinute: 0, countsLoopback: false }],
    ['TRUST_PROXY', 'true', 'trustProxy', true],
    ['TRUST_PROXY', '2', 'trustProxy', 2],
    ['TRUST_PROXY', '10.0.0.0/8, ::1', 'trustProxy', ['10.0.0.0/8', '::1']],
    ['PORT', '0', 'port', 0],
    ['LOG_LEVEL', 'silent', 'logLevel', 'silent'],
  ])('accepts %s=%s', (name, value, key, expected) => {
    expect(loadConfig({ [name]: value })).toMatchObject({ [key]: expected });
  });

  it.each([
    ['DATABASE_URL', 'mysql://db/tm'],
    ['DATABASE_URL', 'postgres://'],
    ['POSTGRES_PORT', '70000'],
    ['OSM_NOMINATIM_SERVER_URL', 'nominatim'],
    ['OSM_NOMINATIM_SERVER_URL', 'file:///etc/passwd'],
    ['TM_DEFAULT_CHANGESET_COMMENT', ' '],
    ['DATABASE_POOL_SIZE', '0'],
    ['DATABASE_POOL_SIZE', 'ten'],
    ['DATABASE_PREPARE', 'maybe'],
    ['REQUEST_TIMEOUT', 'soon'],
    ['REQUEST_TIMEOUT', '2h'],
    ['MAX_CONNECTIONS', '0'],
    ['RATE_LIMIT', '-1'],
    ['TRUST_PROXY', 'proxy.example.org'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80a'],
    ['LOG_LEVEL', 'loud'],
    ['TASK_AUTOUNLOCK_AFTER', 'soon'],
    ['TASK_AUTOUNLOCK_AFTER', '30s'],
    ['TASK_AUTOUNLOCK_AFTER', '7200'],
    ['TASK_AUTOUNLOCK_AFTER', '9999d'],
    ['LOCK_SCOPE', 'planet'],
    ['TM_DEFAULT_LOCALE', 'english please'],
    ['TM_APP_BASE_URL', 'tasks.example.org'],
    ['TM_APP_BASE_URL', 'tasks.example.org:443'],
    ['TM_APP_BASE_URL', 'localhost:3000'],
    ['PRIVATE_EXPORTS', 'yes'],
    ['TM_MAX_AOI_AREA', '0'],
    ['TM_MAX_AOI_AREA', '-5'],
    ['TM_MAX_TASKS', '1.5'],
    ['BODY_LIMIT_MB', '0'],
    ['SHUTDOWN_TIMEOUT', 'never'],
    ['DEMO', 'perhaps'],
  ])('refuses %s=%s with a sentence that names the variable and shows the value', (name, value) => {
    const sentence = refusal({ [name]: value });
    expect(sentence).toContain(name);
    expect(sentence).toContain(`"${value}"`);
    expect(sentence).toMatch(/^\S.+\.$/);
  });
});

describe('a refusal', () => {
  it.each([
    ['TM_SECRET', '<the output of: openssl rand -hex 32>'],
    ['TM_CLIENT_ID', '<the client id>'],
    ['TM_SMTP_PASSWORD', ' <the password> '],
  ])('names %s when it still has the placeholder of the documentation', (name, value) => {
    const sentence = refusal({ ...SERVER, [name]: value });
    expect(sentence).toMatch(new RegExp(`^${name} still has the placeholder of the documentation`));
  });

  it.each([
    ['DATABASE_URL', 'mysql://tm:hunter2@db/tm'],
    ['DATABASE_URL', 'tm:hunter2@db/tm'],
    ['DATABASE_URL', 'mysql://db/tm?password=hunter2&user=tm'],
    ['DATABASE_URL', 'mysql://tm:x@y:hunter2@db/tm'],
    ['DATABASE_URL', 'postgres://tm:hunter2/db'],
    ['DATABASE_READ_URL', 'postgres://tm:hun ter2@db/tm'],
    ['OSM_SERVER_URL', 'ftp://tm:hunter2@osm.example.org'],
    ['OHSOME_STATS_TOKEN', 'hunter2 hunter2'],
    ['METRICS_TOKEN', 'hunter2'],
  ])('names %s and does not show the password in %s', (name, value) => {
    const sentence = refusal({ ...SERVER, [name]: value });
    expect(sentence).toContain(name);
    expect(sentence).not.toMatch(/hun ?ter2/);
  });

  it.each(['p/w', 'p#w', '12#w', '12/w', 'p?w', 'p w', 'p@ss/w', 'p@ss#w'])(
    'of a URL with the password %s says how it is encoded',
    (password) => {
      const sentence = refusal({ ...SERVER, DATABASE_URL: `postgres://tm:${password}@db.example.org/tm` });
      expect(sentence).toMatch(/^DATABASE_URL cannot be read .*\/ as %2F, # as %23/);
      expect(sentence).not.toContain(password);
    },
  );

  it.each([
    'postgres://tm:p%2Fw%23@db.example.org:5432/tm?sslmode=require',
    'postgresql://tm:p@ss@db/tm',
    'postgres://tm@/tm?host=/run/postgresql',
    'postgres:///tm?user=tm@host',
  ])('does not come for the URL %s', (url) => {
    expect(loadConfig({ ...SERVER, DATABASE_URL: url }).database).toMatchObject({ url });
  });

  it.each([
    ['REQUEST_TIMEOUT', '2h', 'from 1s to 1h, with a unit'],
    ['TASK_AUTOUNLOCK_AFTER', '30s', 'from 1m to 366d, with a unit'],
    ['DATABASE_STATEMENT_TIMEOUT', '60', 'from 1s to 1d, or 0, with a unit'],
    ['DATABASE_STATEMENT_TIMEOUT', '60x', 'from 1s to 1d, or 0, with a unit'],
  ])('of a duration gives the limits: %s=%s', (name, value, limits) => {
    expect(refusal({ [name]: value })).toContain(`${name} is "${value}": give a duration ${limits}`);
  });
});

describe('EXTRA_CORS_ORIGINS', () => {
  it.each([
    'tasks.example.org',
    'https://tasks.example.org/',
    'https://A.example',
    'localhost:3000',
    'https://a.example, b',
  ])('refuses %s, which is never the origin of a page', (value) =>
    expect(refusal({ EXTRA_CORS_ORIGINS: value })).toMatch(/^EXTRA_CORS_ORIGINS is .*give origins such as/),
  );

  it.each(['http://localhost:3000', 'capacitor://localhost', 'https://tasks.example.org:8443'])('accepts %s', (value) =>
    expect(loadConfig({ EXTRA_CORS_ORIGINS: value }).corsOrigins).toEqual([value]),
  );
});

describe('LOCK_SCOPE', () => {
  it('is global by default when a front-end is served, and otherwise the given value', () => {
    const dir = mkdtempSync(join(tmpdir(), 'frontend-'));
    try {
      writeFileSync(join(dir, 'index.html'), '<!doctype html>');
      const scopeWith = (env: Record<string, string>): string => loadConfig({ FRONTEND_DIR: dir, ...env }).lockScope;
      expect(scopeWith({})).toBe('global');
      expect(scopeWith({ LOCK_SCOPE: '' })).toBe('global');
      expect(scopeWith({ LOCK_SCOPE: 'project' })).toBe('project');
      expect(scopeWith({ FRONTEND_DIR: '' })).toBe('project');
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

describe('variables of an existing Tasking Manager', () => {
  const parts = { POSTGRES_ENDPOINT: 'db.local', POSTGRES_DB: 'tm', POSTGRES_USER: 'hot', TM_SECRET: SERVER.TM_SECRET };

  it('form the URL of its database', () => {
    expect(loadConfig(parts).database).toMatchObject({ kind: 'server', url: 'postgres://hot@db.local:5432/tm' });
    expect(loadConfig({ ...parts, POSTGRES_PORT: '6543', POSTGRES_PASSWORD: 'p@ss/w:rd' }).database).toMatchObject({
      url: 'postgres://hot:p%40ss%2Fw%3Ard@db.local:6543/tm',
    });
  });

  it('are ignored when DATABASE_URL is set', () => {
    expect(loadConfig({ ...parts, ...SERVER }).database).toMatchObject({ url: SERVER.DATABASE_URL });
  });

  it.each(['POSTGRES_ENDPOINT', 'POSTGRES_DB', 'POSTGRES_USER'])(
    'are required together: refuses when %s is missing',
    (name) => {
      expect(refusal({ ...parts, [name]: '' })).toContain(`${name} is missing`);
    },
  );
});

describe('TM_SECRET', () => {
  it('is optional with the embedded database only', () => {
    expect(loadConfig({}).secret).toBeUndefined();
    expect(refusal({ DATABASE_URL: SERVER.DATABASE_URL })).toContain('TM_SECRET is missing');
  });

  it.each([
    ['too short', 'abc123'],
    ['15 characters', 'q7Lw0zR4kP9sX2v'],
    ['one character again and again', 'a'.repeat(40)],
    ['a few characters again and again', 'abcabcabcabcabcabcabcabc'],
    ['guessable words', 'secret-password-change-me'],
    ['the name of the project', 'tessera-tessera-secret'],
  ])('refuses a weak secret with a database server: %s', (_what, secret) => {
    const sentence = refusal({ ...SERVER, TM_SECRET: secret });
    expect(sentence).toContain('TM_SECRET is too weak');
    expect(sentence).not.toContain(secret);
  });

  it('accepts the secret of the example settings, so that existing sessions stay valid', () => {
    expect(loadConfig({ ...SERVER, TM_SECRET: PUBLISHED_SECRET }).secret).toBe(PUBLISHED_SECRET);
  });

  it('is never shown in an error about another setting', () => {
    expect(refusal({ ...SERVER, PORT: 'x' })).not.toContain(SERVER.TM_SECRET);
  });
});

describe('parseDuration', () => {
  it.each([
    ['45s', 45],
    ['45 m', 2700],
    ['2h', 7200],
    ['1h30m', 5400],
    ['1 h 30 m', 5400],
    ['2D', 172_800],
    ['1w', 604_800],
    ['0h', 0],
  ])('reads %s as %i seconds', (text, seconds) => expect(parseDuration(text)).toBe(seconds));

  it.each(['', 'h', '2', '2x', '-2h', '2.5h', '2h30', 'PT2H', 'two hours'])('refuses %j', (text) =>
    expect(parseDuration(text)).toBeNull(),
  );
});
