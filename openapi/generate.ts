import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { buildApp } from '../src/app.js';
import { loadConfig } from '../src/config.js';
import { createContext } from '../src/context.js';
import type { Database } from '../src/db/database.js';
import type { Operation } from '../src/http/operation.js';
import { compatibilityPage } from './compatibility.js';
import { permissionsPage } from './permissions.js';
import { postmanCollection, type Document } from './postman.js';

/**
 * `npm run openapi` writes openapi.json and the two pages of docs/ that are made from it; all three are committed.
 * `npm run openapi -- postman` and `npm run openapi -- types` write into `openapi/generated/`, which is not committed. `--check`
 * writes nothing and fails where a committed file is stale.
 */

/** What the routes declare. */
interface Api {
  document: Document;
  /** Operations by their ids. */
  declared: Map<string, Operation>;
}

/** Reads the API from the routes. No database is opened for it. */
async function readApi(): Promise<Api> {
  const config = loadConfig({ LOG_LEVEL: 'silent' });
  const declared = new Map<string, Operation>();
  const app = await buildApp(createContext({ database: {} as Database, config, secret: 'unused' }), (building) => {
    building.addHook('onRoute', ({ config: { operation } = {} }) => {
      if (operation) declared.set(operation.id, operation);
    });
  });
  const document = app.swagger() as unknown as Document;
  await app.close();
  return { document, declared };
}

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const TYPES_HEAD =
  '// TypeScript types of the API, made from openapi.json by `npm run openapi -- types`. See docs/api.md.\n';

interface Target {
  file: string;
  write: (api: Api) => string | Promise<string>;
}

const TARGETS: Record<string, Target> = {
  document: { file: 'openapi.json', write: ({ document }) => toJson(document) },
  permissions: {
    file: '../docs/permissions.md',
    write: ({ document, declared }) => permissionsPage(document, declared),
  },
  compatibility: { file: '../docs/compatibility.md', write: ({ document }) => compatibilityPage(document) },
  postman: {
    file: 'generated/tessera.postman_collection.json',
    write: ({ document }) => toJson(postmanCollection(document)),
  },
  types: {
    file: 'generated/tessera.d.ts',
    write: async ({ document }) => {
      const types = await openapiTS(structuredClone(document) as unknown as OpenAPI3, { silent: true });
      return TYPES_HEAD + astToString(types);
    },
  },
};

/** What is written when nothing is named. */
const COMMITTED = ['document', 'permissions', 'compatibility'];

const pathOf = ({ file }: Target): string => join(import.meta.dirname, file);

async function main(args: string[]): Promise<void> {
  const names = args.filter((argument) => argument !== '--check');
  const api = await readApi();
  for (const name of names.length > 0 ? names : COMMITTED) {
    const target = TARGETS[name];
    if (!target) throw new Error(`There is no "${name}" to generate: give ${Object.keys(TARGETS).join(', ')}.`);
    const path = pathOf(target);
    const text = await target.write(api);
    if (!args.includes('--check')) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    } else if (readFileSync(path, 'utf8') !== text) {
      console.error(`${normalize(`openapi/${target.file}`)} is stale: run npm run openapi and commit it.`);
      process.exitCode = 1;
    }
  }
}

await main(process.argv.slice(2));
