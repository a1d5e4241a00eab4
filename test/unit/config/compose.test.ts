import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../../src/config.js';

/** The instance of docker-compose.yml, without Docker. */

interface Service {
  environment?: Record<string, unknown>;
  healthcheck?: { test: unknown };
  volumes?: unknown;
  ports?: unknown;
}

const { services } = parse(readFileSync('docker-compose.yml', 'utf8')) as { services: Record<string, Service> };

/** Fills in variables as Docker Compose does: `${NAME:-default}` and `${NAME:?sentence}`. */
const filled = (text: string, env: Record<string, string>): string =>
  text.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
    const value = env[name] ?? '';
    if (value === '' && kind === '?') throw new Error(rest);
    return value === '' ? rest : value;
  });

const settingsOf = (env: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(services.server?.environment ?? {}).map(([name, value]) => [name, filled(String(value), env)]),
  );

const folder = mkdtempSync(join(tmpdir(), 'front-end-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
afterAll(() => rmSync(folder, { recursive: true }));

describe('docker-compose.yml', () => {
  it('has a database, a server and a mail catcher, each with lists of texts where lists are needed', () => {
    expect(Object.keys(services).sort()).toEqual(['database', 'mail', 'server']);
    for (const { healthcheck, volumes = [], ports = [] } of Object.values(services))
      for (const list of [healthcheck?.test ?? [], volumes, ports])
        for (const entry of list as unknown[]) expect(entry).toEqual(expect.any(String));
  });

  it('checks the health of the server with a script that runs', () => {
    const test = services.server?.healthcheck?.test as string[];
    expect(test.slice(0, 3)).toEqual(['CMD', 'node', '-e']);
    expect(() => new Script(test[3] ?? '')).not.toThrow();
    expect(test[3]).toContain(`:${settingsOf({ TM_SECRET: 'x' }).PORT}/health/ready`);
  });

  it('has settings with which the server starts: with a secret, and with its own mail server', () => {
    const TM_SECRET = '0f9b1c7e5d3a8264b0e1f2a3c4d5e6f7';
    expect(() => settingsOf({})).toThrow('give a secret');
    const load = (env: Record<string, string>) =>
      loadConfig({ ...settingsOf({ TM_SECRET, ...env }), FRONTEND_DIR: folder });
    expect(load({})).toMatchObject({
      database: { kind: 'server' },
      host: '0.0.0.0',
      lockScope: 'global',
      frontend: { dir: folder },
      mail: { smtp: { host: 'mail', port: 1025 } },
    });
    const own = {
      TM_SMTP_HOST: 'smtp.example.org',
      TM_SMTP_PORT: '587',
      TM_SMTP_USER: 'tasks',
      TM_SMTP_PASSWORD: 'secret',
      TM_SMTP_USE_TLS: 'true',
      TM_CLIENT_ID: 'id',
      TM_CLIENT_SECRET: 'secret',
      TM_APP_BASE_URL: 'https://tasks.example.org',
    };
    expect(load(own)).toMatchObject({
      appBaseUrl: 'https://tasks.example.org',
      mail: { smtp: { host: 'smtp.example.org', port: 587 } },
    });
  });
});
