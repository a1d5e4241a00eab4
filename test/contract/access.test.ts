import { describe, expect, it } from 'vitest';
import document from '../../openapi/openapi.json' with { type: 'json' };
import { compareOperations } from '../../openapi/compatibility.js';
import type { Document } from '../../openapi/postman.js';
import { operationsOf, type Operation, type RawDocument } from '../fuzz/document.js';
import { useApp, type Answer } from '../support/app.js';
import { readRoutes } from '../support/declared-operations.js';

const world = useApp();
const operations = operationsOf(document as unknown as RawDocument);

/** A user id that no test gives to anybody. */
const UNKNOWN_USER = 1_999_999_999;

/** Sends the example of an operation: its path, its query and its body. */
function sendExample({ method, path, parameters, body }: Operation, as?: number): Promise<Answer> {
  const valueOf = (name: string): string =>
    encodeURIComponent(parameters.find((parameter) => parameter.name === name)?.example as string);
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name }) => `${name}=${valueOf(name)}`)
    .join('&');
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(name)) + (query && `?${query}`);
  return world.send(method, url, { as, ...(body && { body: body.example }) });
}

describe('operations', () => {
  it('are the operations of the document, no more and no fewer', async () => {
    const { declared } = await readRoutes();
    expect([...declared.keys()].sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
  });

  it('are all paths of the API', async () => {
    const { others } = await readRoutes();
    expect(others.filter((path) => /^\/(api\/(?!docs)|health\/)/.test(path))).toEqual(['/api/openapi.json']);
  });

  const withSession = operations.filter(({ needsSession }) => needsSession);

  it.each(withSession)('$operationId returns 401 without a session', async (operation) => {
    const answer = await sendExample(operation);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Token');
  });

  // The user whose tasks are reset is looked for before the caller.
  const callerFirst = withSession.filter(({ operationId }) => operationId !== 'resetTasksByUser');

  it.each(callerFirst)('$operationId returns 404 for a session without a user', async (operation) => {
    const answer = await sendExample(operation, UNKNOWN_USER);
    expect(answer.text).toContain('NOT_FOUND');
    expect(answer.status).toBe(404);
  });
});

describe('comparison with version 5', () => {
  it('knows all operations of version 5', () => {
    expect(compareOperations(document as unknown as Document)).toHaveLength(193);
  });

  it('finds an operation whatever the names of its parameters', () => {
    const served = compareOperations(document as unknown as Document).find(
      ({ method, path }) => method === 'GET' && path === '/api/v2/projects/{project_id}/',
    );
    expect(served).toMatchObject({ operationId: 'getProject', status: 'served' });
  });
});
