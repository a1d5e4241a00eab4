import { buildApp } from '../../src/app.js';
import { createContext } from '../../src/context.js';
import type { Database } from '../../src/db/database.js';
import type { Operation } from '../../src/http/operation.js';
import { SECRET, testConfig } from './app.js';

/** The operations as the modules declare them, by their ids. */
export async function declaredOperations(): Promise<Map<string, Operation>> {
  const declared = new Map<string, Operation>();
  const context = createContext({ database: {} as Database, config: testConfig(), secret: SECRET });
  const app = await buildApp(context, (building) => {
    building.addHook('onRoute', ({ config: { operation } = {} }) => {
      if (operation) declared.set(operation.id, operation);
    });
  });
  await app.close();
  return declared;
}
