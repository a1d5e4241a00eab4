import type { Span } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import type { Tracing } from '../../tracing/tracing.js';
import type { App } from '../app-types.js';

/** Creates a span for every request. Register it before everything that takes time. */
export function registerTracing(app: App, tracing: Tracing): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  app.addHook('onRequest', (request, _reply, done) => {
    const { config, url: route } = request.routeOptions;
    const span = tracing.begin({
      method: request.method,
      operation: config.operation?.id,
      route,
      headers: request.headers,
    });
    spans.set(request, span);
    tracing.within(span, done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    if (span) tracing.end(span, reply.statusCode, reply.refusal);
    done();
  });
}
