import Fastify from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { App } from '../../../src/http/app-types.js';
import { checkResponses, disagreement, droppedKeys, throwViolations } from '../../support/response-check.js';

/** The check of all responses is itself checked: it must see what it is there to see. */
async function complaintAbout(
  response: Record<number, unknown>,
  status: number,
  body: unknown,
): Promise<string | null> {
  const app: App = Fastify().withTypeProvider<ZodTypeProvider>();
  onTestFinished(() => app.close());
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => JSON.stringify);
  checkResponses(app);
  app.get('/', { schema: { response } }, async (_request, reply) => reply.code(status).send(body));
  await app.inject('/');
  try {
    throwViolations();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

const person = z.object({ name: z.string(), pets: z.array(z.object({ kind: z.string() })) });

describe('response check', () => {
  it('accepts documented responses', async () => {
    expect(await complaintAbout({ 200: person }, 200, { name: 'a', pets: [{ kind: 'cat' }] })).toBeNull();
  });

  it.each([
    ['a key that is missing', { name: 'a' }],
    ['a value of another type', { name: 1, pets: [] }],
    ['a key that is not documented', { name: 'a', pets: [], age: 3 }],
    ['a deep key that is not documented', { name: 'a', pets: [{ kind: 'cat', age: 3 }] }],
  ])('reports %s', async (_what, body) => {
    expect(await complaintAbout({ 200: person }, 200, body)).toContain('GET / → 200');
  });

  it('reports an undocumented status', async () => {
    expect(await complaintAbout({ 200: person }, 403, { Error: 'x', SubCode: 'TaskNotOwned' })).toContain(
      'not documented',
    );
  });

  it('reports a code that belongs to another status', async () => {
    const envelope = z.object({ Error: z.string(), SubCode: z.string() });
    expect(await complaintAbout({ 400: envelope }, 400, { Error: 'x', SubCode: 'TaskNotOwned' })).toContain(
      'came with 400',
    );
  });

  it('reports an undocumented content type and invalid JSON', async () => {
    const documented = { 200: { content: { 'text/xml': { schema: z.string() } } } };
    expect(await complaintAbout(documented, 200, { a: 1 })).toContain('application/json is not documented');
    expect(disagreement(person, 'application/json', '{"name":')).toContain('not the JSON');
  });
});

describe('droppedKeys', () => {
  it('names a missing key by its path', () => {
    expect(droppedKeys({ a: 1, b: { c: [1, { d: 2 }] } }, { a: 1, b: { c: [1, {}] } })).toEqual(['b.c.1.d']);
    expect(droppedKeys({ a: null }, { a: null })).toEqual([]);
    expect(droppedKeys([], [])).toEqual([]);
  });
});
