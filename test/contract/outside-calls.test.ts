import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import document from '../../openapi/openapi.json' with { type: 'json' };
import { operationsOf, type Operation, type RawDocument } from '../fuzz/document.js';
import { useApp } from '../support/app.js';
import { oneOfEach, type OneOfEach } from '../support/one-of-each.js';

/** Stands in for every service that the instance knows. */
const asked: string[] = [];
const service = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.writeHead(503).end();
});
const env: Record<string, string> = {};

beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  for (const name of ['OSM_SERVER_URL', 'OSM_SERVER_API_URL', 'OHSOME_STATS_API_URL', 'TM_RELEASE_URL'])
    env[name] = url;
  Object.assign(env, { MAPSWIPE_API_URL: url, TM_CLIENT_ID: 'x', TM_CLIENT_SECRET: 'x' });
});
afterAll(() => new Promise((resolve) => service.close(resolve)));

const world = useApp(env);

/** Operations whose answer is that of another service. */
const OF_USERS = new Set(['signIn', 'getOsmDetails', 'getOhsomeStatistics']);
const OF_PARTNERS = new Set(['getPartnerStatistics', 'getFilteredPartnerStatistics']);

// A stream of events does not end.
const reads = operationsOf(document as unknown as RawDocument).filter(
  ({ method, responses }) => method === 'GET' && !responses['200']?.content?.['text/event-stream'],
);

/** These need the examples of their optional queries too. */
const WITH_EXAMPLES = new Set(['findProjectsInBox', 'getTaskStatistics', 'getNextLevel']);

/** These need a token that was sent by mail, or a locked task. They are refused here. */
const REFUSED = new Set(['verifyEmail', 'getLockedTaskDetails']);

let rows: OneOfEach;

beforeAll(async () => {
  rows = await oneOfEach(world);
});

/** Reads as an admin, with the required queries. @returns the status and what was asked */
async function read({ operationId, path, parameters }: Operation): Promise<{ status: number; asked: string[] }> {
  const valueOf = ({ name, example }: Operation['parameters'][number]): string =>
    rows.ids[name] ?? (/user_?id/i.test(name) ? rows.ids['userId']! : String(example));
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && (parameter.required || WITH_EXAMPLES.has(operationId)))
    .map((parameter) => `${parameter.name}=${encodeURIComponent(valueOf(parameter))}`);
  const at = (wanted: string): string =>
    encodeURIComponent(parameters.filter(({ name }) => name === wanted).map(valueOf)[0] ?? '');
  asked.length = 0;
  const target = `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => at(name))}?${query.join('&')}`;
  const { status } = await world.get(target, { as: rows.admin });
  await world.context.background.idle();
  return { status, asked: [...asked] };
}

it.each(reads.filter(({ operationId }) => !OF_USERS.has(operationId) && !OF_PARTNERS.has(operationId)))(
  '$operationId asks no other service',
  async (operation) => {
    const { status, asked: calls } = await read(operation);
    expect(calls).toEqual([]);
    expect(status < 400).toBe(!REFUSED.has(operation.operationId));
  },
);

it.each(reads.filter(({ operationId }) => OF_USERS.has(operationId)))(
  '$operationId asks another service',
  async (operation) => {
    expect((await read(operation)).asked).not.toEqual([]);
  },
);
