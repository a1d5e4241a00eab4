import { expect, it } from 'vitest';
import { testDatabase } from '../../support/database.js';
import { onServerOnly } from '../../support/server-only.js';
import { startServerProcess } from '../../support/server-process.js';

/** Writes the packages of metrics and traces that a process loads to its standard error. */
const HOOK = `export async function resolve(name, context, next) {
  const found = await next(name, context);
  const [loaded] = /@opentelemetry.sdk-trace-node|prom-client/.exec(found.url) ?? [];
  if (loaded) process._rawDebug('loads ' + loaded);
  return found;
}`;
const asModule = (source: string): string => `data:text/javascript;base64,${Buffer.from(source).toString('base64')}`;
const LOADER = asModule(`import { register } from 'node:module'; register('${asModule(HOOK)}');`);

onServerOnly('the packages of metrics and traces', () => {
  async function loadedWith(settings: Record<string, string>): Promise<string[]> {
    const { url } = await testDatabase();
    const server = await startServerProcess({
      DATABASE_URL: url ?? '',
      NODE_OPTIONS: `--import ${LOADER}`,
      ...settings,
    });
    expect((await fetch(`${server.url}/health/ready/`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
    return [...new Set([...server.output().matchAll(/^loads (\S+)$/gm)].map(([, name = '']) => name))].sort();
  }

  it('are not loaded without settings', async () => {
    expect(await loadedWith({})).toEqual([]);
  });

  it('are loaded when the settings switch them on', async () => {
    const settings = { METRICS_TOKEN: '0123456789abcdefMetrics', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
    expect(await loadedWith(settings)).toEqual(['@opentelemetry/sdk-trace-node', 'prom-client']);
  });
});
