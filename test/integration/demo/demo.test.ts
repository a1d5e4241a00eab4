import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import type { Database } from '../../../src/db/database.js';
import { migrate } from '../../../src/db/migrate.js';
import { loadDemo } from '../../../src/demo/demo.service.js';
import { welcomeText } from '../../../src/demo/welcome.js';
import type { App } from '../../../src/http/app-types.js';
import type { Context } from '../../../src/context.js';
import { SECRET, testConfig } from '../../support/app.js';
import { onServer, openEmptyDatabase } from '../../support/database.js';
import { createContext } from '../../../src/context.js';

// An embedded database more costs a gigabyte: there, the start of the built server (e2e) loads the demo.
describe.runIf(onServer)('the demo', () => {
  let database: Database;
  let context: Context;
  let app: App;

  beforeAll(async () => {
    database = await openEmptyDatabase('demo');
    await migrate(database);
    context = createContext({ database, config: testConfig(), secret: SECRET });
    app = await buildApp(context);
  });

  afterAll(async () => {
    await app.close();
    await database.close();
  });

  it('is loaded once: a real place in 100 tasks and more, of mixed states', async () => {
    expect(await loadDemo(context)).toBe(true);
    expect(await loadDemo(context)).toBe(false);
    const rows = await database.prisma.$queryRaw<{ status: number; n: number }[]>`
      SELECT task_status AS status, count(*)::int AS n FROM tasks GROUP BY 1 ORDER BY 1`;
    expect(rows.map(({ status }) => status)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(rows.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThanOrEqual(100);
  });

  it('greets with lines that work as they are printed', async () => {
    const text = await welcomeText(context, 'http://127.0.0.1:5000');
    const lines = text.split('\n').filter((line) => line.startsWith('curl'));
    expect(lines.length).toBeGreaterThanOrEqual(8);
    for (const line of lines) {
      const answer = await app.inject({
        method: line.includes('-X POST') ? 'POST' : 'GET',
        url: /http:\/\/127\.0\.0\.1:5000(\S+)$/.exec(line)?.[1] ?? '',
        headers: { authorization: /Authorization: ([^']+)/.exec(line)?.[1] ?? '', 'content-type': 'application/json' },
        ...(line.includes("-d '") && { payload: /-d '([^']+)'/.exec(line)?.[1] ?? '' }),
      });
      expect(answer.statusCode, line).toBeLessThan(300);
    }
  });
});
