import { ServerResponse, IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
import type { App } from '../app-types.js';

const ONE_YEAR = 'max-age=31536000';

/** Answers are data. No page may frame them, and browsers must not guess another content type. */
const OPTIONS = {
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  xFrameOptions: { action: 'deny' },
  // Set below, only for requests that came over HTTPS.
  strictTransportSecurity: false,
  // Clients of other origins use this API.
  crossOriginResourcePolicy: false,
  crossOriginOpenerPolicy: false,
  // These have no effect on data.
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} satisfies HelmetOptions;

/** The policy for the pages of Swagger UI: their own scripts and styles, and requests to this server. */
export const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/**
 * The headers that helmet sets. They are the same on every answer, so helmet computes them once, not for each request
 * (docs/performance.md, "Cost of a request").
 */
function constantHeaders(): Record<string, string> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet(OPTIONS)(request, response, () => undefined);
  return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]));
}

const HEADERS = constantHeaders();

/** Adds the security headers to one answer. */
export function secure(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers(HEADERS);
  if (request.protocol === 'https') reply.header('strict-transport-security', ONE_YEAR);
  return reply;
}

/** Adds the security headers to every answer. */
export function registerSecurityHeaders(app: App): void {
  app.addHook('onRequest', (request, reply, done) => {
    secure(request, reply);
    done();
  });
}
