import { INT4_MAX } from '../../int4.js';
import {
  codesOf,
  ErrorResponses,
  HEADERS,
  headers,
  rateHeaders,
  type Json,
  type Media,
  type Response,
} from './error-responses.js';
import type { OperationLink } from '../operation.js';
import { nameSchemas, REF, tidySchema } from './schemas.js';

/**
 * Completes the generated document: names of schemas for clients, error responses with
 * their codes, headers, examples where tools look for them. Works on plain JSON.
 */

interface Parameter {
  in: string;
  name: string;
  schema: Json;
  required?: boolean;
  description?: string;
  example?: unknown;
}

interface Operation {
  operationId: string;
  summary?: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, Response | Json>;
  security?: unknown[];
  /** The name of the access that the operation requires; see docs/permissions.md. */
  'x-access'?: string;
  'x-body-example'?: unknown;
  'x-file-name'?: boolean;
  'x-export-signature'?: boolean;
  'x-links'?: OperationLink[];
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Json>;
    responses?: Record<string, Response>;
    headers?: Record<string, Json>;
  };
}

/** The parameter of operations that answer with an entity tag: those that document a 304. */
const IF_NONE_MATCH: Parameter = {
  in: 'header',
  name: 'If-None-Match',
  required: false,
  description: 'The `ETag` of an earlier answer. If it is still current, the answer is 304',
  schema: { type: 'string' },
  example: 'W/"2fZ0mZCGbT8Jm7cFhK1yq0Wv3hU"',
};

const isTagged = ({ responses }: Operation): boolean => '304' in responses;

const linksOf = ({ 'x-links': links }: Operation): Json | undefined =>
  links && Object.fromEntries(links.map((link): [string, OperationLink] => [link.operationId, link]));

/** The description of a successful response: its own, or that of its schema. */
function successText({ description, content }: Response, schemas: Record<string, Json>): string {
  if (description !== 'Default Response') return description;
  const [{ schema = {} } = {}] = Object.values(content ?? {});
  const described = typeof schema.$ref === 'string' ? schemas[schema.$ref.slice(REF.length)] : schema;
  return typeof described?.description === 'string' ? described.description : description;
}

function describeSuccess(response: Response, operation: Operation, schemas: Record<string, Json>): Response {
  const links = linksOf(operation);
  return {
    ...response,
    description: successText(response, schemas),
    headers: {
      ...('429' in operation.responses ? rateHeaders() : headers()),
      ...(operation['x-file-name'] && headers('Content-Disposition')),
      ...(operation['x-export-signature'] && headers('Export-Signature')),
      ...(isTagged(operation) && headers('ETag', 'Cache-Control')),
    },
    ...(links && { links }),
  };
}

/** Whether an answer has no body: its schema accepts only the empty text. */
const isEmpty = ({ content }: Response): boolean =>
  Object.values(content ?? {}).some(
    ({ schema }) => Array.isArray(schema?.enum) && schema.enum.every((value) => value === ''),
  );

function describeResponse(
  status: string,
  response: Response,
  operation: Operation,
  { schemas, errors }: { schemas: Record<string, Json>; errors: ErrorResponses },
): Response | Json {
  if (status === '304') return { description: response.description, headers: headers('ETag', 'Cache-Control') };
  const codes = codesOf(response.description);
  if (!codes) {
    const { content, ...rest } = describeSuccess(response, operation, schemas);
    return isEmpty(response) ? rest : { ...rest, content };
  }
  const hasPathValues = operation.parameters?.some((parameter) => parameter.in === 'path');
  // A path with a malformed value matches no resource.
  if (status === '404' && hasPathValues && !codes.includes('NOT_FOUND')) codes.push('NOT_FOUND');
  return errors.refer(status, codes);
}

/** An example where tools look for one: beside the schema, not in the component that it refers to. */
function addExample(media: Media, schemas: Record<string, Json>): void {
  const name = typeof media.schema?.$ref === 'string' ? media.schema.$ref.slice(REF.length) : undefined;
  const examples = (name ? schemas[name]?.examples : media.schema?.examples) as unknown[] | undefined;
  if (examples?.length && media.example === undefined && !media.examples) media.example = examples[0];
  if (!name) delete media.schema?.examples;
}

/** The example for a parameter without one. */
function exampleFor({ name, schema }: Parameter): unknown {
  if (name === 'taskId') return 7;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  return { boolean: true, integer: 1 }[schema.type as string] ?? 'Demo';
}

function finishParameter(parameter: Parameter): void {
  const { schema } = parameter;
  if (parameter.in === 'path' && schema.type === 'integer')
    parameter.schema = { type: 'integer', minimum: 1, maximum: INT4_MAX };
  if (parameter.in === 'path' && schema.type === 'string') parameter.schema = { type: 'string', minLength: 1 };
  parameter.example ??= schema.example ?? exampleFor(parameter);
  delete schema.example;
  // A parameter that is validated after the permission: its schema accepts that it is missing, but the handler refuses that.
  if (schema['x-required'] === true) parameter.required = true;
  delete schema['x-required'];
}

const acceptsNull = ({ schema }: Media, schemas: Record<string, Json>): boolean => {
  const name = typeof schema?.$ref === 'string' ? schema.$ref.slice(REF.length) : '';
  const { anyOf } = (schemas[name] ?? schema ?? {}) as { anyOf?: Json[] };
  return anyOf?.some(({ type }) => type === 'null') ?? false;
};

function finishOperation(operation: Operation, schemas: Record<string, Json>, errors: ErrorResponses): void {
  operation.security ??= [];
  operation.parameters?.forEach(finishParameter);
  if (isTagged(operation)) operation.parameters = [...(operation.parameters ?? []), IF_NONE_MATCH];
  operation.responses = Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => [
      status,
      describeResponse(status, response as Response, operation, { schemas, errors }),
    ]),
  );
  for (const media of Object.values(operation.requestBody?.content ?? {}))
    if (operation['x-body-example'] !== undefined) media.example ??= operation['x-body-example'];
  for (const marker of ['x-body-example', 'x-file-name', 'x-export-signature', 'x-links'] as const)
    delete operation[marker];
  const { requestBody } = operation;
  if (requestBody) requestBody.required = !Object.values(requestBody.content).some((m) => acceptsNull(m, schemas));
  const parts = [requestBody, ...Object.values(operation.responses)] as (
    { content?: Record<string, Media> } | undefined
  )[];
  for (const media of parts.flatMap((part) => Object.values(part?.content ?? {}))) {
    tidySchema(media.schema);
    addExample(media, schemas);
  }
  for (const { schema } of operation.parameters ?? []) tidySchema(schema);
}

/** Completes the generated document. @returns the completed document */
export function finishDocument(generated: unknown): unknown {
  const document = generated as Document;
  const { schemas } = document.components;
  Object.values(schemas).forEach(tidySchema);
  document.paths = Object.fromEntries(Object.entries(document.paths).sort(([a], [b]) => (a < b ? -1 : 1)));
  const errors = new ErrorResponses();
  for (const operations of Object.values(document.paths))
    for (const operation of Object.values(operations)) finishOperation(operation, schemas, errors);
  document.components.responses = errors.sorted();
  document.components.headers = HEADERS;
  return nameSchemas(document);
}
