import type { Server } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.js';
import type { App } from '../app-types.js';
import { DomainError } from '../../errors/errors.js';

/**
 * The limits for one client. Those that operators may change are settings (`BODY_LIMIT_MB`,
 * `REQUEST_TIMEOUT`, `MAX_CONNECTIONS`, `RATE_LIMIT`, see .env.example); the others are constants here.
 */
export const LIMITS = {
  /** Largest body of an ordinary route, in bytes. Routes that take areas and grids take `BODY_LIMIT_MB`. */
  bodyBytes: 1024 * 1024,
  /** Longest path with its query, in characters. It is enough for thousands of ids. */
  urlLength: 48 * 1024,
  /** All headers together, in bytes. Headers and URL together fit into one read. */
  headerBytes: 15 * 1024,
  /** Longest value in a path, in characters; no name and no id is longer. */
  pathValueLength: 500,
  /** Largest number of ids in one request. */
  ids: 10_000,
  /** Largest depth of nested arrays and objects in JSON. GeoJSON needs 9 levels. */
  jsonDepth: 64,
  /** Longest time for the headers of a request, in milliseconds. */
  headersTimeout: 15_000,
  /** Longest time without data on a connection in use, in milliseconds. Creating a large project takes minutes. */
  connectionTimeout: 600_000,
  /**
   * Time for which a connection is kept for the next request, in milliseconds. It is longer than the time of usual proxies
   * before this server.
   */
  keepAlive: 72_000,
  /** Number of page files that a client may request for each request that `RATE_LIMIT` allows. */
  filesPerRequest: 20,
  /** Period in which requests are counted for `RATE_LIMIT`, in milliseconds. */
  rateWindow: 60_000,
} as const;

/** The trusted proxies in the form that Fastify requires. A number counts the proxies from this server. */
const trustOf = (trust: Config['trustProxy']) =>
  typeof trust === 'number' ? (_address: string, hop: number): boolean => hop < trust : trust;

/** The limits that Fastify and Node enforce. */
export const serverLimits = (config: Config) => ({
  bodyLimit: LIMITS.bodyBytes,
  requestTimeout: config.requestTimeoutSeconds * 1000,
  connectionTimeout: LIMITS.connectionTimeout,
  keepAliveTimeout: LIMITS.keepAlive,
  trustProxy: trustOf(config.trustProxy),
  http: {
    // Node counts the request line with them.
    maxHeaderSize: LIMITS.urlLength + LIMITS.headerBytes,
    connectionsCheckingInterval: Math.min(30_000, config.requestTimeoutSeconds * 1000),
    headersTimeout: Math.min(LIMITS.headersTimeout, config.requestTimeoutSeconds * 1000),
  },
});

/** Whether an address is on this machine. */
export const isLoopback = (address: string | undefined): boolean =>
  /^(::ffff:)?127\.|^::1$|^localhost$/.test(address ?? '');

/** Sets the `RateLimit-*` headers to the remaining requests (draft-ietf-httpapi-ratelimit-headers). */
function setRateHeaders(reply: FastifyReply, limit: number, remaining: number, seconds: number): void {
  reply.headers({ 'RateLimit-Limit': limit, 'RateLimit-Remaining': remaining, 'RateLimit-Reset': seconds });
}

/** Whether a request reads a page or a file of it. The API, the metrics and the commands of operators are not files. */
const isFile = ({ method, url, routeOptions }: FastifyRequest): boolean =>
  ['GET', 'HEAD'].includes(method) &&
  ![url, routeOptions.url].some((path) => path !== undefined && /^\/(api|metrics|internal)(\/|\?|$)/.test(path));

/**
 * Counts the requests of each session, or of each address without a session. It runs before the check of the session, so
 * that requests with invalid tokens are counted for their address. Files of a page are counted separately: they are
 * requested without a session, a page has sixty files, and the mappers in one building share one address.
 */
async function registerRateLimit(
  app: App,
  { rateLimit: { perMinute, countsLoopback } }: Config,
  userOf: (request: FastifyRequest) => number | null,
): Promise<void> {
  await app.register(rateLimit, { global: false });
  const count = app.createRateLimit({
    max: perMinute,
    timeWindow: LIMITS.rateWindow,
    keyGenerator: (request) => {
      const user = userOf(request);
      return user === null ? `address ${request.ip}` : `user ${user}`;
    },
  });
  const countFile = app.createRateLimit({
    max: perMinute * LIMITS.filesPerRequest,
    timeWindow: LIMITS.rateWindow,
    keyGenerator: ({ ip }) => `files ${ip}`,
  });
  app.addHook('onRequest', async (request, reply) => {
    // Health checks are not limited: a load balancer would remove a server that refuses them.
    if (request.url.startsWith('/health/') || (!countsLoopback && isLoopback(request.ip))) return;
    const state = await (isFile(request) ? countFile : count)(request);
    if (state.isAllowed) return;
    setRateHeaders(reply, state.max, state.remaining, state.ttlInSeconds);
    if (!state.isExceeded) return;
    reply.header('Retry-After', state.ttlInSeconds);
    throw new DomainError('TooManyRequests');
  });
}

function areTooLarge(rawHeaders: string[]): boolean {
  let length = 0;
  for (const text of rawHeaders) length += text.length;
  return length > LIMITS.headerBytes;
}

/** Ignores unknown `Expect` headers. By default Node answers them with an empty 417. */
function ignoreExpectations(server: Server): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

/**
 * Enforces the limits that Fastify does not enforce. Register it before the routes, and before the session is read.
 * @param userOf the user of the session that a request carries, or null
 */
export async function registerLimits(
  app: App,
  config: Config,
  userOf: (request: FastifyRequest) => number | null,
): Promise<void> {
  app.server.maxConnections = config.maxConnections;
  ignoreExpectations(app.server);
  app.addHook('onRoute', (route) => {
    if (route.config?.largeBody) route.bodyLimit = config.bodyLimitBytes;
  });
  app.addHook('onRequest', ({ raw }, reply, done) => {
    if ((raw.url?.length ?? 0) > LIMITS.urlLength) return done(new DomainError('UriTooLong'));
    if (!areTooLarge(raw.rawHeaders)) return done();
    reply.header('Connection', 'close');
    done(new DomainError('HeadersTooLarge'));
  });
  if (config.rateLimit.perMinute > 0) await registerRateLimit(app, config, userOf);
}
