import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../app.js';
import { loadConfig } from '../config.js';
import type { Database } from '../db/database.js';
import { TaskEvents } from '../modules/tasks/task-events.js';

const FILE = fileURLToPath(new URL('../../openapi/openapi.json', import.meta.url));

/** The document as the routes make it; no database is opened for it. */
async function generate(): Promise<string> {
  const config = loadConfig({ LOG_LEVEL: 'silent' });
  const database = {} as Database;
  const app = await buildApp({ database, config, secret: 'unused', events: new TaskEvents() });
  const document = app.swagger();
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** `npm run openapi` writes openapi/openapi.json; with `--check` it fails where the committed file is stale. */
async function main(): Promise<void> {
  const document = await generate();
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, document);
    return;
  }
  if (readFileSync(FILE, 'utf8') === document) return;
  console.error('openapi/openapi.json is stale: run npm run openapi and commit it.');
  process.exitCode = 1;
}

await main();
