import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ACCESS, accessErrors, requireAccess, type AccessName, type Grants } from '../access/require-access.js';
import type { Context } from '../context.js';
import type { ErrorCode } from '../errors/errors.js';
import type { App } from './app-types.js';
import { errorResponses } from './schemas/schemas.js';
import { preferredLocales } from './schemas/locale.js';

/**
 * Where the access of an operation is checked. `route`: before its handler. `statement`: in its handler, with the rights that the
 * statement for its data has read.
 */
export type CheckedIn = 'route' | 'statement';

/** The arguments of a handler. */
export interface Call<N extends AccessName, C extends CheckedIn, P, Q, H, B> {
  params: P;
  query: Q;
  headers: H;
  body: B;
  /** OSM user id of the session, or null without a session. */
  userId: number | null;
  /** The rows that the check of access has read; undefined if a statement checks the access. */
  granted: C extends 'statement' ? undefined : Grants[N];
  /** Locales of `Accept-Language`, best first, written as projects store them (`pt_BR`). */
  locales: string[];
  request: FastifyRequest;
  reply: FastifyReply;
}

/** A possible next request of a client: an OpenAPI link to another operation. */
export interface OperationLink {
  operationId: string;
  description: string;
  /** Parameters of that operation, as OpenAPI runtime expressions (`$response.body#/projectId`). */
  parameters: Record<string, string>;
}

/** The declaration of one operation. Its route, validation and documentation are made from it. */
export interface OperationSpec<
  N extends AccessName = AccessName,
  C extends CheckedIn = CheckedIn,
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  H extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
> {
  /** `operationId` of the OpenAPI document. */
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the prefix of the module, with its final slash. */
  path: string;
  summary: string;
  description?: string;
  tag: string;
  /** Who may call. */
  access: N;
  /** `statement`: the statement that reads the data also reads the rights, on the same snapshot. */
  checkedIn?: C;
  /** Code for a caller without the right. By default the code of the access. */
  refusal?: ErrorCode;
  /** Code for a blocked user. By default the code of the access. */
  blocked?: ErrorCode;
  params?: P;
  query?: Q;
  headers?: H;
  body?: B;
  /** Ids that the check of access needs, if they are in the query or the body and not in the path. */
  accessIds?: (parts: { query: z.output<Q>; body: z.output<B> }) => Record<string, number>;
  /** The sentence of a 400, if existing clients show it. */
  invalid?: string;
  /** The body may be as large as `BODY_LIMIT_MB` allows. */
  largeBody?: boolean;
  /** Successful answers by status: a schema, or `{ description, content }`. */
  answers: Record<number, unknown>;
  /** Error codes besides those of the access, the validation of the request and the limits. */
  errors?: readonly ErrorCode[];
  /** The answer names a file (`Content-Disposition`). */
  hasFileName?: boolean;
  /** The answer carries `Export-Signature`. */
  hasExportSignature?: boolean;
  links?: readonly OperationLink[];
  handler: (call: Call<N, C, z.output<P>, z.output<Q>, z.output<H>, z.output<B>>) => unknown;
}

/** An operation without its specific types, for lists of operations. */
export type Operation = Omit<OperationSpec, 'handler' | 'accessIds'> & {
  handler: (call: never) => unknown;
  accessIds?: (parts: never) => Record<string, number>;
};

/** Declares an operation. The types of `call` follow from the schemas and the access. */
export const defineOperation = <
  N extends AccessName,
  C extends CheckedIn = 'route',
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  H extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(
  spec: OperationSpec<N, C, P, Q, H, B>,
): Operation => spec;

/** The operations of a module. */
export type Operations = (context: Context) => Operation[];

const STATUS_OF_SUCCESS = /^2\d\d$/;

/** The status of a successful answer. An operation has one. */
const successStatus = ({ answers }: Operation): number =>
  Number(Object.keys(answers).find((status) => STATUS_OF_SUCCESS.test(status)) ?? 200);

/** All error codes of an operation: those of its access, of the validation of its request, and its own. */
const errorsOf = (operation: Operation): ErrorCode[] => [
  ...new Set<ErrorCode>([
    ...accessErrors(operation),
    // A malformed `%` in the path is refused as well.
    ...(operation.query || operation.body || operation.params ? (['InvalidData'] as const) : []),
    ...(operation.errors ?? []),
    // Any statement can exceed its time limit.
    'DatabaseTimeout' as const,
  ]),
];

function schemaOf(operation: Operation): Record<string, unknown> {
  const { id, summary, description, tag, access, params, query, headers, body, answers, links } = operation;
  const { session, who } = ACCESS[access];
  return {
    operationId: id,
    summary,
    description: [description, `**Who may call:** ${who}`].filter(Boolean).join('\n\n'),
    tags: [tag],
    ...(session === 'required' && { security: [{ token: [] }] }),
    ...(session === 'optional' && { security: [{}, { token: [] }] }),
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(headers && { headers }),
    ...(body && { body }),
    response: { ...answers, ...errorResponses(...errorsOf(operation)) },
    'x-access': access,
    // The generator drops the examples of a schema that transforms its input.
    ...(body && { 'x-body-example': (body.meta()?.examples as unknown[] | undefined)?.[0] }),
    ...(operation.hasFileName && { 'x-file-name': true }),
    ...(operation.hasExportSignature && { 'x-export-signature': true }),
    ...(links && { 'x-links': links }),
  };
}

/** Registers operations as routes of an application, below the prefix of their module. */
export function registerOperations(app: App, context: Context, operations: Operation[]): void {
  for (const operation of operations) {
    const { method, path, access, checkedIn = 'route', body, largeBody, invalid } = operation;
    const status = successStatus(operation);
    const handle = operation.handler as (call: unknown) => unknown;
    const idsOf = operation.accessIds as ((parts: object) => Record<string, number>) | undefined;
    app.route({
      method,
      url: path,
      prefixTrailingSlash: 'slash',
      config: {
        auth: ACCESS[access].session,
        ...(body && { body: 'json' as const }),
        ...(largeBody && { largeBody }),
        ...(invalid !== undefined && { invalid }),
        operation,
      },
      schema: schemaOf(operation),
      handler: async (request, reply) => {
        const { params, query, headers, userId } = request;
        const granted =
          checkedIn === 'statement'
            ? undefined
            : await requireAccess(operation, {
                db: context.database.db,
                userId,
                params: { ...(params as Record<string, unknown>), ...idsOf?.({ query, body: request.body }) },
                openReads: {
                  privateExports: context.config.privateExports,
                  secret: context.secret,
                  signature: (query as { sig?: string } | undefined)?.sig,
                  ticket: (query as { ticket?: string } | undefined)?.ticket,
                },
              });
        if (status !== 200) reply.code(status);
        return handle({
          params,
          query,
          headers,
          body: request.body,
          userId,
          granted,
          get locales() {
            return preferredLocales(request.headers['accept-language']);
          },
          request,
          reply,
        });
      },
    });
  }
}
