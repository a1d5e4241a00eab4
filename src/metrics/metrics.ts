import { setTimeout } from 'node:timers/promises';
import type { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Context } from '../context.js';
import { readCountedRows } from './metrics.repository.js';

/**
 * Time for which a scrape waits for the counts of the database, in milliseconds. After that the other metrics are sent
 * without them.
 */
const COUNT_TIMEOUT_MS = 3000;

const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const WAIT_BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.5, 1, 5, 30];

/** The label of requests without an operation of the API. */
const OTHER = 'other';

/** The metrics of this process, for Prometheus. */
export class Metrics {
  private constructor(
    private readonly context: Context,
    private readonly registry: Registry,
    private readonly requests: Histogram<'operation' | 'status'>,
    private readonly refusals: Counter<'code'>,
    private readonly expiredLocksRuns: Counter<'result'>,
    private readonly freedTasks: Counter,
    private readonly counted: { up: Gauge; locks: Gauge<'kind'>; mails: Gauge; oldestMail: Gauge },
  ) {}

  /** Starts the metrics. The library is loaded here, so that a server without metrics does not need the memory. */
  static async start(context: Context): Promise<Metrics> {
    const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = (await import('prom-client')).default;
    const registry = new Registry();
    const registers = [registry];
    collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
    const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
      new Gauge({ name, help, labelNames, registers });
    const metrics = new Metrics(
      context,
      registry,
      new Histogram({
        name: 'tessera_http_request_duration_seconds',
        help: 'Duration of requests by operation and status, until the answer was sent',
        labelNames: ['operation', 'status'],
        buckets: REQUEST_BUCKETS,
        registers,
      }),
      new Counter({
        name: 'tessera_refusals_total',
        help: 'Refused requests by code',
        labelNames: ['code'],
        registers,
      }),
      new Counter({
        name: 'tessera_sweeps_total',
        help: 'Runs of the job that records expired locks, by result',
        labelNames: ['result'],
        registers,
      }),
      new Counter({
        name: 'tessera_sweep_freed_tasks_total',
        help: 'Tasks whose expired lock was recorded',
        registers,
      }),
      {
        up: gauge('tessera_database_up', 'Whether the database answered the scrape'),
        locks: gauge('tessera_locks', 'Held locks in the whole database', ['kind']),
        mails: gauge('tessera_mail_queue', 'Waiting mails in the outbox'),
        oldestMail: gauge('tessera_mail_oldest_seconds', 'Age of the oldest mail in the outbox'),
      },
    );
    const actions = new Counter({
      name: 'tessera_task_actions_total',
      help: 'Changed tasks by action',
      labelNames: ['action'],
      registers,
    });
    context.events.subscribe(({ action, tasks }) => actions.inc({ action }, tasks.length));
    new Gauge({
      name: 'tessera_event_streams',
      help: 'Open streams of events',
      registers,
      collect() {
        this.set(context.eventHub.openStreams);
      },
    });
    metrics.watchPools(Gauge, Histogram);
    return metrics;
  }

  /** Counts an answered request. */
  request(operation: string | undefined, status: number, milliseconds: number): void {
    this.requests.observe({ operation: operation ?? OTHER, status }, milliseconds / 1000);
  }

  /** Counts a refused request. */
  refused(code: string): void {
    this.refusals.inc({ code });
  }

  /** Counts a run of the job that records expired locks. @param freed the number of freed tasks; null if the run failed */
  recordedExpiredLocks(freed: number | null): void {
    this.expiredLocksRuns.inc({ result: freed === null ? 'failed' : 'done' });
    if (freed) this.freedTasks.inc(freed);
  }

  /** The metrics in the text format of Prometheus. */
  async text(): Promise<{ type: string; text: string }> {
    await this.countRows();
    return { type: this.registry.contentType, text: await this.registry.metrics() };
  }

  private watchPools(GaugeType: typeof Gauge, HistogramType: typeof Histogram): void {
    const { pools } = this.context.database;
    if (!pools) return;
    const registers = [this.registry];
    const waits = new HistogramType({
      name: 'tessera_db_pool_wait_seconds',
      help: 'Waiting time of requests that found no free connection',
      labelNames: ['pool'] as const,
      buckets: WAIT_BUCKETS,
      registers,
    });
    for (const pool of pools) pool.onWait = (seconds) => waits.observe({ pool: pool.name }, seconds);
    const perState = { name: 'tessera_db_pool_connections', help: 'Connections by pool and state (max: the limit)' };
    new GaugeType({
      ...perState,
      labelNames: ['pool', 'state'] as const,
      registers,
      collect() {
        for (const { name, use } of pools)
          for (const [state, value] of Object.entries(use())) this.set({ pool: name, state }, value);
      },
    });
  }

  private async countRows(): Promise<void> {
    const { up, locks, mails, oldestMail } = this.counted;
    const late = new AbortController();
    try {
      const rows = await Promise.race([
        readCountedRows(this.context.database.db),
        setTimeout(COUNT_TIMEOUT_MS, null, { signal: late.signal }).catch(() => null),
      ]);
      up.set(rows ? 1 : 0);
      if (!rows) return;
      locks.set({ kind: 'mapping' }, rows.lockedForMapping);
      locks.set({ kind: 'validation' }, rows.lockedForValidation);
      mails.set(rows.mailsWaiting);
      oldestMail.set(rows.oldestMailSeconds);
    } catch {
      up.set(0);
    } finally {
      late.abort();
    }
  }
}
