import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { LoggerOptions } from 'pino';

/** The id of the request: the one from the proxy, or a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();
}

/** A path with its query, without secrets and personal data: tokens, codes, application keys, e-mail addresses. */
const withoutSecrets = (url: string): string =>
  url
    .replaceAll(/([?&](?:sig|ticket|token|code|session_token|email_address)=)[^&]*/gi, '$1[redacted]')
    .replace(/(\/authentication\/applications\/)[^/?]+/i, '$1[redacted]');

/** Options of structured logs (JSON, pino). Logs have method, path and status. They have no headers, tokens or signatures. */
export const loggerOptions = (level: string): LoggerOptions => ({
  level,
  serializers: {
    req: (request: FastifyRequest) => ({
      method: request.method,
      url: withoutSecrets(request.url),
      remoteAddress: request.ip,
    }),
  },
  redact: ['req.headers', 'headers.authorization', 'authorization', 'token', 'session_token', 'ticket'],
});
