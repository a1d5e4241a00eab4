import { ERRORS, type ErrorCode } from './errors.js';

/**
 * What the generator leaves to be done on the document: names of schemas as clients want them, error responses with
 * their codes, examples where tools look for them. Works on plain JSON.
 */

type Json = Record<string, unknown>;

interface Media {
  schema?: Json;
  example?: unknown;
  examples?: Record<string, { summary?: string; value: unknown }>;
}

interface Response {
  description: string;
  content?: Record<string, Media>;
  headers?: Json;
}

interface Operation {
  summary?: string;
  parameters?: { in: string; name: string; schema: Json; example?: unknown }[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, Response>;
  security?: unknown[];
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
}

const REF = '#/components/schemas/';

const isCode = (text: string): text is ErrorCode => Object.hasOwn(ERRORS, text);

function exampleOf(code: ErrorCode): Json {
  const { status, envelope, sentence } = ERRORS[code];
  if (envelope === 'rule') return { Error: sentence, SubCode: code };
  return { error: { code: status, sub_code: code, message: sentence, details: {} } };
}

/** One envelope, narrowed to the codes that a response can carry. */
function envelopeSchema(envelope: 'rule' | 'notFound', codes: ErrorCode[]): Json {
  const narrowed =
    envelope === 'rule'
      ? { properties: { SubCode: { type: 'string', enum: codes } } }
      : { properties: { error: { type: 'object', properties: { sub_code: { type: 'string', enum: codes } } } } };
  return {
    allOf: [{ $ref: `${REF}${envelope === 'rule' ? 'RuleError' : 'NotFoundError'}` }, { type: 'object', ...narrowed }],
  };
}

/** Codes whose SubCode comes from elsewhere: the reasons why an area is refused are many, and not narrowed. */
const OPEN_CODES: ErrorCode[] = ['InvalidArea'];

function errorMedia(codes: ErrorCode[]): Media {
  const schemas = (['rule', 'notFound'] as const).flatMap((envelope) => {
    const group = codes.filter((code) => ERRORS[code].envelope === envelope);
    if (group.length === 0) return [];
    if (group.some((code) => OPEN_CODES.includes(code))) return [{ $ref: `${REF}RuleError` }];
    return [envelopeSchema(envelope, group)];
  });
  const [first] = schemas;
  return {
    schema: schemas.length === 1 && first ? first : { oneOf: schemas },
    examples: Object.fromEntries(
      codes.map((code) => [code.replaceAll('.', '_'), { summary: ERRORS[code].sentence, value: exampleOf(code) }]),
    ),
  };
}

const requestId: Json = {
  'X-Request-Id': { description: 'Names this request in the logs', schema: { type: 'string' } },
};

const header = (name: string, description: string): Json => ({ [name]: { description, schema: { type: 'string' } } });

function describeResponse(status: string, response: Response, summary: string): void {
  const codes = response.description.split(', ');
  response.headers = {
    ...requestId,
    ...(status === '401' && header('WWW-Authenticate', 'Always `Token`')),
    ...(status === '200' &&
      summary.match(/GeoJSON|GPX|OSM/) &&
      header('Content-Disposition', 'The file name, with `as_file`')),
  };
  if (codes.every(isCode)) {
    response.description = [...new Set(codes.map((code) => ERRORS[code].sentence))].join('; ');
    response.content = { 'application/json': errorMedia(codes) };
  } else if (response.description === 'Default Response') response.description = summary || 'Success';
}

/** An example where tools look for one: beside the schema, not in the component that it refers to. */
function addExample(media: Media, schemas: Record<string, Json>): void {
  const name = typeof media.schema?.$ref === 'string' ? media.schema.$ref.slice(REF.length) : undefined;
  const examples = (name ? schemas[name]?.examples : media.schema?.examples) as unknown[] | undefined;
  if (examples?.length && media.example === undefined && !media.examples) media.example = examples[0];
}

function finishOperation(operation: Operation, schemas: Record<string, Json>): void {
  operation.security ??= [];
  for (const parameter of operation.parameters ?? [])
    if (parameter.in === 'path' && parameter.schema.type === 'integer')
      parameter.schema = { type: 'integer', minimum: 1, maximum: 2_147_483_647 };
  for (const [status, response] of Object.entries(operation.responses))
    describeResponse(status, response, operation.summary ?? '');
  const contents = [operation.requestBody, ...Object.values(operation.responses)].map((part) => part?.content ?? {});
  for (const media of contents.flatMap((content) => Object.values(content))) addExample(media, schemas);
}

const refsIn = (text: string): Set<string> =>
  new Set([...text.matchAll(/"#\/components\/schemas\/([\w.-]+)"/g)].map(([, name]) => name ?? ''));

/**
 * The generator writes each schema twice, as `X` for answers and `XInput` for requests. Where only one of the two is
 * used, or both are the same, it is called `X`.
 */
function nameSchemas(document: Document): Document {
  const { schemas } = document.components;
  const used = refsIn(JSON.stringify(document.paths));
  for (let size = -1; size !== used.size;) {
    size = used.size;
    for (const name of [...used]) for (const ref of refsIn(JSON.stringify(schemas[name] ?? {}))) used.add(ref);
  }
  const same = (a: string, b: string): boolean =>
    JSON.stringify(schemas[a]) === JSON.stringify(schemas[b]).replaceAll(/Input"/g, '"');
  const renamed = [...used].filter((name) => {
    const plain = name.replace(/Input$/, '');
    return name.endsWith('Input') && (!used.has(plain) || same(plain, name));
  });
  const kept = Object.fromEntries([...used].sort().map((name) => [name, schemas[name] ?? {}]));
  let text = JSON.stringify({ ...document, components: { ...document.components, schemas: kept } });
  for (const name of renamed) text = text.replaceAll(`"${REF}${name}"`, `"${REF}${name.replace(/Input$/, '')}"`);
  const result = JSON.parse(text) as Document;
  result.components.schemas = Object.fromEntries(
    Object.entries(result.components.schemas)
      .map(([name, schema]): [string, Json] => [renamed.includes(name) ? name.replace(/Input$/, '') : name, schema])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return result;
}

/** Finishes the generated document; see above. */
export function finishDocument(generated: unknown): unknown {
  const document = generated as Document;
  for (const [path, operations] of Object.entries(document.paths)) {
    if (!path.startsWith('/api/v2/') || path.endsWith('/')) continue;
    document.paths[`${path}/`] = operations;
    delete document.paths[path];
  }
  const { schemas } = document.components;
  for (const operations of Object.values(document.paths))
    for (const operation of Object.values(operations)) finishOperation(operation, schemas);
  document.paths = Object.fromEntries(Object.entries(document.paths).sort(([a], [b]) => (a < b ? -1 : 1)));
  return nameSchemas(document);
}
