import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createContext } from '../../../src/context.js';
import { Metrics } from '../../../src/metrics/metrics.js';
import { SECRET, testConfig } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';

const docs = (name: string): string => readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', name), 'utf8');

it('uses only existing metrics in the dashboard and on the page for operators', async () => {
  const { database } = await testDatabase();
  const context = createContext({ database, config: testConfig(), secret: SECRET });
  const { text } = await (await Metrics.start(context)).text();
  const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
  // Pools are those of a database server.
  for (const name of ['tessera_db_pool_connections', 'tessera_db_pool_wait_seconds']) known.add(name);
  for (const file of ['grafana-dashboard.json', 'operating.md'])
    for (const [name] of docs(file).matchAll(/\b(tessera|nodejs|process)_[a-z0-9]+(_[a-z0-9]+)+\b/g))
      if (
        !/^tessera_(mail_outbox|name_parts)|_$/.test(name) &&
        !name.startsWith('nodejs_heap_') &&
        name !== 'nodejs_eventloop_lag'
      )
        expect([...known], `${file} names ${name}`).toContain(name.replace(/_(bucket|count)$/, ''));
});
