import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Operation } from './operation.js';

/** The application: Fastify with schemas of zod. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyReply {
    /** The error code of the answer. */
    refusal?: string;
  }
  interface FastifyContextConfig {
    /**
     * `required`: 401 without a session. `optional`: a session is read if there is one. `none` (default): the session
     * is ignored.
     */
    auth?: 'required' | 'optional' | 'none';
    /** `json`: the body is read as JSON. Otherwise the body is ignored. */
    body?: 'json' | 'ignored';
    /** The body may be as large as `BODY_LIMIT_MB` allows: the route takes areas and grids. */
    largeBody?: boolean;
    /** The sentence of a 400 on this route. Clients of version 5 show it. */
    invalid?: string;
    /** The operation that the route serves. */
    operation?: Operation;
  }
  interface FastifyRequest {
    /** The OSM user id of the session; null without a session (see `auth` of the route). */
    userId: number | null;
  }
}
