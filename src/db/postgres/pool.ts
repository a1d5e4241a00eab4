import pg from 'pg';
import type { PoolWatch } from '../database.js';

/** How long a request waits for a connection before it is refused as busy, in milliseconds. */
const CONNECT_TIMEOUT_MS = 30_000;

/** An idle connection failed (the database restarted). The pool replaces it; without a listener the process would end. */
export const ignoreIdleError = (): void => undefined;

/**
 * How long an idle connection is kept, in milliseconds. A new connection plans each statement anew: with the pool's default
 * of 10 seconds, a lock after a pause of 12 seconds took 75 ms instead of 7. Probes tell routers on the way that the connection is in use.
 */
const KEPT_IDLE_MS = 600_000;
const PROBE_AFTER_MS = 60_000;

/** Time limits for the connections of a pool, in milliseconds. */
export interface PoolLimits {
  /** For one statement; 0: no limit. */
  statementMs: number;
  /** For an idle transaction. */
  idleMs: number;
}

/**
 * Opens a pool of connections.
 * @param max the largest number of connections
 */
export function openPool(connectionString: string, max: number, { statementMs, idleMs }: PoolLimits): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: KEPT_IDLE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: PROBE_AFTER_MS,
    // UTC: the schema's timestamps have no zone and mean UTC, and the adapter drops offsets. No JIT: compiling a statement
    // takes longer than running any of ours. No parallel workers: the cores are for other requests. 16 MB to work with: with
    // PostgreSQL's 4 MB the rows of a very busy user are found by reading whole pages again.
    options:
      '-c TimeZone=UTC -c jit=off -c max_parallel_workers_per_gather=0 -c work_mem=16MB ' +
      `-c statement_timeout=${statementMs} -c idle_in_transaction_session_timeout=${idleMs}`,
    application_name: 'tessera',
  });
  pool.on('error', ignoreIdleError);
  // The pool has no error listener on a connection in use. Without a listener an error would end the process. The
  // promise of the statement reports the error to its caller.
  pool.on('connect', (client) => client.on('error', ignoreIdleError));
  return pool;
}

type Connect = (...args: unknown[]) => unknown;

/** Watches a pool: its use, and (once `onWait` is set) the time that requests wait for a connection. */
export function watchPool(name: string, pool: pg.Pool): PoolWatch {
  const watch: PoolWatch = {
    name,
    use: () => ({
      max: pool.options.max,
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
  };
  const connect = pool.connect.bind(pool) as unknown as Connect;
  const mustWait = (): boolean => pool.idleCount === 0 && pool.totalCount >= pool.options.max;
  (pool as unknown as { connect: Connect }).connect = (done?: unknown) => {
    const { onWait } = watch;
    if (!onWait || !mustWait()) return done === undefined ? connect() : connect(done);
    const begun = performance.now();
    const report = (): void => onWait((performance.now() - begun) / 1000);
    if (typeof done === 'function')
      return connect((...result: unknown[]) => {
        report();
        (done as Connect)(...result);
      });
    return (connect() as Promise<unknown>).finally(report);
  };
  return watch;
}
