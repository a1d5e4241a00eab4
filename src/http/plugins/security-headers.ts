import fastifyHelmet from '@fastify/helmet';
import type { FastifyReply, FastifyRequest } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
import type { App } from '../app-types.js';

const ONE_YEAR = 'max-age=31536000';

/** Answers are data: no page may frame them, and no browser may guess another type. */
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

/** What the pages of Swagger UI need instead: their own scripts and styles, and requests to this server. */
export const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const demandHttps = (request: FastifyRequest, reply: FastifyReply): void => {
  if (request.protocol === 'https') reply.header('Strict-Transport-Security', ONE_YEAR);
};

/** Adds the security headers to every answer. */
export async function registerSecurityHeaders(app: App): Promise<void> {
  await app.register(fastifyHelmet, OPTIONS);
  app.addHook('onRequest', async (request, reply) => demandHttps(request, reply));
}

const protect = helmet(OPTIONS);

/** Adds the same headers to an answer for which no hook runs. */
export function secure(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  protect(request.raw, reply.raw, () => undefined);
  demandHttps(request, reply);
  return reply;
}
