import { createHash } from 'node:crypto';
import { DomainError, ERRORS, errorBody, wireCodeOf, type ErrorCode } from '../../errors/errors.js';
import { LIMITS } from '../plugins/limits.js';

/** The error responses of the document: envelopes narrowed to the codes that each response can have, with examples. */

/** A JSON object of the OpenAPI document. */
export type Json = Record<string, unknown>;

/** The content of one media type of a response. */
export interface Media {
  schema?: Json;
  example?: unknown;
  examples?: Record<string, { summary?: string; value: unknown }>;
}

/** A response object of the OpenAPI document. */
export interface Response {
  description: string;
  content?: Record<string, Media>;
  headers?: Json;
  links?: Json;
}

const isCode = (text: string): text is ErrorCode => Object.hasOwn(ERRORS, text);

/** The codes that `errorResponses` (schemas.ts) put into a description; null if it is not an error response. */
export function codesOf(description: string): ErrorCode[] | null {
  const codes = description.split(', ');
  return codes.every(isCode) ? codes : null;
}

/** Codes that represent several codes of the geometry worker: the reasons why an area is refused. */
export const SUB_CODES: Partial<Record<ErrorCode, string[]>> = {
  InvalidArea: [
    'SelfIntersectingAOI',
    'MustBeFeatureCollection',
    'MustHaveFeatures',
    'MustBeMultiPolygon',
    'InvalidMultipolygon',
    'InvalidCoordinate',
    'ProjectedCoordinates',
    'OutOfRange',
    'AreaTooLarge',
    'TooManyTasks',
    'TooComplex',
    'InvalidZoom',
    'CannotSplit',
    'TaskOutsideArea',
  ],
};

/** Codes whose responses are always in the document, because every operation can answer with them. */
const SHARED: ErrorCode[] = [
  'InvalidToken',
  'RequestTimeout',
  'RequestTooLarge',
  'UriTooLong',
  'TooManyRequests',
  'HeadersTooLarge',
  'INTERNAL_SERVER_ERROR',
  'DatabaseTimeout',
];

const headerRef = (name: string): Json => ({ [name]: { $ref: `#/components/headers/${name}` } });

const text = (description: string, example: string): Json => ({ description, schema: { type: 'string' }, example });
const amount = (description: string, example: number): Json => ({
  description,
  schema: { type: 'integer', minimum: 0 },
  example,
});

export const HEADERS: Record<string, Json> = {
  'X-Request-Id': text('Id of this request in the logs', '0f9b1c7e-5d3a-4264-b0e1-f2a3c4d5e6f7'),
  'WWW-Authenticate': text('Always `Token`', 'Token'),
  'Content-Disposition': text(
    'Name of the file. Only if a file was requested.',
    'attachment; filename="1-tasks.geojson"',
  ),
  'Export-Signature': text(
    'Signature that lets an editor fetch the boundaries of a private project with `sig`. Only if the server requires signatures.',
    '1.MTc5NTU4NzIwMA.q3v1',
  ),
  ETag: text(
    'Identifies this version of the answer. A client that sends it as `If-None-Match` gets 304 while the answer is the same.',
    'W/"2fZ0mZCGbT8Jm7cFhK1yq0Wv3hU"',
  ),
  'Cache-Control': text(
    'Clients may store the answer, and must check before each use that it is current',
    'private, no-cache',
  ),
  'RateLimit-Limit': amount('Allowed requests per minute. Only if the rate is limited.', 1200),
  'RateLimit-Remaining': amount('Remaining requests of this minute', 1199),
  'RateLimit-Reset': amount('Seconds until the number of requests is reset', 42),
  'Retry-After': amount('Seconds to wait', 42),
};

/** The headers of a response. @param names beyond those that every response has */
export const headers = (...names: (keyof typeof HEADERS)[]): Json =>
  Object.assign({}, ...['X-Request-Id', ...names].map((name) => headerRef(name))) as Json;

const RATE = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];

export const rateHeaders = (): Json => headers(...RATE);

const HEADERS_BY_STATUS: Record<number, string[]> = {
  401: ['WWW-Authenticate'],
  429: [...RATE, 'Retry-After'],
};

function exampleOf(code: ErrorCode): Json {
  const [subCode] = SUB_CODES[code] ?? [];
  return errorBody(new DomainError(code, subCode === undefined ? {} : { subCode }));
}

const closed = (properties: Record<string, Json>): Json => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

/** One envelope with the codes that it can carry here. */
function envelopeSchema(envelope: 'rule' | 'notFound', codes: ErrorCode[]): Json {
  const code = {
    type: 'string',
    enum: [...new Set(codes.flatMap((name) => SUB_CODES[name] ?? [wireCodeOf(name)]))],
    description: 'Code for programs',
  };
  const sentence = { type: 'string', description: 'Sentence for users' };
  if (envelope === 'rule') return closed({ Error: sentence, SubCode: code });
  const [first] = codes;
  return closed({
    error: closed({
      code: { type: 'integer', const: first ? ERRORS[first].status : 404, description: 'HTTP status' },
      sub_code: code,
      message: sentence,
      details: {
        type: 'object',
        additionalProperties: true,
        description: 'Values that caused the error, such as an id or a name',
      },
    }),
  });
}

function errorMedia(codes: ErrorCode[]): Media {
  const schemas = (['rule', 'notFound'] as const).flatMap((envelope) => {
    const group = codes.filter((code) => ERRORS[code].envelope === envelope);
    return group.length > 0 ? [envelopeSchema(envelope, group)] : [];
  });
  const [first] = schemas;
  return {
    schema: schemas.length === 1 && first ? first : { oneOf: schemas },
    examples: Object.fromEntries(
      codes.map((code) => [code.replaceAll('.', '_'), { summary: ERRORS[code].sentence, value: exampleOf(code) }]),
    ),
  };
}

const DESCRIPTIONS: Partial<Record<ErrorCode, string>> = {
  NOT_FOUND: 'A value in the path is too long, or is malformed and has no error of its own here',
  RequestTooLarge: `The request body is larger than ${LIMITS.bodyBytes / 1024 / 1024} MB. For areas and grids, the limit is a setting of the server`,
  UriTooLong: `The path and query are longer than ${LIMITS.urlLength / 1024} kB`,
  TooManyRequests: 'Too many requests of this session or address in one minute. Only if the server limits the rate',
};

/** When an operation answers with a code, as a sentence. */
const sentenceOf = (code: ErrorCode): string => (DESCRIPTIONS[code] ?? ERRORS[code].sentence).replace(/[^.]$/, '$&.');

function errorResponse(status: string, codes: ErrorCode[]): Response {
  return {
    description: [...new Set(codes.map(sentenceOf))].join(' '),
    headers: headers(...(HEADERS_BY_STATUS[Number(status)] ?? [])),
    content: { 'application/json': errorMedia(codes) },
  };
}

/**
 * The error responses of a document. Operations that can answer with the same codes refer to one component, so that the
 * document stays small.
 */
export class ErrorResponses {
  /** `#/components/responses`, by name. */
  readonly components: Record<string, Response> = {};

  constructor() {
    for (const code of SHARED) this.refer(String(ERRORS[code].status), [code]);
  }

  /** A reference to the response with these codes. */
  refer(status: string, codes: ErrorCode[]): Json {
    const name = nameOf(codes);
    this.components[name] ??= errorResponse(status, codes);
    return { $ref: `#/components/responses/${name}` };
  }

  sorted(): Record<string, Response> {
    return Object.fromEntries(Object.entries(this.components).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** The longest component name that is made of all its codes. */
const NAME_LENGTH = 90;

/** A component name for a set of codes: the codes themselves, or if they are many the first code with a digest. */
function nameOf(codes: ErrorCode[]): string {
  const all = codes.join('_or_');
  if (all.length <= NAME_LENGTH) return all;
  const digest = createHash('sha1').update(all).digest('hex').slice(0, 6);
  return `${codes[0]}_or_${codes.length - 1}_more_${digest}`;
}
