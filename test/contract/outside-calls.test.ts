import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import document from '../../openapi/openapi.json' with { type: 'json' };
import { operationsOf, type Operation, type RawDocument } from '../fuzz/document.js';
import { useApp } from '../support/app.js';
import type { User } from '../support/factory.js';

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

let ids: Record<string, string>;
let admin: User;

/** Rows for the ids in the paths. */
beforeAll(async () => {
  const { prisma } = world.database;
  const user = await world.make.user({ role: 'ADMIN' });
  const organisation = await world.make.organisation({ managers: [user] });
  const team = await world.make.team({ organisation, members: [user] });
  const project = await world.make.project({ author: user, organisation, tasks: ['READY', 'MAPPED'] });
  const name = `outside ${user.id}`;
  const create = async (path: string, body: unknown, id: string): Promise<string> => {
    const answer = await world.post(path, { as: user, body });
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
    return String((answer.body as Record<string, unknown>)[id]);
  };
  const message = await prisma.message.create({
    data: { toUserId: BigInt(user.id), subject: name, message: name, date: new Date(), read: false },
  });
  const [level] = await prisma.mappingLevel.findMany({ take: 1 });
  const partnerId = await create('partners/', { name, permalink: name, primary_hashtag: name }, 'id');
  const partnership = { projectId: project.id, partnerId: Number(partnerId), startedOn: '2026-01-01' };
  ids = {
    userId: String(user.id),
    username: user.username,
    projectId: String(project.id),
    taskId: '1',
    organisationId: String(organisation),
    teamId: String(team.id),
    messageId: String(message.id),
    levelId: String(level?.id),
    licenseId: String(await world.make.licence()),
    interestId: await create('interests/', { name }, 'id'),
    campaignId: await create('campaigns/', { name, organisations: [organisation] }, 'campaignId'),
    categoryId: await create('tasks/issues/categories/', { name }, 'categoryId'),
    badgeId: await create('badges/', { name, description: name, imagePath: '', requirements: '{"changeset":1}' }, 'id'),
    partnerId,
    partnershipId: await create('projects/partnerships/', partnership, 'partnershipId'),
  };
  admin = user;
});

/** Reads as an admin, with the required queries. @returns the status and what was asked */
async function read({ operationId, path, parameters }: Operation): Promise<{ status: number; asked: string[] }> {
  const valueOf = ({ name, example }: Operation['parameters'][number]): string =>
    ids[name] ?? (/user_?id/i.test(name) ? ids['userId']! : String(example));
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && (parameter.required || WITH_EXAMPLES.has(operationId)))
    .map((parameter) => `${parameter.name}=${encodeURIComponent(valueOf(parameter))}`);
  const at = (wanted: string): string =>
    encodeURIComponent(parameters.filter(({ name }) => name === wanted).map(valueOf)[0] ?? '');
  asked.length = 0;
  const target = `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => at(name))}?${query.join('&')}`;
  const { status } = await world.get(target, { as: admin });
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
