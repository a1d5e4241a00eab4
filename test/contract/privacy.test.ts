import { beforeAll, describe, expect, it } from 'vitest';
import { signSession } from '../../src/access/tokens/session-token.js';
import document from '../../openapi/openapi.json' with { type: 'json' };
import { SECRET, useApp } from '../support/app.js';
import type { Project, User } from '../support/factory.js';

const world = useApp();

const GENDER = 'neither of the two, said in confidence';
let ann: User;
let other: User;
let project: Project;
let organisation: number;
let team: number;
let secrets: string[];

interface Documented {
  responses: Record<string, { content?: Record<string, unknown> }>;
  parameters?: { name: string; in: string; required?: boolean; schema?: { type?: unknown } }[];
  requestBody?: unknown;
}

// A stream of events does not end; test/integration/events reads it.
const operations = Object.entries(document.paths)
  .flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Documented>).map(([method, operation]) => ({
      path,
      method,
      ...operation,
    })),
  )
  .filter(({ responses }) => !responses['200']?.content?.['text/event-stream']);

beforeAll(async () => {
  ann = await world.make.user({ name: 'ann' });
  other = await world.make.user({ name: 'other' });
  organisation = await world.make.organisation({ managers: [ann] });
  ({ id: team } = await world.make.team({ organisation, members: [ann, other] }));
  const mapped = { state: 'MAPPED', mapper: ann } as const;
  project = await world.make.project({ author: ann, organisation, tasks: [mapped, mapped, 'READY'] });
  const address = `ann.${ann.id}@private.example.org`;
  const key = signSession(ann.id, SECRET, Math.floor(Date.now() / 1000) - 60);
  const { prisma } = world.database;
  await prisma.user.update({
    where: { id: BigInt(ann.id) },
    data: { emailAddress: address, isEmailVerified: true, gender: 3, selfDescriptionGender: GENDER },
  });
  await prisma.applicationKey.create({ data: { userId: BigInt(ann.id), appKey: key } });
  await prisma.userEmail.create({ data: { email: `pending.${address}` } });
  secrets = [address, key, GENDER];
  await commentEverywhere();
});

/** Ann comments and mentions the other user: chats, histories and inboxes hold something of her. */
async function commentEverywhere(): Promise<void> {
  const text = `@[${other.username}] hello`;
  for (const [path, body] of [
    [`projects/${project.id}/comments/`, { message: text }],
    [`projects/${project.id}/comments/tasks/1/`, { comment: text }],
  ] as const)
    expect((await world.post(path, { as: ann, body })).status).toBeLessThan(300);
  expect(await world.database.prisma.message.count({ where: { toUserId: BigInt(other.id) } })).toBe(2);
}

/** Values of the path: of Ann where it names a user, of her project where it names one. */
const valueOf = (name: string): string => {
  if (/username|text/i.test(name)) return ann.username;
  if (/user_?id/i.test(name)) return String(ann.id);
  if (/team/i.test(name)) return String(team);
  if (/organisation/i.test(name)) return String(organisation);
  return /project/i.test(name) ? String(project.id) : '1';
};

/** Queries of an operation: none, one for each parameter that names somebody, and each switch (CSV, lists) on and off. */
function queriesOf({ method, parameters = [] }: Documented & { method: string }): string[] {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const needed = inQuery.filter(({ required }) => required).map(({ name }) => `${name}=${valueOf(name)}`);
  const more = inQuery.flatMap(({ name, schema }) => {
    if (schema?.type === 'boolean') return [`${name}=true`, `${name}=false`];
    return /user|member|manager/i.test(name) ? [`${name}=${encodeURIComponent(valueOf(name))}`] : [];
  });
  return (method === 'get' ? ['', ...more] : ['']).map((query) => [...needed, query].filter(Boolean).join('&'));
}

const pathOf = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(valueOf(name)));

/** The other user is in a team of Ann's and has messages from her. */
async function callerOf(who: string): Promise<User | undefined> {
  if (who === 'stranger') return undefined;
  return who === 'admin' ? world.make.user({ role: 'ADMIN' }) : other;
}

describe('private data of a user', () => {
  it.each(['stranger', 'other user', 'admin'])(
    'are in no answer of any operation to a %s',
    { timeout: 120_000 },
    async (who) => {
      const as = await callerOf(who);
      const told: string[] = [];
      // Operations that change something are asked by those who may not change it; an admin reads only.
      for (const operation of operations.filter(({ method }) => who !== 'admin' || method === 'get')) {
        const { path, method, requestBody } = operation;
        const body = requestBody ? { body: {} } : {};
        for (const query of queriesOf(operation)) {
          const { text } = await world.send(method.toUpperCase(), `${pathOf(path)}?${query}`, { as, ...body });
          if (secrets.some((secret) => text.includes(secret))) told.push(`${method} ${path}?${query}`);
        }
      }
      expect(told).toEqual([]);
    },
  );

  it('are returned to the user', async () => {
    const own = await world.get(`users/${ann.id}/`, { as: ann });
    expect(own.body).toMatchObject({
      emailAddress: secrets[0],
      gender: 'SELF_DESCRIBE',
      selfDescriptionGender: GENDER,
    });
  });
});
