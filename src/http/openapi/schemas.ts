import type { Json } from './error-responses.js';

/** Corrects the generated schemas of the document: their names, and parts that tools reject. Works on plain JSON. */

export const REF = '#/components/schemas/';

interface Document {
  paths: unknown;
  components: { schemas: Record<string, Json> };
}

const refsIn = (text: string): Set<string> =>
  new Set([...text.matchAll(/"#\/components\/schemas\/([\w.-]+)"/g)].map(([, name]) => name ?? ''));

/**
 * The generator writes each schema twice, as `X` for answers and `XInput` for requests. If only one of the two is used, or
 * both are the same, the schema is called `X`. Schemas that are not used are left out.
 */
export function nameSchemas<D extends Document>(document: D): D {
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
  const result = JSON.parse(text) as D;
  result.components.schemas = Object.fromEntries(
    Object.entries(result.components.schemas)
      .map(([name, schema]): [string, Json] => [renamed.includes(name) ? name.replace(/Input$/, '') : name, schema])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return result;
}

/** The bounds that zod gives to any integer. They are left out. */
const dropSafeBounds = (schema: Json): void => {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.type === 'integer' && schema.exclusiveMinimum === 0) {
    delete schema.exclusiveMinimum;
    schema.minimum = 1;
  }
};

/** If a transform removes all choices but one, the generator leaves a choice of one. */
function unwrapOnlyChoice(schema: Json): void {
  const { anyOf } = schema;
  if (!Array.isArray(anyOf) || anyOf.length !== 1) return;
  delete schema.anyOf;
  Object.assign(schema, { ...(anyOf[0] as Json), ...schema });
}

function tidyKeywords(schema: Json): void {
  unwrapOnlyChoice(schema);
  dropSafeBounds(schema);
  // The format is sufficient, and the pattern is very long.
  if (schema.format === 'date-time' || schema.format === 'date') delete schema.pattern;
  // Keys of JSON objects are always texts.
  delete schema.propertyNames;
  // A pair. `items` describes a third element, which `maxItems` excludes, but tools require it.
  if (Array.isArray(schema.prefixItems)) {
    schema.items = { type: 'number' };
    schema.minItems ??= schema.prefixItems.length;
    schema.maxItems ??= schema.prefixItems.length;
  }
  // `example` is the keyword of OpenAPI 3.0.
  if (schema.example !== undefined) {
    schema.examples ??= [schema.example];
    delete schema.example;
  }
}

/** Corrects a schema and the schemas within it, in place. */
export function tidySchema(schema: unknown): void {
  if (Array.isArray(schema)) schema.forEach(tidySchema);
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  const json = schema as Json;
  tidyKeywords(json);
  for (const key of ['items', 'prefixItems', 'anyOf', 'oneOf', 'allOf', 'additionalProperties', 'not'])
    tidySchema(json[key]);
  Object.values((json.properties as Json | undefined) ?? {}).forEach(tidySchema);
}
