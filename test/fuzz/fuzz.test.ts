import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import type { Database } from '../../src/db/database.js';
import { restoreLadder } from '../support/ladder.js';
import { overHttp, SECRET, useApp } from '../support/app.js';
import { seedOf } from '../support/random.js';
import { WriteWatch } from '../support/write-watch.js';
import { throwViolations } from '../support/response-check.js';
import { complaintAbout } from './checks.js';
import { FuzzClient, type FuzzAnswer } from './client.js';
import { operationsOf, ResponseSchemas, type Operation, type RawDocument } from './document.js';
import { requestsFor, type FuzzRequest, type Pools } from './requests.js';
import { makePools } from './world.js';
import { createContext } from '../../src/context.js';

/**
 * Walks the document with requests that are right, at a bound, or hostile. `npm run fuzz -- --runs 2000 --seed 7` makes it
 * longer, or the same as another time; CI has a few requests an operation, the same each time, and half a minute.
 */

const SEED = seedOf();
const RUNS = Number(process.env.FUZZ_RUNS ?? 40);
const BUDGET_MS = process.env.FUZZ_RUNS ? 3_600_000 : 25_000;
/** They start a thread that reads its TypeScript first. */
const SLOW: Record<string, number> = { createProject: 0.3, findIntersectingTiles: 0.3 };

/** Other services are not to be had here. */
const NOBODY = 'http://127.0.0.1:9';
const world = useApp({
  OSM_SERVER_URL: NOBODY,
  OSM_SERVER_API_URL: NOBODY,
  OHSOME_STATS_API_URL: NOBODY,
  TM_RELEASE_URL: NOBODY,
});

/** Reads that make the row that they read, where it is not there yet. */
const MAKE_A_ROW = new Set(['getBanner', 'countUnreadMessages']);

let document: RawDocument;
let pools: Pools;
let schemas: ResponseSchemas;
let client: FuzzClient;
let watch: WriteWatch;
let sent = 0;
const statuses: Record<string, number> = {};

/** The operations as the routes make them; the same document that is served. */
async function readOperations(): Promise<Operation[]> {
  const config = loadConfig({ LOG_LEVEL: 'silent' });
  const app = await buildApp(createContext({ database: {} as Database, config, secret: SECRET }));
  const operations = operationsOf(app.swagger() as unknown as RawDocument);
  await app.close();
  return operations;
}

const operations = await readOperations();

beforeAll(async () => {
  await overHttp(world.app);
  const { port } = world.app.server.address() as AddressInfo;
  client = new FuzzClient(port);
  document = (await (await fetch(`http://127.0.0.1:${port}/api/openapi.json`)).json()) as RawDocument;
  schemas = new ResponseSchemas(document);
  pools = await makePools(world);
  watch = new WriteWatch(world.database);
  process.stdout.write(`fuzzing ${operations.length} operations, ${RUNS} runs each, TEST_SEED=${SEED}\n`);
});

afterAll(async () => {
  await restoreLadder(world.database);
  client.close();
  process.stdout.write(`${sent} requests: ${JSON.stringify(statuses)}\n`);
});

const brief = (text: string | Buffer | undefined): string => {
  const all = text?.toString() ?? '(none)';
  return all.length > 600 ? `${all.slice(0, 300)} … ${all.length} characters` : all;
};

function show({ method, target, headers, body }: FuzzRequest, answer?: FuzzAnswer): string {
  const shown = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, brief(value)]));
  const came = answer ? `\n→ ${answer.status} ${brief(answer.text)}` : '';
  return `${method} ${brief(target)}\n${JSON.stringify(shown)}\n${brief(body)}${came}`;
}

async function check(operation: Operation, request: FuzzRequest): Promise<void> {
  await watch.accept();
  const answer = await client.send(request).catch((error: unknown) => {
    throw new Error(`no answer: ${String(error)}\n${show(request)}`);
  });
  sent++;
  statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
  const complaint = complaintAbout(operation, answer, schemas);
  if (complaint) throw new Error(`${complaint}\n${show(request, answer)}`);
  throwViolations();
  const mayWrite = (request.method !== 'GET' || MAKE_A_ROW.has(operation.operationId)) && answer.status < 300;
  const written = mayWrite ? null : await watch.written();
  if (written) throw new Error(`a request that was refused, or only reads, wrote ${written}\n${show(request, answer)}`);
}

describe('random requests', () => {
  it.each(operations.map((operation): [string, Operation] => [operation.operationId, operation]))(
    '%s answers as documented and writes nothing when it refuses',
    async (name, operation) => {
      const numRuns = Math.max(8, Math.ceil(RUNS * (SLOW[name] ?? 1)));
      const end = Date.now() + Math.max(1500, BUDGET_MS / operations.length);
      let isFirst = true;
      await fc.assert(
        fc.asyncProperty(requestsFor(operation, pools, document), async (request) => {
          // fast-check's own limit would leave a request under way, whose writes would be blamed on the next operation.
          if (!isFirst && Date.now() > end) return;
          isFirst = false;
          await check(operation, request);
        }),
        { seed: SEED, numRuns, endOnFailure: true },
      );
    },
    3_600_000,
  );
});

describe('detection of writes', () => {
  it('reports a new row and a row that is written again unchanged', async () => {
    await watch.accept();
    expect(await watch.written()).toBeNull();
    const { id } = await world.make.user();
    expect(await watch.written()).toMatch(/\busers\b/);
    await world.database.prisma.$executeRaw`UPDATE users SET username = username WHERE id = ${id}::bigint`;
    expect(await watch.written()).toBe('users');
    expect(await watch.written()).toBeNull();
  });
});

describe('server after the random requests', () => {
  it('answers and holds no connection and no transaction', async () => {
    const answer = await client.send({ method: 'GET', target: '/health/ready', headers: {}, body: undefined });
    expect(answer.status).toBe(200);
    client.close();
    await setTimeout(200);
    const open = await new Promise<number>((resolve) => world.app.server.getConnections((_error, n) => resolve(n)));
    // The one that read the document is kept by fetch.
    expect(open).toBeLessThanOrEqual(1);
    const [row] = await world.database.prisma.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'`;
    expect(row?.n).toBe(0);
  });
});
