import { pino, type Logger } from 'pino';
import { Background } from './background.js';
import type { Config } from './config.js';
import type { Database } from './db/database.js';
import type { StatementClock } from './db/postgres/timing.js';
import type { Tracing } from './tracing/tracing.js';
import type { Metrics } from './metrics/metrics.js';
import { EventHub } from './modules/events/event-hub.service.js';
import { TaskEvents } from './modules/tasks/engine/task-events.js';
import { FeatureCache } from './modules/tasks/list/feature-cache.js';

/** The part of a log that background services use. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** The context that every service receives. */
export interface Context {
  database: Database;
  config: Config;
  /** Signs session tokens. */
  secret: string;
  /** Reports committed changes of tasks, within this process. */
  events: TaskEvents;
  /** The open streams of events of this process. */
  eventHub: EventHub;
  /** Cache of recently requested task lists. */
  features: FeatureCache;
  /** The log for work outside a request. A request has a log of its own. */
  log: Log;
  /** Runs work after an answer is sent. */
  background: Background;
  /** The Prometheus metrics; absent if they are disabled. */
  metrics?: Metrics;
  /** Sends traces to a collector; absent if disabled. */
  tracing?: Tracing;
  /** Measures the time of statements; absent without `SERVER_TIMING` and `LOG_SLOW_STATEMENTS`. */
  clock?: StatementClock;
}

/** Creates a context. Parts that are not given are created. */
export function createContext(parts: Pick<Context, 'database' | 'config' | 'secret'> & Partial<Context>): Context {
  const log = parts.log ?? pino({ level: parts.config.logLevel });
  return {
    events: new TaskEvents(),
    eventHub: new EventHub({ ...parts, log }),
    features: new FeatureCache(parts.config.listCacheBytes),
    log,
    background: new Background((error) => log.error({ err: error }, 'background work failed')),
    ...parts,
  };
}
