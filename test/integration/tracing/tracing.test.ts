import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tokenOf } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';
import { factoryFor } from '../../support/factory.js';
import { onServerOnly } from '../../support/server-only.js';
import { startServerProcess } from '../../support/server-process.js';

interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
}

interface Sent {
  resourceSpans: {
    resource: { attributes: SentSpan['attributes'] };
    scopeSpans: { spans: SentSpan[] }[];
  }[];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

onServerOnly('traces', () => {
  const bodies: string[] = [];
  const requests: { path: string | undefined; key: string | string[] | undefined }[] = [];
  let collector: Server;
  let endpoint: string;
  beforeAll(async () => {
    collector = createServer((request, response) => {
      void bodyOf(request).then((text) => {
        bodies.push(text);
        requests.push({ path: request.url, key: request.headers['x-key'] });
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
    endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  });
  afterAll(() => collector.close());

  const attribute = ({ attributes }: Pick<SentSpan, 'attributes'>, name: string): unknown =>
    Object.values(attributes.find(({ key }) => key === name)?.value ?? {})[0];

  it('are sent to the collector for requests and their statements, as part of the trace of the caller', async () => {
    const { database, url } = await testDatabase();
    const make = factoryFor(database);
    const ann = await make.user();
    const { id } = await make.project({ author: ann, tasks: ['READY'] });
    const server = await startServerProcess({
      DATABASE_URL: url ?? '',
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=secret',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    });
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    const token = tokenOf(ann);
    const ask = (path: string) =>
      fetch(`${server.url}/api/v2/projects/${id}/${path}`, { headers: { traceparent, authorization: token } });
    expect((await ask('tasks/1/?secret=hidden')).status).toBe(200);
    expect((await ask('tasks/99/')).status).toBe(404);
    expect(await server.stop()).toBe(0);

    expect(requests[0]).toEqual({ path: '/v1/traces', key: 'secret' });
    const sent = bodies.flatMap((text) => (JSON.parse(text) as Sent).resourceSpans);
    expect(attribute(sent[0]?.resource ?? { attributes: [] }, 'service.name')).toBe('tessera');
    expect(attribute(sent[0]?.resource ?? { attributes: [] }, 'deployment.environment.name')).toBe('test');
    const spans = sent.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    const ours = spans.filter((span) => span.traceId === traceId);
    const served = ours.filter(({ parentSpanId }) => parentSpanId === '00f067aa0ba902b7');
    expect(served.map((span) => [span.name, Number(attribute(span, 'http.response.status_code'))])).toEqual([
      ['GET getTask', 200],
      ['GET getTask', 404],
    ]);
    expect(attribute(served[1] as SentSpan, 'error.type')).toBe('TASK_NOT_FOUND');
    const statements = ours.filter(({ parentSpanId }) => served.some(({ spanId }) => spanId === parentSpanId));
    expect(statements.length).toBeGreaterThanOrEqual(2);
    expect(statements.every((span) => attribute(span, 'db.system.name') === 'postgresql')).toBe(true);
    for (const hidden of ['hidden', token, ann.username]) expect(bodies.join('')).not.toContain(hidden);
  });

  it('are not sent when they are disabled', async () => {
    const { url } = await testDatabase();
    const before = bodies.length;
    const server = await startServerProcess({
      DATABASE_URL: url ?? '',
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_SDK_DISABLED: 'true',
    });
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
    expect(bodies.length).toBe(before);
  });

  it('do not block requests when no collector answers', async () => {
    const { url } = await testDatabase();
    const server = await startServerProcess({
      DATABASE_URL: url ?? '',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
    });
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });
});
