import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import { createContext, type Context } from '../../../src/context.js';
import { openDatabase, type Database } from '../../../src/db/database.js';
import { inTransaction } from '../../../src/db/transaction.js';
import type { App } from '../../../src/http/app-types.js';
import { Metrics } from '../../../src/metrics/metrics.js';
import { startMetricsServer } from '../../../src/metrics/metrics-server.js';
import { recordExpiredLocks } from '../../../src/modules/tasks/expired-locks/expired-locks.service.js';
import { expectRefusal, request, SECRET, testConfig, tokenOf, type Client } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';
import { factoryFor, type Factory } from '../../support/factory.js';
import { onServerOnly } from '../../support/server-only.js';

const TOKEN = '0123456789abcdefMetrics';

let database: Database;
let context: Context;
let app: App;
let client: Client;
let make: Factory;

async function open(on: Database): Promise<{ context: Context; app: App }> {
  const opened = createContext({ database: on, config: testConfig({ METRICS_TOKEN: TOKEN }), secret: SECRET });
  opened.metrics = await Metrics.start(opened);
  return { context: opened, app: await buildApp(opened) };
}

beforeAll(async () => {
  ({ database } = await testDatabase());
  ({ context, app } = await open(database));
  client = request(app);
  make = factoryFor(database);
});
afterAll(() => app.close());

/** The value of a figure, 0 where it has none yet. */
async function figure(line: string, of: Context = context): Promise<number> {
  const { text } = (await of.metrics?.text()) ?? { text: '' };
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return Number(found?.split(' ').at(-1) ?? 0);
}

/** By how much a figure moves while something happens. */
async function move(line: string, happening: () => Promise<unknown>, of: Context = context): Promise<number> {
  const before = await figure(line, of);
  await happening();
  return (await figure(line, of)) - before;
}

const count = (operation: string, status: number): string =>
  `tessera_http_request_duration_seconds_count{operation="${operation}",status="${status}"}`;

describe('metrics', () => {
  it('are returned to callers with the token only', async () => {
    expectRefusal(await client.get('/metrics'), 'InvalidToken');
    for (const authorization of ['Bearer wrong', TOKEN, `bearer ${TOKEN}`, `Bearer ${TOKEN}x`])
      expectRefusal(await client.get('/metrics', { headers: { authorization } }), 'InvalidToken');
    const answer = await client.get('/metrics', { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/plain; version=0.0.4');
    for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes', 'tessera_database_up 1'])
      expect(answer.text).toContain(name);
  });

  it('return 404 without settings', async () => {
    const quiet = await buildApp(createContext({ database, config: testConfig(), secret: SECRET }));
    const answer = await request(quiet).get('/metrics', { headers: { authorization: `Bearer ${TOKEN}` } });
    await quiet.close();
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('tessera_');
  });

  it('count requests by operation and status, and errors by code', async () => {
    const { id } = await make.project({ tasks: ['READY'] });
    const path = `projects/${id}/tasks/1/`;
    expect(await move(count('getTask', 200), () => client.get(path))).toBe(1);
    expect(await move(count('getTask', 404), () => client.get(`projects/${id}/tasks/2/`))).toBe(1);
    expect(
      await move('tessera_refusals_total{code="TASK_NOT_FOUND"}', () => client.get(`projects/${id}/tasks/2/`)),
    ).toBe(1);
    expect(await move(count('other', 404), () => client.get('/api/v2/nothing/'))).toBe(1);
  });

  it('count tasks by action, and the present locks', async () => {
    const ann = await make.user();
    const project = await make.project({ author: ann, tasks: ['READY', 'READY'] });
    const act = (action: string, body?: unknown) =>
      client.post(`projects/${project.id}/tasks/actions/${action}`, { as: ann, ...(body !== undefined && { body }) });
    const actions = (action: string): string => `tessera_task_actions_total{action="${action}"}`;
    expect(await move('tessera_locks{kind="mapping"}', () => act('lock-for-mapping/1/'))).toBe(1);
    expect(
      await move('tessera_locks{kind="mapping"}', () => act('unlock-after-mapping/1/', { status: 'MAPPED' })),
    ).toBe(-1);
    expect(await figure(actions('lockForMapping'))).toBeGreaterThan(0);
    expect(await move(actions('mapAll'), () => act('map-all/'))).toBe(1);
  });

  it('count the runs of the job that records expired locks, and the locks that it recorded', async () => {
    await make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', lockedFor: 600 }] });
    const freed = await recordExpiredLocks(context);
    expect(freed).toBeGreaterThan(0);
    expect(
      await move('tessera_sweep_freed_tasks_total', async () => context.metrics?.recordedExpiredLocks(freed)),
    ).toBe(freed);
    expect(
      await move('tessera_sweeps_total{result="failed"}', async () => context.metrics?.recordedExpiredLocks(null)),
    ).toBe(1);
  });

  it('contain the number of waiting mails', async () => {
    const queue = (): Promise<unknown> => database.db
      .$executeRaw`INSERT INTO tessera_mail.outbox (recipient, subject, html, text, due_at)
      VALUES ('figures@example.org', 's', 'h', 't', now() + interval '1 day')`;
    expect(await move('tessera_mail_queue', queue)).toBe(1);
    expect((await context.metrics?.text())?.text).not.toContain('figures@example.org');
    await database.db.$executeRaw`DELETE FROM tessera_mail.outbox WHERE recipient = 'figures@example.org'`;
  });

  it('contain the number of open streams', async () => {
    const ann = await make.user();
    const { id } = await make.project({ author: ann });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const ending = new AbortController();
    const opened = await move('tessera_event_streams', () =>
      fetch(`http://127.0.0.1:${port}/api/v2/projects/${id}/events/`, {
        headers: { authorization: tokenOf(ann) },
        signal: ending.signal,
      }).then((response) => response.body?.getReader().read()),
    );
    ending.abort();
    expect(opened).toBe(1);
  });

  it('use their own port when the settings name one', async () => {
    const { metrics } = context;
    if (!metrics) throw new Error('no figures');
    const server = await startMetricsServer(metrics, { listen: { host: '127.0.0.1', port: 0 }, token: TOKEN });
    const { port } = server.address() as AddressInfo;
    const ask = (path: string, authorization?: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers: authorization === undefined ? {} : { authorization } });
    expect((await ask('/metrics')).status).toBe(401);
    expect((await ask('/metrics', 'Bearer wrong')).status).toBe(401);
    expect((await ask('/other', `Bearer ${TOKEN}`)).status).toBe(404);
    const answer = await ask('/metrics', `Bearer ${TOKEN}`);
    expect([answer.status, (await answer.text()).includes('tessera_locks')]).toEqual([200, true]);
    server.close();
  });

  it('need no token on their own port when the settings have none', async () => {
    const { metrics } = context;
    if (!metrics) throw new Error('no figures');
    const server = await startMetricsServer(metrics, { listen: { host: '127.0.0.1', port: 0 }, token: null });
    const { port } = server.address() as AddressInfo;
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200);
    server.close();
  });

  it('are not on the port of the API when they have their own port', async () => {
    const config = testConfig({ METRICS_TOKEN: TOKEN, METRICS_PORT: '9464' });
    const opened = createContext({ database, config, secret: SECRET });
    opened.metrics = await Metrics.start(opened);
    const own = await buildApp(opened);
    const answer = await request(own).get('/metrics', { headers: { authorization: `Bearer ${TOKEN}` } });
    await own.close();
    expect(answer.status).toBe(404);
  });
});

onServerOnly('the figures of pools', () => {
  it('contain the connections in use and the waiting time', async () => {
    const { url } = await testDatabase();
    const small = await openDatabase({ kind: 'server', url: url ?? '', poolSize: 3, prepare: true });
    const { context: own, app: ownApp } = await open(small);
    const busy = 'tessera_db_pool_connections{pool="primary requests",state="busy"}';
    const waits = 'tessera_db_pool_wait_seconds_count{pool="primary requests"}';
    expect(await figure('tessera_db_pool_connections{pool="primary requests",state="max"}', own)).toBe(2);
    expect(await figure(waits, own)).toBe(0);
    let waiter: Promise<unknown> = Promise.resolve();
    await inTransaction(small, () =>
      inTransaction(small, async () => {
        waiter = small.db.$queryRaw`SELECT 1`;
        const text = await own.metrics?.text();
        expect(text?.text).toContain(`${busy} 2`);
        expect(text?.text).toContain('tessera_database_up 0');
      }),
    );
    await waiter;
    expect(await figure(waits, own)).toBeGreaterThanOrEqual(1);
    await ownApp.close();
    await small.close();
  });
});
