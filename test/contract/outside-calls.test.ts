import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import document from '../../openapi/openapi.json' with { type: 'json' };
import { operationsOf, type Operation, type RawDocument } from '../fuzz/document.js';
import { useApp } from '../support/app.js';

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

/** Reads as an admin, of the own user where the operation is about one. @returns the status and what was asked */
async function read({ path, parameters }: Operation): Promise<{ status: number; asked: string[] }> {
  const as = await world.make.user({ role: 'ADMIN' });
  const valueOf = ({ name, example }: Operation['parameters'][number]): string => {
    if (/username/i.test(name)) return as.username;
    return /user_?id/i.test(name) ? String(as.id) : String(example);
  };
  const at = (wanted: string): string =>
    encodeURIComponent(parameters.filter(({ name }) => name === wanted).map(valueOf)[0] ?? '');
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => `${name}=${at(name)}`);
  asked.length = 0;
  const target = `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => at(name))}?${query.join('&')}`;
  const { status } = await world.get(target, { as });
  return { status, asked: [...asked] };
}

it.each(reads.filter(({ operationId }) => !OF_USERS.has(operationId) && !OF_PARTNERS.has(operationId)))(
  '$operationId asks no other service',
  async (operation) => {
    expect((await read(operation)).asked).toEqual([]);
  },
);

it.each(reads.filter(({ operationId }) => OF_USERS.has(operationId)))(
  '$operationId asks another service',
  async (operation) => {
    expect((await read(operation)).asked).not.toEqual([]);
  },
);

it.each(['getUser', 'getUserById', 'getUserStatistics', 'getNextLevel', 'listBadgesOfUser'])(
  '%s reads a user who is there',
  async (id) => {
    const operation = reads.find(({ operationId }) => operationId === id);
    expect(operation).toBeDefined();
    expect((await read(operation as Operation)).status).toBe(200);
  },
);
