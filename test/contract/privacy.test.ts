import { beforeAll, describe, expect, it } from 'vitest';
import { signSession } from '../../src/access/session-token.js';
import document from '../../openapi/openapi.json' with { type: 'json' };
import { SECRET, useApp } from '../support/app.js';
import type { Project, User } from '../support/factory.js';

const world = useApp();

const GENDER = 'neither of the two, said in confidence';
let ann: User;
let project: Project;
let secrets: string[];

interface Documented {
  responses: Record<string, { content?: Record<string, unknown> }>;
  parameters?: { name: string; in: string; required?: boolean }[];
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
  project = await world.make.project({ author: ann, tasks: ['MAPPED', 'VALIDATED', 'READY'] });
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
});

/** Values of the path: of Ann where it names a user, of her project where it names one. */
const valueOf = (name: string): string => {
  if (/username|text/i.test(name)) return ann.username;
  if (/user_?id/i.test(name)) return String(ann.id);
  return /project/i.test(name) ? String(project.id) : '1';
};

const pathOf = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(valueOf(name)));

describe('what is private of a user', () => {
  it.each(['stranger', 'other user', 'admin'])(
    'is in no answer of any operation to a %s',
    { timeout: 120_000 },
    async (who) => {
      const as = who === 'stranger' ? undefined : await world.make.user({ role: who === 'admin' ? 'ADMIN' : 'MAPPER' });
      const told: string[] = [];
      // Operations that change something are asked by those who may not change it; an admin reads only.
      for (const { path, method, requestBody } of operations.filter(
        ({ method }) => who !== 'admin' || method === 'get',
      )) {
        const body = requestBody ? { body: {} } : {};
        const { text } = await world.send(method.toUpperCase(), pathOf(path), { as, ...body });
        if (secrets.some((secret) => text.includes(secret))) told.push(`${method} ${path}`);
      }
      expect(told).toEqual([]);
    },
  );

  it('is told to the user', async () => {
    const own = await world.get(`users/${ann.id}/`, { as: ann });
    expect(own.body).toMatchObject({
      emailAddress: secrets[0],
      gender: 'SELF_DESCRIBE',
      selfDescriptionGender: GENDER,
    });
  });
});
