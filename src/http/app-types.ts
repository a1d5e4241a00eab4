import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Config } from '../config.js';
import type { Database } from '../db/database.js';
import type { StatementClock } from '../db/postgres/statement-clock.js';
import type { TaskEvents } from '../modules/tasks/engine/task-events.js';

/** The application as modules see it: Fastify whose schemas are zod's. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What every module is given: the database, the settings, and where transitions are told. */
export interface Context {
  database: Database;
  config: Config;
  /** Signs session tokens. */
  secret: string;
  events: TaskEvents;
  /** Takes the time of statements; absent where nobody asks for it. */
  clock?: StatementClock;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call: `required` needs a session, `optional` reads one where there is one, `none` (default) looks at none. */
    auth?: 'required' | 'optional' | 'none';
    /** `json`: the body is read as JSON. Without it any body is accepted and ignored, whatever it holds. */
    body?: 'json' | 'ignored';
    /** The body may be as large as `BODY_LIMIT_MB` allows: the route takes areas and grids. */
    largeBody?: boolean;
    /** The sentence of a 400 on this route (clients of the original show it). */
    invalid?: string;
  }
  interface FastifyRequest {
    /** The OSM user id of the session, or null where there is none (see `auth` of the route). */
    userId: number | null;
  }
}
