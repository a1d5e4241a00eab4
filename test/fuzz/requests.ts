import fc, { type Arbitrary } from 'fast-check';
import type { Operation, Parameter, RawDocument, Schema } from './document.js';
import { AUTHORIZATIONS, CONTENT_TYPES, HEADERS, KEYS, RAW_BODIES, RAW_TEXTS, TEXTS, VALUES } from './hostile.js';

/** Requests to one operation: as the document wants them, with one thing wrong, or with much of it wrong. */

/** A request as it goes over the wire. */
export interface FuzzRequest {
  method: string;
  /** Path and query, escaped. */
  target: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
}

/** What the world offers that is really there, so that requests reach the rules behind the schemas. */
export interface Pools {
  projectIds: number[];
  taskIds: number[];
  usernames: string[];
  /** Values of the Authorization header. */
  sessions: string[];
  /** By operationId, bodies that do something. */
  bodies: Record<string, unknown[]>;
}

/** What stands in a URL for text; lone surrogates as the bytes that careless clients send. */
export const escapeText = (text: string): string =>
  text
    .split(/([\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff])/)
    .map((part) => (/^[\ud800-\udfff]$/.test(part) ? '%ED%A0%80' : encodeURIComponent(part)))
    .join('');

/** Values that a schema of the document takes; the subset of JSON Schema that our document uses. */
export function fromSchema(schema: Schema, document: RawDocument, depth = 0): Arbitrary<unknown> {
  const again = (inner: unknown): Arbitrary<unknown> => fromSchema(inner as Schema, document, depth + 1);
  if (typeof schema.$ref === 'string') {
    const target = document.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    return again(target ?? {});
  }
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices) return fc.oneof(...choices.map(again));
  const types = [schema.type].flat() as string[];
  return fc.oneof(...types.map((type) => ofType(type, schema, again, depth)));
}

type Again = (inner: unknown) => Arbitrary<unknown>;

function ofType(type: string, schema: Schema, again: Again, depth: number): Arbitrary<unknown> {
  const { minimum, maximum, minLength, maxLength, minItems = 0, maxItems = 4 } = schema as Record<string, number>;
  switch (type) {
    case 'string':
      if (Array.isArray(schema.examples)) return fc.constantFrom(...(schema.examples as unknown[]));
      return fc.string({ unit: 'binary', minLength: minLength ?? 0, maxLength: Math.min(maxLength ?? 30, 30) });
    case 'integer':
      return fc.integer({ min: minimum ?? -(2 ** 31), max: Math.min(maximum ?? 2 ** 31, 2 ** 31) });
    case 'number':
      return fc.double({ min: minimum ?? -1e9, max: maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      if (Array.isArray(schema.prefixItems)) return fc.tuple(...schema.prefixItems.map(again));
      return fc.array(again(schema.items ?? {}), { minLength: minItems, maxLength: Math.min(maxItems, 4) });
    case 'object':
      return objectOf(schema, again, depth);
    default:
      return fc.constant(null);
  }
}

function objectOf(schema: Schema, again: Again, depth: number): Arbitrary<unknown> {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  if (Object.keys(properties).length === 0)
    return depth > 3 ? fc.constant({}) : fc.dictionary(fc.string(), fc.jsonValue());
  const arbitraries = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, again(inner)]));
  return fc.record(arbitraries, { requiredKeys: (schema.required ?? []) as string[] });
}

/** A piece of a URL for a parameter, escaped. */
function pieceFor(parameter: Parameter, pools: Pools, document: RawDocument, isHostile: boolean): Arbitrary<string> {
  if (isHostile)
    return fc.oneof(
      // Nothing in place of a path's value makes the path of another operation.
      {
        weight: 4,
        arbitrary: fc.constantFrom(...TEXTS.filter((text) => text || parameter.in !== 'path')).map(escapeText),
      },
      { weight: 1, arbitrary: fc.constantFrom(...RAW_TEXTS) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).map(escapeText) },
    );
  const real: unknown[] =
    { projectId: pools.projectIds, taskId: pools.taskIds, username: pools.usernames }[parameter.name] ?? [];
  const values: Arbitrary<unknown>[] = [fc.constant(parameter.example), fromSchema(parameter.schema, document)];
  if (real.length > 0 && parameter.in !== 'header') values.push(fc.constantFrom(...real), fc.constantFrom(...real));
  return fc.oneof(...values).map((value) => escapeText(String(value)));
}

/** Puts a hostile value somewhere into JSON, takes a key away, or adds one. @param at picks the place */
export function spoil(value: unknown, at: number, bad: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || at % 5 === 0) return bad;
  const entries = Object.entries(value);
  const [name, inner] = entries[at % Math.max(entries.length, 1)] ?? [];
  if (name === undefined) return bad;
  const rest = Math.floor(at / 5);
  if (Array.isArray(value))
    return value.map((item, i) => (String(i) === name ? spoil(inner, rest, bad, key) : (item as unknown)));
  if (at % 7 === 0) return Object.fromEntries(entries.filter(([other]) => other !== name));
  if (at % 11 === 0) return Object.fromEntries([...entries, [key, bad]]);
  return Object.fromEntries(entries.map(([k, v]) => [k, k === name ? spoil(inner, rest, bad, key) : (v as unknown)]));
}

function bodyFor(
  operation: Operation,
  pools: Pools,
  document: RawDocument,
  isHostile: boolean,
): Arbitrary<string | Buffer | undefined> {
  const { body } = operation;
  // Where none is taken, one is sent all the same, now and then.
  if (!body) return isHostile ? fc.constantFrom(undefined, ...RAW_BODIES) : fc.constant(undefined);
  const known = [body.example, ...(pools.bodies[operation.operationId] ?? [])];
  const valid = fc.oneof(fc.constantFrom(...known), fc.constantFrom(...known), fromSchema(body.schema, document));
  if (!isHostile) return valid.map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...RAW_BODIES, undefined) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 5 }) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(valid, fc.nat(100_000), fc.constantFrom(...VALUES), fc.constantFrom(...KEYS))
        .map(([value, at, bad, key]) => JSON.stringify(spoil(value, at, bad, key))),
    },
  );
}

interface Plan {
  path: boolean;
  query: boolean;
  body: boolean;
  headers: boolean;
  session: boolean;
}

const PLANS: Plan[] = [
  { path: false, query: false, body: false, headers: false, session: false },
  { path: true, query: false, body: false, headers: false, session: false },
  { path: false, query: true, body: false, headers: false, session: false },
  { path: false, query: false, body: true, headers: false, session: false },
  { path: false, query: false, body: true, headers: true, session: false },
  { path: false, query: false, body: false, headers: true, session: false },
  { path: false, query: false, body: false, headers: false, session: true },
  { path: true, query: true, body: true, headers: true, session: true },
];

/** Nothing is spoilt that the operation does not have. */
const plansFor = ({ parameters, method }: Operation): Plan[] =>
  PLANS.filter(
    (plan) =>
      (!plan.path || plan.session || parameters.some((p) => p.in === 'path')) &&
      (!plan.body || plan.session || method !== 'GET'),
  );

function queryFor(operation: Operation, pools: Pools, document: RawDocument, isHostile: boolean): Arbitrary<string> {
  const known = operation.parameters.filter((parameter) => parameter.in === 'query');
  const pieces = known.map((parameter) =>
    fc.tuple(pieceFor(parameter, pools, document, isHostile), fc.nat(9)).map(([piece, dice]) => {
      if (dice > (parameter.required ? 8 : 3)) return parameter.required ? '' : undefined;
      const pair = `${parameter.name}=${piece}`;
      if (!isHostile || dice > 1) return pair;
      return dice === 0 ? `${pair}&${pair}` : `${parameter.name}[]=${piece}`;
    }),
  );
  const junk = fc.constantFrom('', '', 'foo=%ff', '__proto__=1', 'constructor[prototype]=x', '&&&=', '%00=1');
  return fc.tuple(fc.tuple(...pieces), isHostile ? junk : fc.constant('')).map(([pairs, more]) => {
    const query = [...pairs, more].filter(Boolean).join('&');
    return query && `?${query}`;
  });
}

const headersFor = (operation: Operation, isHostile: boolean): Arbitrary<Record<string, string>> => {
  if (!isHostile)
    return fc.constant<Record<string, string>>(operation.body ? { 'content-type': 'application/json' } : {});
  return fc.tuple(fc.constantFrom(...HEADERS), fc.constantFrom(...CONTENT_TYPES)).map(([headers, type]) => ({
    ...headers,
    ...(type !== undefined && { 'content-type': type }),
  }));
};

const sessionFor = (pools: Pools, isHostile: boolean): Arbitrary<string | undefined> =>
  isHostile ? fc.constantFrom(undefined, ...AUTHORIZATIONS) : fc.constantFrom(...pools.sessions);

/** Requests to an operation. */
export function requestsFor(operation: Operation, pools: Pools, document: RawDocument): Arbitrary<FuzzRequest> {
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
  return fc.constantFrom(...plansFor(operation)).chain((plan) =>
    fc
      .record({
        path: fc.tuple(...inPath.map((parameter) => pieceFor(parameter, pools, document, plan.path))),
        query: queryFor(operation, pools, document, plan.query),
        body: bodyFor(operation, pools, document, plan.body),
        headers: headersFor(operation, plan.headers),
        session: sessionFor(pools, plan.session),
        slash: fc.constantFrom('', '/'),
      })
      .map(({ path, query, body, headers, session, slash }) => ({
        method: operation.method,
        target:
          inPath.reduce(
            (url, { name }, i) => url.replace(`{${name}}`, () => path[i] ?? ''),
            operation.path.replace(/\/$/, ''),
          ) +
          slash +
          query,
        headers: { ...headers, ...(session !== undefined && { authorization: session }) },
        body,
      })),
  );
}
