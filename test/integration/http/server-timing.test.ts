import type { AddressInfo } from 'node:net';
import http from 'node:http';
import { describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import { openDatabase } from '../../../src/db/database.js';
import { StatementClock, type SlowStatement } from '../../../src/db/postgres/timing.js';
import { SECRET, testConfig, useApp } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';
import { onServerOnly } from '../../support/server-only.js';
import { createContext } from '../../../src/context.js';

const world = useApp();

/** A server of its own on the test database, whose statements are timed; asks it once. */
async function askTimed(path: string, headers: Record<string, string>, env: Record<string, string> = {}) {
  const { url } = await testDatabase();
  const config = testConfig({ SERVER_TIMING: 'true', ...env });
  const clock = new StatementClock(config.slowStatementMs);
  const slow: SlowStatement[] = [];
  clock.onSlow = (statement) => slow.push(statement);
  const database = await openDatabase({ kind: 'server', url: url ?? '', poolSize: 3, prepare: true }, clock);
  const app = await buildApp(createContext({ database, config, secret: SECRET, clock }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http
      .get(
        { host: '127.0.0.1', port, path: `/api/v2/${path}`, headers: { ...headers, connection: 'close' } },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response));
        },
      )
      .on('error', reject);
  });
  await app.close();
  await database.close();
  return { answer, slow };
}

const numberOf = (header: unknown, name: string): number =>
  Number(new RegExp(`\\b${name};dur=([\\d.]+)`).exec(String(header))?.[1]);

onServerOnly('Server-Timing', () => {
  it('contains the times of the database, the handler, compression and sending', async () => {
    const { id } = await world.make.project({ tasks: Array.from({ length: 40 }, () => 'READY' as const) });
    const { answer } = await askTimed(`projects/${id}/tasks/queries/xml/`, { 'accept-encoding': 'gzip' });
    const header = answer.headers['server-timing'];
    expect(String(header)).toMatch(/^db;dur=[\d.]+;desc="\d+ statements", app;dur=[\d.]+$/);
    expect(numberOf(header, 'db')).toBeGreaterThan(0);
    expect(String(answer.trailers['server-timing'])).toMatch(/^compress;dur=[\d.]+, send;dur=[\d.]+$/);
    expect(numberOf(answer.trailers['server-timing'], 'compress')).toBeGreaterThan(0);
  });

  it('counts the statements of its own request only', async () => {
    const { id } = await world.make.project();
    const [first, second] = await Promise.all([
      askTimed(`projects/${id}/tasks/1/`, {}),
      askTimed(`projects/${id}/tasks/2/`, {}),
    ]);
    for (const { answer } of [first, second]) expect(answer.headers['server-timing']).toContain('desc="1 statements"');
  });

  it('is not sent by default', async () => {
    const { id } = await world.make.project();
    const { answer } = await askTimed(`projects/${id}/tasks/1/`, {}, { SERVER_TIMING: 'false' });
    expect(answer.headers['server-timing']).toBeUndefined();
    expect(answer.headers['content-length']).toBeDefined();
  });
});

onServerOnly('a statement that takes long', () => {
  it('names the function of each statement', async () => {
    const { url } = await testDatabase();
    const clock = new StatementClock(20);
    const slow: SlowStatement[] = [];
    clock.onSlow = (statement) => slow.push(statement);
    const database = await openDatabase({ kind: 'server', url: url ?? '', poolSize: 3, prepare: true }, clock);
    await database.db.$queryRaw`/* sleepALittle */ SELECT 1 FROM pg_sleep(0.05)`;
    await database.db.$queryRaw`/* quick */ SELECT 1`;
    await database.prisma.$queryRaw`/* byPrisma */ SELECT 1 AS one FROM pg_sleep(0.05)`;
    await database.close();
    expect(slow.map(({ statement }) => statement)).toEqual(['sleepALittle', 'byPrisma']);
    for (const { milliseconds } of slow) expect(milliseconds).toBeGreaterThanOrEqual(20);
  });
});

describe('timing of statements', () => {
  it('reports no slow statement with the limit 0', () => {
    const clock = new StatementClock(0);
    const slow: SlowStatement[] = [];
    clock.onSlow = (statement) => slow.push(statement);
    clock.start('SELECT 1')();
    expect(slow).toEqual([]);
  });
});
