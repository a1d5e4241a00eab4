import { z } from 'zod';
import { databaseTimeouts, timeoutShape, type DatabaseTimeouts } from './config/database.js';
import { creationConfig, creationShape, type CreationConfig } from './config/creation.js';
import { eventsConfig, eventsShape, type EventsConfig } from './config/events.js';
import { frontendConfig, frontendShape, type FrontendConfig } from './config/frontend.js';
import { mapswipeShape } from './config/mapswipe.js';
import { mailConfig, mailShape, type MailConfig } from './config/mail.js';
import { metricsConfig, metricsShape, type MetricsConfig } from './config/metrics.js';
import { osmConfig, osmShape, type OsmConfig } from './config/osm.js';
import { pageConfig, pageShape, type PageConfig } from './config/page.js';
import { systemConfig, systemShape, type SystemConfig } from './config/system.js';
import { tracingConfig, tracingShape, type TracingConfig } from './config/tracing.js';

/** A setting that makes no sense: the message names it and says why. The server does not start with one. */
export class ConfigError extends Error {}

const UNIT_SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/**
 * Reads a span of time such as `2h`, `1h30m`, `7d`, `45 m`.
 * @returns seconds, or null where the text is no such span
 */
export function parseDuration(text: string): number | null {
  const compact = text.replaceAll(/\s+/g, '').toLowerCase();
  if (!/^(\d+[smhdw])+$/.test(compact)) return null;
  let seconds = 0;
  for (const [, amount, unit] of compact.matchAll(/(\d+)([smhdw])/g))
    seconds += Number(amount) * UNIT_SECONDS[unit as keyof typeof UNIT_SECONDS];
  return seconds;
}

const duration = (name: string, min: number, max: number) =>
  z.string().transform((text, context) => {
    const seconds = parseDuration(text);
    if (seconds !== null && seconds >= min && seconds <= max) return seconds;
    context.addIssue({ code: 'custom', message: `${name} is "${text}": give a span of time such as 2h, 1h30m or 7d` });
    return z.NEVER;
  });

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'give a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `at least ${min}`).max(max, `at most ${max}`));

const positiveNumber = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'give a number above 0')
  .transform(Number)
  .pipe(z.number().positive('give a number above 0'));

const flag = z
  .enum(['true', 'false', '1', '0'], 'give true or false')
  .transform((value) => value === 'true' || value === '1');

/** Requests a minute: twenty a second, all day, is more than a busy front-end makes. */
const DEFAULT_RATE_LIMIT = 1200;

/** The example of the original's settings file: accepted, because sessions must go on, but the start warns of it. */
export const PUBLISHED_SECRET = 's0m3l0ngr4nd0mstr1ng-b3cr34tiv3';

/** Why a TM_SECRET must not be used in server mode, or null where it may. */
function weaknessOf(secret: string): string | null {
  if (secret.length < 16) return 'it is shorter than 16 characters';
  if (new Set(secret).size < 6) return 'it repeats a few characters';
  if (/^(secret|change|me|password|tessera|[^a-z])+$/i.test(secret) && !/\d{8}/.test(secret))
    return 'it can be guessed';
  return null;
}

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, 'give a URL such as postgres://user:password@host:5432/database')
  .optional();

const schema = z.object({
  ...creationShape,
  DATABASE_URL: databaseUrl,
  DATABASE_READ_URL: databaseUrl,
  POSTGRES_ENDPOINT: z.string().optional(),
  POSTGRES_PORT: wholeNumber(1, 65_535).optional(),
  POSTGRES_DB: z.string().optional(),
  POSTGRES_USER: z.string().optional(),
  POSTGRES_PASSWORD: z.string().optional(),
  DATABASE_POOL_SIZE: wholeNumber(3, 500).default(10),
  DATABASE_PREPARE: flag.default(true),
  ...timeoutShape(duration),
  DATA_DIR: z.string().min(1).default('.data'),
  TM_SECRET: z.string().optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(5000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  TASK_AUTOUNLOCK_AFTER: duration('TASK_AUTOUNLOCK_AFTER', 60, 366 * 86_400).default(7200),
  LOCK_SCOPE: z.enum(['project', 'global'], 'give project or global').optional(),
  TM_DEFAULT_LOCALE: z
    .string()
    .regex(/^[A-Za-z]{2,3}(_[A-Za-z]{2,4})?$/, 'give a locale such as en or pt_BR')
    .default('en'),
  TM_APP_BASE_URL: z.url('give the URL of the front-end').default('http://127.0.0.1:3000'),
  EXTRA_CORS_ORIGINS: z.string().default('*'),
  PRIVATE_EXPORTS: z.enum(['public', 'token'], 'give public or token').default('public'),
  TM_MAX_AOI_AREA: positiveNumber.default(5000),
  TM_MAX_TASKS: wholeNumber(1, 1_000_000).default(100_000),
  SERVER_TIMING: flag.default(false),
  LOG_SLOW_STATEMENTS: wholeNumber(0, 3_600_000).default(1000),
  COMPRESSION: flag.default(true),
  LIST_CACHE_MB: wholeNumber(0, 65_536).default(32),
  BODY_LIMIT_MB: wholeNumber(1, 1024).default(64),
  REQUEST_TIMEOUT: duration('REQUEST_TIMEOUT', 1, 3600).default(120),
  MAX_CONNECTIONS: wholeNumber(1, 1_000_000).default(5000),
  RATE_LIMIT: wholeNumber(0, 1_000_000).optional(),
  TRUST_PROXY: z
    .string()
    .regex(
      /^(true|false|[1-9]|[\da-f.:/]+(\s*,\s*[\da-f.:/]+)*)$/i,
      'give true, false, how many proxies, or their addresses',
    )
    .default('false'),
  SHUTDOWN_TIMEOUT: duration('SHUTDOWN_TIMEOUT', 1, 600).default(15),
  DEMO: flag.optional(),
  ...eventsShape,
  ...frontendShape,
  ...mailShape,
  ...mapswipeShape,
  ...metricsShape,
  ...osmShape,
  ...pageShape,
  ...systemShape,
  ...tracingShape,
});

/** Every setting of the server, read and checked once. Durations are seconds, areas square kilometres. */
export interface Config {
  database:
    | ({
        kind: 'server';
        url: string;
        readUrl?: string | undefined;
        poolSize: number;
        prepare: boolean;
      } & DatabaseTimeouts)
    | { kind: 'embedded'; dataDir: string };
  /** Signs session tokens. Undefined only in embedded mode, where the server makes and keeps one in the data folder. */
  secret: string | undefined;
  host: string;
  port: number;
  /** By default info with a database server, warn embedded: there the start prints help for people. */
  logLevel: NonNullable<z.infer<typeof schema>['LOG_LEVEL']>;
  autoUnlockSeconds: number;
  /** By default project, and global where a front-end is served: the stock one cannot handle locks in several projects. */
  lockScope: 'project' | 'global';
  defaultLocale: string;
  appBaseUrl: string;
  corsOrigins: string[] | '*';
  privateExports: 'public' | 'token';
  maxAoiAreaKm2: number;
  maxTasks: number;
  /** Whether answers say in `Server-Timing` where their time went. */
  serverTiming: boolean;
  /** Statements that take longer, in milliseconds, are logged; 0: none. */
  slowStatementMs: number;
  /** Whether answers are compressed for clients that take it. */
  compression: boolean;
  /** How much of the features of lists is kept in memory; 0: nothing. */
  listCacheBytes: number;
  /** Of the routes that take areas and grids; the others keep to `LIMITS.bodyBytes`. */
  bodyLimitBytes: number;
  /** How long a request may take to arrive. */
  requestTimeoutSeconds: number;
  maxConnections: number;
  /** Requests a minute of one session or address; 0 is no limit. `countsLoopback`: callers on this machine too. */
  rateLimit: { perMinute: number; countsLoopback: boolean };
  /** Which proxies in front are believed about the client's address and HTTPS; see Fastify's `trustProxy`. */
  trustProxy: boolean | number | string[];
  shutdownTimeoutSeconds: number;
  demo: boolean;
  /** How projects are created. */
  creation: CreationConfig;
  /** How many streams of events may be open. */
  events: EventsConfig;
  /** The front-end that this server serves; null: none. */
  frontend: FrontendConfig | null;
  /** How mails leave. */
  mail: MailConfig;
  /** The GraphQL service of MapSwipe. */
  mapswipeUrl: string;
  /** Where figures for Prometheus are served; null: nowhere, and none are kept. */
  metrics: MetricsConfig | null;
  /** Where OSM and ohsome are, and as which application this server signs users in. */
  osm: OsmConfig;
  /** The page that this server brings along; null: none. */
  page: PageConfig | null;
  /** What the instance is called, which languages it offers, which services it uses. */
  system: SystemConfig;
  /** That traces are sent to an OpenTelemetry collector; null: none are. */
  tracing: TracingConfig | null;
}

/** The URL of an existing Tasking Manager's own POSTGRES_* variables, or undefined where none is set. */
function urlFromTaskingManager(env: z.infer<typeof schema>): string | undefined {
  const { POSTGRES_ENDPOINT, POSTGRES_PORT, POSTGRES_DB, POSTGRES_USER, POSTGRES_PASSWORD } = env;
  if (!POSTGRES_ENDPOINT && !POSTGRES_DB && !POSTGRES_USER) return undefined;
  for (const name of ['POSTGRES_ENDPOINT', 'POSTGRES_DB', 'POSTGRES_USER'] as const)
    if (!env[name])
      throw new ConfigError(`${name} is missing: POSTGRES_ENDPOINT, POSTGRES_DB and POSTGRES_USER go together.`);
  const password = POSTGRES_PASSWORD ? `:${encodeURIComponent(POSTGRES_PASSWORD)}` : '';
  const user = encodeURIComponent(POSTGRES_USER ?? '');
  return `postgres://${user}${password}@${POSTGRES_ENDPOINT}:${POSTGRES_PORT ?? 5432}/${encodeURIComponent(POSTGRES_DB ?? '')}`;
}

function checkSecret(secret: string | undefined, serverMode: boolean): void {
  if (!serverMode) return;
  if (!secret)
    throw new ConfigError(
      'TM_SECRET is missing: with a database server, give the secret that signs session tokens (32 random characters).',
    );
  const weakness = weaknessOf(secret);
  if (weakness) throw new ConfigError(`TM_SECRET is too weak: ${weakness}. Give 32 random characters.`);
}

const parseOrigins = (text: string): string[] | '*' => {
  const origins = text.split(/[,\s]+/).filter(Boolean);
  return origins.length === 0 || origins.includes('*') ? '*' : origins;
};

/** Where nothing is said, only callers from elsewhere are limited, and nobody where the server is not reached from there. */
const rateLimitOf = ({ RATE_LIMIT, HOST }: z.infer<typeof schema>): Config['rateLimit'] =>
  RATE_LIMIT === undefined
    ? { perMinute: /^(127\.|::1$|localhost$)/.test(HOST) ? 0 : DEFAULT_RATE_LIMIT, countsLoopback: false }
    : { perMinute: RATE_LIMIT, countsLoopback: true };

const parseProxies = (text: string): Config['trustProxy'] => {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return /^\d$/.test(text) ? Number(text) : text.split(',').map((address) => address.trim());
};

const refuse = (sentence: string): ConfigError => new ConfigError(sentence);

/**
 * Reads and checks the settings. An empty variable counts as not set.
 * @param env the environment, by default the process's own
 * @throws ConfigError with a sentence that names the setting and says what is wrong with it
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? 'a setting');
    const message = issue?.message ?? 'wrong value';
    throw new ConfigError(message.startsWith(name) ? `${message}.` : `${name} is "${given[name] ?? ''}": ${message}.`);
  }
  const values = parsed.data;
  const url = values.DATABASE_URL ?? urlFromTaskingManager(values);
  if (values.DATABASE_READ_URL && !url)
    throw new ConfigError('DATABASE_READ_URL is a replica of the database that DATABASE_URL names, which is missing.');
  checkSecret(values.TM_SECRET, url !== undefined);
  return {
    database: url
      ? {
          kind: 'server',
          url,
          readUrl: values.DATABASE_READ_URL,
          poolSize: values.DATABASE_POOL_SIZE,
          prepare: values.DATABASE_PREPARE,
          ...databaseTimeouts(values),
        }
      : { kind: 'embedded', dataDir: values.DATA_DIR },
    secret: values.TM_SECRET,
    host: values.HOST,
    port: values.PORT,
    logLevel: values.LOG_LEVEL ?? (url ? 'info' : 'warn'),
    autoUnlockSeconds: values.TASK_AUTOUNLOCK_AFTER,
    lockScope: values.LOCK_SCOPE ?? (values.FRONTEND_DIR === undefined ? 'project' : 'global'),
    defaultLocale: values.TM_DEFAULT_LOCALE,
    appBaseUrl: values.TM_APP_BASE_URL.replace(/\/$/, ''),
    corsOrigins: parseOrigins(values.EXTRA_CORS_ORIGINS),
    privateExports: values.PRIVATE_EXPORTS,
    maxAoiAreaKm2: values.TM_MAX_AOI_AREA,
    maxTasks: values.TM_MAX_TASKS,
    serverTiming: values.SERVER_TIMING,
    slowStatementMs: values.LOG_SLOW_STATEMENTS,
    compression: values.COMPRESSION,
    listCacheBytes: values.LIST_CACHE_MB * 1024 * 1024,
    bodyLimitBytes: values.BODY_LIMIT_MB * 1024 * 1024,
    requestTimeoutSeconds: values.REQUEST_TIMEOUT,
    maxConnections: values.MAX_CONNECTIONS,
    rateLimit: rateLimitOf(values),
    trustProxy: parseProxies(values.TRUST_PROXY),
    shutdownTimeoutSeconds: values.SHUTDOWN_TIMEOUT,
    demo: values.DEMO ?? url === undefined,
    creation: creationConfig(values),
    events: eventsConfig(values, values.MAX_CONNECTIONS, refuse),
    frontend: frontendConfig(values, refuse),
    mapswipeUrl: values.MAPSWIPE_API_URL,
    metrics: metricsConfig(values),
    mail: mailConfig(values, { appBaseUrl: values.TM_APP_BASE_URL, embedded: url === undefined }, refuse),
    osm: osmConfig(
      values,
      { appBaseUrl: values.TM_APP_BASE_URL, isDemo: url === undefined && values.DEMO !== false },
      refuse,
    ),
    page: pageConfig(values),
    system: systemConfig(values, refuse),
    tracing: tracingConfig(values, refuse),
  };
}
