import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { LoggerOptions } from 'pino';

/** An id for the request: what a proxy in front gave it, or a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();
}

/** Structured logs (JSON, pino): method, path and status; never headers, and of a query never tokens or signatures. */
export const loggerOptions = (level: string): LoggerOptions => ({
  level,
  serializers: {
    req: (request: FastifyRequest) => ({
      method: request.method,
      url: request.url.replaceAll(/([?&](?:sig|token|code|session_token)=)[^&]*/gi, '$1[redacted]'),
      remoteAddress: request.ip,
    }),
  },
  redact: ['req.headers', 'headers.authorization', 'authorization', 'token', 'session_token'],
});
