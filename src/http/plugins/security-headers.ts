import type { FastifyReply } from 'fastify';
import type { App } from '../app-types.js';

/** Sent with every answer: it is data, to be shown in no frame, and no browser is to guess otherwise. */
export const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** What the pages of Swagger UI need instead: its own scripts and styles, and to ask this server. */
export const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const ONE_YEAR = 'max-age=31536000';

/** Adds the security headers to every answer; the one that demands HTTPS only where the request came that way. */
export function registerSecurityHeaders(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    secure(reply, request.protocol === 'https');
  });
}

/** The same on an answer that no hook sees. */
export function secure(reply: FastifyReply, isHttps: boolean): FastifyReply {
  reply.headers(SECURITY_HEADERS);
  if (isHttps) reply.header('Strict-Transport-Security', ONE_YEAR);
  return reply;
}
