import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The document as the fuzzer reads it: from `/api/openapi.json`, as anybody would. */

export type Schema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
  example: unknown;
}

interface ResponseObject {
  content?: Record<string, { schema: Schema }>;
}

export interface Operation {
  operationId: string;
  method: string;
  path: string;
  parameters: Parameter[];
  /** Schema and example of the JSON body; undefined where it takes none. */
  body: { schema: Schema; example: unknown } | undefined;
  responses: Record<string, ResponseObject>;
  needsSession: boolean;
}

interface RawOperation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema; example: unknown }> };
  responses: Record<string, ResponseObject & { $ref?: string }>;
  security: Record<string, unknown>[];
}

export interface RawDocument {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, ResponseObject> };
}

/** The operations of a document, with what they refer to in place. */
export function operationsOf({ paths, components }: RawDocument): Operation[] {
  const resolve = (response: ResponseObject & { $ref?: string }): ResponseObject =>
    response.$ref ? (components.responses[response.$ref.split('/').at(-1) ?? ''] ?? {}) : response;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      operationId: operation.operationId,
      method: method.toUpperCase(),
      path,
      parameters: operation.parameters ?? [],
      body: Object.values(operation.requestBody?.content ?? {})[0],
      responses: Object.fromEntries(
        Object.entries(operation.responses).map(([status, response]) => [status, resolve(response)]),
      ),
      needsSession: operation.security.length > 0 && operation.security.every((one) => 'token' in one),
    })),
  );
}

/** Checks a body against the schema that the document names for a response. */
export class ResponseSchemas {
  private readonly ajv: Ajv2020;
  private readonly compiled = new Map<Schema, ValidateFunction>();

  constructor(document: RawDocument) {
    this.ajv = new Ajv2020({ strict: false, allErrors: false });
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: 'api', components: document.components });
  }

  /** What is wrong with a body, or null. */
  complaint(schema: Schema, value: unknown): string | null {
    let validate = this.compiled.get(schema);
    if (!validate) {
      const text = JSON.stringify(schema).replaceAll('"#/components', '"api#/components');
      validate = this.ajv.compile(JSON.parse(text) as Schema);
      this.compiled.set(schema, validate);
    }
    return validate(value) ? null : this.ajv.errorsText(validate.errors).slice(0, 300);
  }
}
