import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { buildApp } from './app.js';
import { loadConfig, PUBLISHED_SECRET, type Config } from './config.js';
import { openDatabase } from './db/database.js';
import { announceUrl } from './db/embedded/folder-lock.js';
import { folderSecret } from './db/embedded/folder-secret.js';
import { StatementClock } from './db/postgres/timing.js';
import { migrate } from './db/migrate.js';
import { listenError } from './http/listen-error.js';
import { loadDemo } from './demo/demo.service.js';
import { useStandin } from './demo/standin-osm/standin-osm.service.js';
import { welcomeText } from './demo/welcome.js';
import type { App } from './http/app-types.js';
import type { Context } from './context.js';
import { examineAtStart } from './modules/doctor/doctor.service.js';
import { checkLevelsAfterMapping } from './modules/mapping-levels/checks/level-checks.service.js';
import { Metrics } from './metrics/metrics.js';
import { startMetricsServer } from './metrics/metrics-server.js';
import { startMailWorker } from './mail/mail-worker.js';
import { startExpiredLocksJob } from './modules/tasks/expired-locks/expired-locks.service.js';
import { Tracing } from './tracing/tracing.js';
import { VERSION } from './version.js';
import { TaskEvents } from './modules/tasks/engine/task-events.js';
import { createContext } from './context.js';

const secretOf = (config: Config): string =>
  config.secret ?? folderSecret(config.database.kind === 'embedded' ? config.database.dataDir : '.data');

/** @throws Error with a sentence if another process uses the port, or this machine does not have the address */
async function listen(app: App, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    throw listenError(error, { host, port }, '');
  }
}

/** Starts sending traces, including those of statements. */
async function startTracing(context: Context): Promise<void> {
  if (!context.config.tracing) return;
  context.tracing = await Tracing.start(context.config.tracing, VERSION);
  if (context.clock) context.clock.onStatement = context.tracing.statement;
}

/** Serves the metrics on their own port, if the settings name one. */
async function listenForMetrics({ config, metrics }: Context): Promise<Server | null> {
  const { listen: address, token = null } = config.metrics ?? {};
  if (!metrics || !address) return null;
  try {
    return await startMetricsServer(metrics, { listen: address, token });
  } catch (error) {
    throw listenError(error, address, 'METRICS_');
  }
}

/** Accepted settings that are probably mistakes, one sentence each. */
export function warningsOf(config: Config): string[] {
  const warnings: string[] = [];
  if (config.secret === PUBLISHED_SECRET)
    warnings.push('TM_SECRET is the published example: anybody can sign sessions. Give a secret of your own.');
  if (config.frontend && config.lockScope === 'project')
    warnings.push(
      'LOCK_SCOPE is project: the stock front-end of FRONTEND_DIR cannot handle locks in several projects.',
    );
  if (config.database.kind === 'server' && !config.osm.client)
    warnings.push('nobody can sign in: TM_CLIENT_ID is not set');
  return warnings;
}

/** A running server. */
export interface RunningServer {
  app: App;
  context: Context;
  url: string;
  /** Answers the requests in flight, then closes the database. */
  stop: () => Promise<void>;
}

/** Opens the database, migrates it, loads the demo if it is enabled, builds the application and listens. */
export async function startServer(config: Config): Promise<RunningServer> {
  const clock =
    config.serverTiming || config.slowStatementMs > 0 || config.tracing
      ? new StatementClock(config.slowStatementMs)
      : undefined;
  const database = await openDatabase(config.database, clock);
  try {
    const { applied, adopted } = await migrate(database);
    const events = new TaskEvents();
    const context: Context = createContext({
      database,
      config,
      secret: secretOf(config),
      events,
      ...(clock && { clock }),
    });
    if (config.tracing) await startTracing(context);
    if (config.metrics) context.metrics = await Metrics.start(context);
    const app = await buildApp(context);
    if (clock) clock.onSlow = (slow) => app.log.warn(slow, 'slow statement');
    if (applied.length > 0) app.log.info({ applied, adopted }, 'database migrated');
    for (const warning of warningsOf(config)) app.log.warn(warning);
    // Several processes may start at once on one database server. One of them loads the demo.
    if (config.demo && (await database.whileMigrating(() => loadDemo(context)))) app.log.info('demo project loaded');
    for (const trouble of await examineAtStart(context)) app.log.warn(`${trouble}; see the command doctor`);
    events.subscribe(({ tasks, ...event }) =>
      app.log.info({ event: { ...event, count: tasks.length, tasks: tasks.slice(0, 20) } }, 'tasks changed'),
    );
    checkLevelsAfterMapping(context);
    const stopExpiredLocksJob = startExpiredLocksJob(context, (error) =>
      app.log.error({ err: error }, 'recording expired locks failed'),
    );
    const stopMail = await startMailWorker(context);
    const metricsServer = await listenForMetrics(context);
    const url = await listen(app, config);
    useStandin(config.osm, url);
    if (config.osm.standin && config.database.kind === 'server')
      app.log.warn('STANDIN_OSM is on: everybody who reaches this server can sign in as any user of the demo.');
    if (config.database.kind === 'embedded') announceUrl(config.database.dataDir, url);
    const close = async (): Promise<void> => {
      metricsServer?.close();
      await app.close();
      await stopExpiredLocksJob();
      await context.background.stop();
      await stopMail();
      await database.close();
      await context.tracing?.stop();
    };
    const stop = (): Promise<void> =>
      Promise.race([close(), setTimeout(config.shutdownTimeoutSeconds * 1000, undefined, { ref: false })]);
    return { app, context, url, stop };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * Calls `stop` at the first SIGINT or SIGTERM. Later signals are ignored: npm repeats a Ctrl-C that the terminal has
 * already sent.
 */
function stopAtSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
}

/** Runs until SIGINT or SIGTERM: requests in flight are answered, then the database is closed. */
export async function main(): Promise<void> {
  const { context, url, stop } = await startServer(loadConfig());
  stopAtSignal(stop);
  // For new users in embedded mode. The output of a database server is a log and must not contain tokens.
  if (context.database.kind === 'embedded') process.stdout.write(await welcomeText(context, url));
}
