import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { MetricsConfig } from '../config/metrics.js';
import type { Metrics } from './metrics.js';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether an Authorization header has the token (null: none is needed). The comparison takes constant time. */
export const isAdmitted = (token: string | null, header: string | undefined): boolean =>
  token === null || timingSafeEqual(digest(`Bearer ${token}`), digest(header ?? ''));

/**
 * Serves the metrics on their own port.
 * @throws Error if the port is in use
 */
export async function startMetricsServer(
  metrics: Metrics,
  { listen, token }: MetricsConfig & { listen: { host: string; port: number } },
): Promise<Server> {
  const server = createServer((request, response) => {
    const end = (status: number, text: string, type = 'text/plain; charset=utf-8'): void =>
      void response.writeHead(status, { 'Content-Type': type }).end(text);
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics')
      return end(404, 'The metrics are at /metrics\n');
    if (!isAdmitted(token, request.headers.authorization)) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      return end(401, 'The token is missing or wrong\n');
    }
    metrics.text().then(
      ({ type, text }) => end(200, text, type),
      () => end(500, 'The metrics could not be read\n'),
    );
  });
  server.listen(listen.port, listen.host);
  await once(server, 'listening');
  return server;
}
