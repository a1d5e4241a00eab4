import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { buildApp } from '../src/app.js';
import { loadConfig } from '../src/config.js';
import { createContext } from '../src/context.js';
import type { Database } from '../src/db/database.js';
import { postmanCollection, type Document } from './postman.js';

/**
 * `npm run openapi` writes openapi.json, which is committed. `npm run openapi -- postman` and `npm run openapi -- types` write
 * what is made from it into `openapi/generated/`, which is not. `--check` writes nothing and fails where openapi.json is stale.
 */

/** The document that the routes describe. No database is opened for it. */
async function readDocument(): Promise<Document> {
  const config = loadConfig({ LOG_LEVEL: 'silent' });
  const app = await buildApp(createContext({ database: {} as Database, config, secret: 'unused' }));
  const document = app.swagger() as unknown as Document;
  await app.close();
  return document;
}

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const TYPES_HEAD =
  '// TypeScript types of the API, made from openapi.json by `npm run openapi -- types`. See docs/api.md.\n';

interface Target {
  file: string;
  write: (document: Document) => string | Promise<string>;
}

const TARGETS: Record<string, Target> = {
  document: { file: 'openapi.json', write: toJson },
  postman: {
    file: 'generated/tessera.postman_collection.json',
    write: (document) => toJson(postmanCollection(document)),
  },
  types: {
    file: 'generated/tessera.d.ts',
    write: async (document) => {
      const types = await openapiTS(structuredClone(document) as unknown as OpenAPI3, { silent: true });
      return TYPES_HEAD + astToString(types);
    },
  },
};

const pathOf = ({ file }: Target): string => join(import.meta.dirname, file);

async function main(args: string[]): Promise<void> {
  const names = args.filter((argument) => argument !== '--check');
  const document = await readDocument();
  for (const name of names.length > 0 ? names : ['document']) {
    const target = TARGETS[name];
    if (!target) throw new Error(`There is no "${name}" to generate: give ${Object.keys(TARGETS).join(', ')}.`);
    const path = pathOf(target);
    const text = await target.write(document);
    if (!args.includes('--check')) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    } else if (readFileSync(path, 'utf8') !== text) {
      console.error(`openapi/${target.file} is stale: run npm run openapi and commit it.`);
      process.exitCode = 1;
    }
  }
}

await main(process.argv.slice(2));
