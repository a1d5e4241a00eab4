/**
 * The document as a Postman collection (v2.1): a folder for each tag, a request for each operation with the example of
 * its body, its parameters with their examples (optional ones switched off), and the answers that it may give.
 * Two variables: `baseUrl`, and `token`, the session token that every request of a session is sent with.
 */

interface Example {
  value: unknown;
}

interface Media {
  example?: unknown;
  examples?: Record<string, Example>;
}

interface Answer {
  $ref?: string;
  description: string;
  content?: Record<string, Media>;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description: string;
  example: unknown;
}

export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Answer>;
  security: Record<string, string[]>[];
}

export interface Document {
  info: { title: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
}

type Json = Record<string, unknown>;

const pretty = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

const keyValue = ({ name, example, description, required }: Parameter, mayBeOff: boolean): Json => ({
  key: name,
  value: String(example),
  description,
  ...(mayBeOff && !required && { disabled: true }),
});

function urlOf(path: string, parameters: Parameter[]): Json {
  const parts = path.split('/').filter(Boolean);
  const segments = parts.map((part) => part.replace(/^\{(.+)\}$/, ':$1'));
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const needed = inQuery.filter(({ required }) => required);
  const query = needed.map(({ name, example }) => `${name}=${String(example)}`).join('&');
  return {
    raw: `{{baseUrl}}/${segments.join('/')}${query && `?${query}`}`,
    host: ['{{baseUrl}}'],
    path: segments,
    query: inQuery.map((parameter) => keyValue(parameter, true)),
    variable: parameters.filter((parameter) => parameter.in === 'path').map((parameter) => keyValue(parameter, false)),
  };
}

function requestOf(method: string, path: string, operation: Operation): Json {
  const { parameters = [], requestBody, security, description } = operation;
  const [media] = Object.values(requestBody?.content ?? {});
  return {
    method: method.toUpperCase(),
    description,
    url: urlOf(path, parameters),
    header: [
      ...(media ? [{ key: 'Content-Type', value: 'application/json' }] : []),
      ...parameters.filter((parameter) => parameter.in === 'header').map((parameter) => keyValue(parameter, true)),
    ],
    ...(media && { body: { mode: 'raw', raw: pretty(media.example), options: { raw: { language: 'json' } } } }),
    ...(security.length === 0 && { auth: { type: 'noauth' } }),
  };
}

/** The answers of an operation that are about it; those that all share are left to the document. */
function answersOf(operation: Operation, request: Json): Json[] {
  return Object.entries(operation.responses).flatMap(([status, { content }]) =>
    Object.entries(content ?? {}).flatMap(([type, { example, examples }]) =>
      Object.entries(examples ?? { '': { value: example } }).map(([name, { value }]) => ({
        name: [status, name || type].join(' '),
        originalRequest: request,
        code: Number(status),
        header: [{ key: 'Content-Type', value: `${type}; charset=utf-8` }],
        body: pretty(value),
        _postman_previewlanguage: /json/.test(type) ? 'json' : /xml/.test(type) ? 'xml' : 'text',
      })),
    ),
  );
}

function itemOf(method: string, path: string, operation: Operation): Json {
  const request = requestOf(method, path, operation);
  return { name: operation.summary, request, response: answersOf(operation, request) };
}

/** The collection of a document. */
export function postmanCollection({ info, tags, paths }: Document): Json {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  return {
    info: {
      name: info.title,
      description: info.description,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: {
      type: 'apikey',
      apikey: [
        { key: 'key', value: 'Authorization', type: 'string' },
        { key: 'value', value: 'Token {{token}}', type: 'string' },
        { key: 'in', value: 'header', type: 'string' },
      ],
    },
    variable: [
      { key: 'baseUrl', value: 'http://127.0.0.1:5000', description: 'Where the server is' },
      { key: 'token', value: '', description: 'A session token in base64; `npm run token -- <username>` makes one' },
    ],
    item: tags.map(({ name, description }) => ({
      name,
      description,
      item: operations
        .filter(({ operation }) => operation.tags[0] === name)
        .map(({ method, path, operation }) => itemOf(method, path, operation)),
    })),
  };
}
