import { describe, expect, it } from 'vitest';
import type { GridErrorCode } from '../../src/geometry/geometry.errors.js';
import { SUB_CODES } from '../../src/http/openapi/error-responses.js';
import { areaRefused } from '../../src/geometry/worker/grid-jobs.js';
import document from '../../openapi/openapi.json' with { type: 'json' };
import { postmanCollection, type Document } from '../../openapi/postman.js';
import { useApp } from '../support/app.js';
import { operationsOf, ResponseSchemas, type RawDocument, type Schema } from '../fuzz/document.js';

const world = useApp();

const raw = document as unknown as RawDocument;
const operations = operationsOf(raw);

interface Media {
  schema: Schema;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

const mediaOf = (content: unknown): [string, Media][] => Object.entries((content ?? {}) as Record<string, Media>);

/** Every example of requests and answers: where it stands, its schema, its value. */
const examples = operations.flatMap(({ operationId, responses }) =>
  Object.entries(responses).flatMap(([status, { content }]) =>
    mediaOf(content).flatMap(([type, { schema, example, examples: several }]) =>
      Object.entries(several ?? { example: { value: example } }).map(([name, { value }]) => ({
        where: `${operationId} ${status} ${type} ${name}`,
        schema,
        value,
      })),
    ),
  ),
);

describe('OpenAPI document', () => {
  it('equals the document that the server returns', async () => {
    expect((await world.get('/api/openapi.json')).body).toEqual(document);
  });

  it('gives every operation a unique name that is valid for a function', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]+$/);
  });

  it('ends every path with a slash, as clients send it', () => {
    expect(Object.keys(document.paths).filter((path) => !path.endsWith('/'))).toEqual([]);
  });

  it('describes every operation, parameter and tag, and uses every tag', () => {
    const all = Object.values(document.paths).flatMap((methods) => Object.values(methods) as unknown[]) as {
      summary: string;
      description: string;
      tags: string[];
      parameters?: { name: string; description: string; example: unknown }[];
    }[];
    for (const { summary, description, parameters = [] } of all) {
      expect(summary).toMatch(/^[A-Z].*[^.]$/);
      expect(description, summary).toMatch(/\.$/);
      for (const parameter of parameters) {
        expect(parameter.description, `${summary} ${parameter.name}`).toMatch(/\S/);
        expect(parameter.example, `${summary} ${parameter.name}`).toBeDefined();
      }
    }
    const used = new Set(all.flatMap(({ tags }) => tags));
    expect([...used].sort()).toEqual(document.tags.map(({ name }) => name).sort());
  });

  it('describes every successful answer in other words than the operation', () => {
    const all = Object.values(document.paths).flatMap((methods) => Object.values(methods) as unknown[]) as {
      summary: string;
      responses: Record<string, { description?: string }>;
    }[];
    const repeated = all.filter(({ summary, responses }) =>
      Object.entries(responses).some(([status, { description }]) => /^2/.test(status) && description === summary),
    );
    expect(repeated.map(({ summary }) => summary)).toEqual([]);
  });

  it('says what a successful answer contains or what was done', () => {
    const described = operations.flatMap(({ operationId, responses }) =>
      Object.entries(responses as Record<string, { description?: string }>).map(
        ([status, { description = '' }]) => [operationId, status, description] as const,
      ),
    );
    const empty = ['', 'Default Response', 'The action is done', 'Confirmation'];
    expect(described.filter(([, , description]) => empty.includes(description))).toEqual([]);
  });

  it('gives the examples of actions on all tasks their own sentences', () => {
    const exampleOf = (id: string): unknown => {
      const operation = operations.find(({ operationId }) => operationId === id);
      const responses = operation?.responses as Record<string, { content?: Record<string, { example?: unknown }> }>;
      return responses['200']?.content?.['application/json']?.example;
    };
    expect(exampleOf('resetAllTasks')).toEqual({ Success: 'All tasks reset' });
    expect(exampleOf('extendLocks')).toEqual({ Success: 'Successfully extended task expiry' });
  });

  it('marks every parameter as required whose description says so', () => {
    const parameters = operations.flatMap((operation) => operation.parameters) as {
      name: string;
      description?: string;
      required?: boolean;
    }[];
    const wrong = parameters.filter(({ description = '', required }) => /\brequired\b/i.test(description) && !required);
    expect(wrong.map(({ name }) => name)).toEqual([]);
    const marked = Object.entries({
      findProjectsInBox: ['bbox', 'srid'],
      getTaskStatistics: ['startDate'],
    });
    for (const [id, names] of marked)
      expect(
        operations
          .find(({ operationId }) => operationId === id)
          ?.parameters.filter((parameter) => parameter.required)
          .map(({ name }) => name),
      ).toEqual(names);
  });

  it('has a schema and an example for every body of every status', () => {
    expect(examples.length).toBeGreaterThan(operations.length);
    for (const { where, schema, value } of examples) {
      expect(schema, where).toBeDefined();
      expect(value, where).toBeDefined();
    }
  });

  it('has only examples that match their schemas', () => {
    const schemas = new ResponseSchemas(raw);
    const wrong = examples.filter(({ schema, value }) => schemas.complaint(schema, value) !== null);
    expect(wrong.map(({ where }) => where)).toEqual([]);
    const bodies = operations.filter(({ body }) => body && schemas.complaint(body.schema, body.example) !== null);
    expect(bodies.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('names the codes of each refusal', () => {
    for (const { where, schema } of examples.filter(({ where }) => / [45]\d\d /.test(where)))
      expect(JSON.stringify(schema), where).toMatch(/"(SubCode|sub_code)":\{"type":"string","enum":\["/);
  });

  it('names every reason to refuse an area', () => {
    const reasons: Record<GridErrorCode, true> = {
      NotGeoJson: true,
      WrongGeometryType: true,
      EmptyArea: true,
      InvalidCoordinate: true,
      ProjectedCoordinates: true,
      OutOfRange: true,
      NotClosed: true,
      InvalidRing: true,
      SelfIntersectingAOI: true,
      AreaTooLarge: true,
      TooManyTasks: true,
      TooComplex: true,
      InvalidZoom: true,
      CannotSplit: true,
      TaskOutsideArea: true,
    };
    const told = Object.keys(reasons).map(
      (code) => areaRefused({ code: code as GridErrorCode, message: '' }).options.subCode ?? '',
    );
    expect([...new Set(told)].sort()).toEqual([...(SUB_CODES.InvalidArea ?? [])].sort());
  });

  it('links only to existing operations and parameters', () => {
    const byId = new Map(operations.map((operation) => [operation.operationId, operation]));
    for (const { operationId, responses } of operations)
      for (const { links = {} } of Object.values(responses) as { links?: Record<string, LinkObject> }[])
        for (const link of Object.values(links)) {
          const target = byId.get(link.operationId);
          expect(target, `${operationId} → ${link.operationId}`).toBeDefined();
          expect(Object.keys(link.parameters).sort()).toEqual(
            target?.parameters
              .filter((parameter) => parameter.in === 'path')
              .map(({ name }) => name)
              .sort(),
          );
        }
  });
});

interface LinkObject {
  operationId: string;
  parameters: Record<string, string>;
}

interface Collection {
  item: { name: string; item: { request: { url: { raw: string } } }[] }[];
  variable: { key: string }[];
}

describe('Postman collection', () => {
  it('contains every operation, in the folders of the tags', () => {
    const collection = postmanCollection(document as unknown as Document) as unknown as Collection;
    expect(collection.item.map(({ name }) => name)).toEqual(document.tags.map(({ name }) => name));
    const requests = collection.item.flatMap(({ item }) => item);
    expect(requests).toHaveLength(operations.length);
    for (const { request } of requests) expect(request.url.raw).toMatch(/^\{\{baseUrl\}\}\/(api\/v2|health)\//);
    expect(collection.variable.map(({ key }) => key)).toEqual(['baseUrl', 'token']);
  });
});
