import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { buildApp } from './app.js';
import { loadConfig, PUBLISHED_SECRET, type Config } from './config.js';
import { openDatabase } from './db/database.js';
import { announceUrl } from './db/folder-lock.js';
import { migrate } from './db/migrate.js';
import type { App } from './http/app-types.js';
import { startSweeping } from './modules/tasks/sweep.service.js';
import { TaskEvents } from './modules/tasks/task-events.js';

/** The secret of an embedded installation: made on the first start, kept beside its data. */
export function embeddedSecret(dataDir: string): string {
  const path = join(dataDir, 'secret');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString('hex');
  writeFileSync(path, secret, { mode: 0o600 });
  return secret;
}

const secretOf = (config: Config): string =>
  config.secret ?? embeddedSecret(config.database.kind === 'embedded' ? config.database.dataDir : '.data');

/** Opens the database, migrates it, builds the application and listens. */
export async function startServer(config: Config): Promise<{ app: App; url: string; stop: () => Promise<void> }> {
  const database = await openDatabase(config.database);
  try {
    const { applied, adopted } = await migrate(database);
    const events = new TaskEvents();
    const context = { database, config, secret: secretOf(config), events };
    const app = await buildApp(context);
    if (applied.length > 0) app.log.info({ applied, adopted }, 'database migrated');
    if (config.secret === PUBLISHED_SECRET)
      app.log.warn('TM_SECRET is the published example: anybody can sign sessions. Give a secret of your own.');
    events.subscribe((event) => app.log.info({ event }, 'tasks changed'));
    const url = await app.listen({ host: config.host, port: config.port });
    if (config.database.kind === 'embedded') announceUrl(config.database.dataDir, url);
    const stopSweeping = startSweeping(context, (error) => app.log.error({ err: error }, 'sweep failed'));
    const stop = async (): Promise<void> => {
      await stopSweeping();
      await Promise.race([app.close(), setTimeout(config.shutdownTimeoutSeconds * 1000, undefined, { ref: false })]);
      await database.close();
    };
    return { app, url, stop };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Runs until SIGINT or SIGTERM: requests in flight are answered, then the database is closed. */
export async function main(): Promise<void> {
  const { stop } = await startServer(loadConfig());
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
}
