import { z } from 'zod';
import { duration, flag, port, wholeNumber } from './values.js';

/** Requests per minute, 20 per second. A busy front-end sends fewer. */
const DEFAULT_RATE_LIMIT = 1200;

/** Whether a browser can send this text in the header Origin: a scheme and a host, without a path. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin } = new URL(text);
  // Schemes of apps have no origin for URL.
  return origin === 'null' ? /^[a-z][a-z\d+.-]*:\/\/[^/]+$/.test(text) : origin === text;
}

const listOf = (text: string): string[] => text.split(/[,\s]+/).filter(Boolean);

/** The settings of the web server, by the names of their variables. */
export const httpShape = {
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port(0).default(5000),
  EXTRA_CORS_ORIGINS: z
    .string()
    .refine((text) => listOf(text).every((origin) => origin === '*' || isOrigin(origin)), {
      error: 'give origins such as https://tasks.example.org (scheme and host, in small letters, without a path), or *',
    })
    .default('*'),
  COMPRESSION: flag.default(true),
  BODY_LIMIT_MB: wholeNumber(1, 1024).default(64),
  REQUEST_TIMEOUT: duration('REQUEST_TIMEOUT', 1, 3600).default(120),
  MAX_CONNECTIONS: wholeNumber(1, 1_000_000).default(5000),
  RATE_LIMIT: wholeNumber(0, 1_000_000).optional(),
  TRUST_PROXY: z
    .string()
    .regex(
      /^(true|false|[1-9]|[\da-f.:/]+(\s*,\s*[\da-f.:/]+)*)$/i,
      'give true, false, the number of proxies, or their addresses',
    )
    .default('false'),
  SHUTDOWN_TIMEOUT: duration('SHUTDOWN_TIMEOUT', 1, 600).default(15),
};

type Values = z.output<z.ZodObject<typeof httpShape>>;

/** The port and the limits of the web server. */
export interface HttpConfig {
  host: string;
  port: number;
  corsOrigins: string[] | '*';
  /** Whether answers are compressed for clients that accept it. */
  compression: boolean;
  /** For routes that take areas and grids. `LIMITS.bodyBytes` applies to the others. */
  bodyLimitBytes: number;
  /** Longest time from the start of a request until all of it has arrived. */
  requestTimeoutSeconds: number;
  maxConnections: number;
  /**
   * Requests per minute of one session or address; 0 is no limit. `countsLoopback`: callers on this machine are counted
   * too.
   */
  rateLimit: { perMinute: number; countsLoopback: boolean };
  /** The trusted proxies. Their headers give the address of the client and HTTPS; see Fastify's `trustProxy`. */
  trustProxy: boolean | number | string[];
  shutdownTimeoutSeconds: number;
}

const parseOrigins = (text: string): string[] | '*' => {
  const origins = listOf(text);
  return origins.length === 0 || origins.includes('*') ? '*' : origins;
};

/** By default callers on this machine are not limited. A server that listens only on this machine has no limit. */
const rateLimitOf = ({ RATE_LIMIT, HOST }: Values): HttpConfig['rateLimit'] =>
  RATE_LIMIT === undefined
    ? { perMinute: /^(127\.|::1$|localhost$)/.test(HOST) ? 0 : DEFAULT_RATE_LIMIT, countsLoopback: false }
    : { perMinute: RATE_LIMIT, countsLoopback: true };

const parseProxies = (text: string): HttpConfig['trustProxy'] => {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return /^\d$/.test(text) ? Number(text) : text.split(',').map((address) => address.trim());
};

/** Builds the settings from their checked variables. */
export const httpConfig = (values: Values): HttpConfig => ({
  host: values.HOST,
  port: values.PORT,
  corsOrigins: parseOrigins(values.EXTRA_CORS_ORIGINS),
  compression: values.COMPRESSION,
  bodyLimitBytes: values.BODY_LIMIT_MB * 1024 * 1024,
  requestTimeoutSeconds: values.REQUEST_TIMEOUT,
  maxConnections: values.MAX_CONNECTIONS,
  rateLimit: rateLimitOf(values),
  trustProxy: parseProxies(values.TRUST_PROXY),
  shutdownTimeoutSeconds: values.SHUTDOWN_TIMEOUT,
});
