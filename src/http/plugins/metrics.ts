import type { App } from '../app-types.js';
import type { MetricsConfig } from '../../config/metrics.js';
import { DomainError } from '../../errors/errors.js';
import type { Metrics } from '../../metrics/metrics.js';
import { isAdmitted } from '../../metrics/metrics-server.js';
import { sendError } from './errors.js';

/**
 * Counts requests, and refusals by their codes. If the metrics have no port of their own, they are served at `/metrics` to
 * callers with the token.
 */
export function registerMetrics(app: App, metrics: Metrics, { listen, token }: MetricsConfig): void {
  app.addHook('onResponse', (request, reply, done) => {
    metrics.request(request.routeOptions.config.operation?.id, reply.statusCode, reply.elapsedTime);
    if (reply.refusal !== undefined) metrics.refused(reply.refusal);
    done();
  });
  if (listen !== null || token === null) return;
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!isAdmitted(token, request.headers.authorization)) return sendError(reply, new DomainError('InvalidToken'));
    const { type, text } = await metrics.text();
    return reply.type(type).header('Cache-Control', 'no-store').serializer(String).send(text);
  });
}
