import { buildApp } from '../../src/app.js';
import { createContext } from '../../src/context.js';
import type { Database } from '../../src/db/database.js';
import type { Operation } from '../../src/http/operation.js';
import { SECRET, testConfig } from './app.js';

/** What an application registers. */
interface Routes {
  /** The operations as the modules declare them, by their ids. */
  declared: Map<string, Operation>;
  /** Paths without an operation, sorted. */
  others: string[];
}

export async function readRoutes(): Promise<Routes> {
  const declared = new Map<string, Operation>();
  const urls = new Set<string>();
  const withOperation = new Set<string>();
  const context = createContext({ database: {} as Database, config: testConfig(), secret: SECRET });
  const app = await buildApp(context, (building) => {
    building.addHook('onRoute', ({ url, config: { operation } = {} }) => {
      const path = url.replace(/(.)\/$/, '$1');
      urls.add(path);
      if (!operation) return;
      declared.set(operation.id, operation);
      withOperation.add(path);
    });
  });
  await app.close();
  return { declared, others: [...urls].filter((path) => !withOperation.has(path)).sort() };
}

/** The operations as the modules declare them, by their ids. */
export const declaredOperations = async (): Promise<Map<string, Operation>> => (await readRoutes()).declared;
