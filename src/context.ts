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

/** What a background service needs of a log. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** What every service receives. */
export interface Context {
  database: Database;
  config: Config;
  /** Signs session tokens. */
  secret: string;
  /** Reports committed changes of tasks, within this process. */
  events: TaskEvents;
  /** The open streams of events of this process. */
  eventHub: EventHub;
  /** The lists of tasks that were asked for last. */
  features: FeatureCache;
  /** For what happens outside a request; a request has a log of its own. */
  log: Log;
  /** Runs what follows an answer and holds nobody up. */
  background: Background;
  /** The figures for Prometheus; absent where nobody asked for them. */
  metrics?: Metrics;
  /** Sends traces to a collector; absent where nobody asked for them. */
  tracing?: Tracing;
  /** Measures the time of statements; absent where neither `SERVER_TIMING` nor `LOG_SLOW_STATEMENTS` asks for it. */
  clock?: StatementClock;
}

/** Makes a context: what is not given is new. */
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
