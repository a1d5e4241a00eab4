import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Client } from './client.js';
import { at, sorted } from './measure.js';
import type { Figure } from './report.js';
import { PROJECT } from './seed.js';
import type { BenchServer } from './server.js';

const ROUNDS = 12;
const REQUESTS = 250;
const PATH = `projects/${PROJECT.cycle}/tasks/1/`;

const median = (values: number[]): number => at(sorted(values), 0.5);

/** CPU time of the server for a request, in milliseconds. */
async function cpuOf(server: BenchServer, client: Client): Promise<number> {
  const before = server.cpu();
  for (let left = REQUESTS; left > 0; left--) await client.get(PATH);
  return (server.cpu() - before) / REQUESTS;
}

/** A collector that accepts and forgets traces. */
async function startCollector(): Promise<{ url: string; close: () => void }> {
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => response.end('{}'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/**
 * CPU time that metrics and traces add to a request: servers without and with them take turns, so that other work on the machine
 * meets all of them.
 */
export async function observingFigures(
  start: (settings: Record<string, string>) => Promise<BenchServer>,
  secret: string,
): Promise<Figure[]> {
  const collector = await startCollector();
  const settings: Record<string, Record<string, string>> = {
    nothing: {},
    metrics: { METRICS_TOKEN: '0123456789abcdefMetrics' },
    'one trace of ten': {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.1',
    },
    'every trace': { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
  };
  const subjects: { name: string; server: BenchServer; client: Client; cpu: number[] }[] = [];
  try {
    for (const [name, own] of Object.entries(settings)) {
      const server = await start(own);
      subjects.push({ name, server, client: new Client([server.url], secret), cpu: [] });
    }
    for (const { server, client } of subjects) await cpuOf(server, client);
    for (let round = 0; round < ROUNDS; round++)
      for (const { server, client, cpu } of subjects) cpu.push(await cpuOf(server, client));
    return subjects.map(({ name, server, cpu }) => ({
      name: `server CPU of reading a task, with ${name} (memory ${server.memory().now.toFixed(0)} MB)`,
      value: median(cpu),
      unit: 'ms',
    }));
  } finally {
    for (const { client, server } of subjects) {
      await client.close();
      await server.stop();
    }
    collector.close();
  }
}
