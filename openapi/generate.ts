import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { buildApp } from '../src/app.js';
import { loadConfig } from '../src/config.js';
import type { Database } from '../src/db/database.js';
import { postmanCollection, type Document } from './postman.js';
import { createContext } from '../src/context.js';

/** The document as the routes make it; no database is opened for it. */
async function document(): Promise<Document> {
  const config = loadConfig({ LOG_LEVEL: 'silent' });
  const app = await buildApp(createContext({ database: {} as Database, config, secret: 'unused' }));
  const made = app.swagger() as unknown as Document;
  await app.close();
  return made;
}

const HEAD = `// Types of the API, made from openapi.json by \`npm run openapi\`. For openapi-fetch: see docs/api.md.\n`;

/** The document, and what is made of it, by the name of its file here. */
async function files(): Promise<Record<string, string>> {
  const made = await document();
  const types = await openapiTS(structuredClone(made) as unknown as OpenAPI3, { silent: true });
  return {
    'openapi.json': `${JSON.stringify(made, null, 2)}\n`,
    'tessera.postman_collection.json': `${JSON.stringify(postmanCollection(made), null, 2)}\n`,
    'tessera.d.ts': HEAD + astToString(types),
  };
}

/** `npm run openapi` writes the files; with `--check` it fails where a committed one is stale. */
async function main(): Promise<void> {
  const isCheck = process.argv.includes('--check');
  for (const [name, text] of Object.entries(await files())) {
    const path = join(import.meta.dirname, name);
    if (!isCheck) writeFileSync(path, text);
    else if (readFileSync(path, 'utf8') !== text) {
      console.error(`openapi/${name} is stale: run npm run openapi and commit it.`);
      process.exitCode = 1;
    }
  }
}

await main();
