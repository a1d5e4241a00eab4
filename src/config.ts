import { z } from 'zod';
import { databaseConfig, databaseShape, type DatabaseConfig } from './config/database.js';
import { httpConfig, httpShape, type HttpConfig } from './config/http.js';
import { creationConfig, creationShape, type CreationConfig } from './config/creation.js';
import { eventsConfig, eventsShape, type EventsConfig } from './config/events.js';
import { frontendConfig, frontendShape, type FrontendConfig } from './config/frontend.js';
import { mapswipeShape } from './config/mapswipe.js';
import { mailConfig, mailShape, type MailConfig } from './config/mail.js';
import { metricsConfig, metricsShape, type MetricsConfig } from './config/metrics.js';
import { osmConfig, osmShape, type OsmConfig } from './config/osm.js';
import { pageConfig, pageShape, type PageConfig } from './config/page.js';
import { systemConfig, systemShape, type SystemConfig } from './config/system.js';
import { duration, flag, httpUrl, positiveNumber, wholeNumber } from './config/values.js';
import { tracingConfig, tracingShape, type TracingConfig } from './config/tracing.js';

/** An invalid setting. The message names it and gives the reason. The server does not start with it. */
export class ConfigError extends Error {}

/** Whether `npm run`, `npm start` or `npx` started this process, or the one that started it. */
export const isStartedByNpm = (): boolean => process.env.npm_lifecycle_event !== undefined;

/**
 * The secret in the example settings of version 5. It is accepted, because sessions must stay valid. The start prints a
 * warning.
 */
export const PUBLISHED_SECRET = 's0m3l0ngr4nd0mstr1ng-b3cr34tiv3';

/** The reason why a TM_SECRET must not be used in server mode; null if it may be used. */
function weaknessOf(secret: string): string | null {
  if (secret.length < 16) return 'it is shorter than 16 characters';
  if (new Set(secret).size < 6) return 'it repeats a few characters';
  if (/^(secret|change|me|password|tessera|[^a-z])+$/i.test(secret) && !/\d{8}/.test(secret))
    return 'it can be guessed';
  return null;
}

const schema = z.object({
  ...creationShape,
  ...databaseShape,
  ...httpShape,
  TM_SECRET: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  TASK_AUTOUNLOCK_AFTER: duration('TASK_AUTOUNLOCK_AFTER', 60, 366 * 86_400).default(7200),
  LOCK_SCOPE: z.enum(['project', 'global'], 'give project or global').optional(),
  TM_DEFAULT_LOCALE: z
    .string()
    .regex(/^[A-Za-z]{2,3}(_[A-Za-z]{2,4})?$/, 'give a locale such as en or pt_BR')
    .default('en'),
  TM_APP_BASE_URL: httpUrl('the front-end, such as https://tasks.example.org').optional(),
  PRIVATE_EXPORTS: z.enum(['public', 'token'], 'give public or token').default('public'),
  TM_MAX_AOI_AREA: positiveNumber.default(5000),
  TM_MAX_TASKS: wholeNumber(1, 1_000_000).default(100_000),
  SERVER_TIMING: flag.default(false),
  LOG_SLOW_STATEMENTS: wholeNumber(0, 3_600_000).default(1000),
  LIST_CACHE_MB: wholeNumber(0, 65_536).default(32),
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
export interface Config extends HttpConfig {
  database: DatabaseConfig;
  /**
   * Signs session tokens. Undefined only in embedded mode: the server then creates one and stores it in the data
   * folder.
   */
  secret: string | undefined;
  /** Default with a database server: info. Default in embedded mode, where the start prints help for users: warn. */
  logLevel: NonNullable<z.infer<typeof schema>['LOG_LEVEL']>;
  autoUnlockSeconds: number;
  /**
   * The default is project. With a front-end the default is global, because the stock front-end cannot handle locks in
   * several projects.
   */
  lockScope: 'project' | 'global';
  defaultLocale: string;
  appBaseUrl: string;
  privateExports: 'public' | 'token';
  maxAoiAreaKm2: number;
  maxTasks: number;
  /** Whether answers report the parts of their response time in `Server-Timing`. */
  serverTiming: boolean;
  /** Statements that take longer are logged, in milliseconds. 0: none. */
  slowStatementMs: number;
  /** Largest size of the cache of list features. 0: no cache. */
  listCacheBytes: number;
  demo: boolean;
  /** Limits for the creation of projects. */
  creation: CreationConfig;
  /** Limits of open event streams. */
  events: EventsConfig;
  /** The front-end that this server serves; null for none. */
  frontend: FrontendConfig | null;
  /** The mail transport. */
  mail: MailConfig;
  /** The GraphQL service of MapSwipe. */
  mapswipeUrl: string;
  /** The address of the Prometheus metrics; null if they are disabled. */
  metrics: MetricsConfig | null;
  /** The addresses of OSM and ohsome, and the OAuth application of this server. */
  osm: OsmConfig;
  /** The page of this server (src/web); null if it is disabled. */
  page: PageConfig | null;
  /** Name, languages and services of the instance. */
  system: SystemConfig;
  /** The export of traces to an OpenTelemetry collector; null if it is disabled. */
  tracing: TracingConfig | null;
}

function checkSecret(secret: string | undefined): void {
  if (!secret)
    throw new ConfigError(
      'TM_SECRET is missing: with a database server, give the secret that signs session tokens (32 random characters).',
    );
  const weakness = weaknessOf(secret);
  if (weakness) throw new ConfigError(`TM_SECRET is too weak: ${weakness}. Give 32 random characters.`);
}

/** The settings whose values are never shown. */
const HIDDEN = /SECRET|PASSWORD|TOKEN|_KEY$/;

/** A value for a refusal: without the password of a URL, and nothing of a secret. */
function shown(name: string, value: string): string {
  if (HIDDEN.test(name)) return '***';
  return value.replace(/((?:^|\/\/)[^:/@]*):(?!\/\/).*@/s, '$1:***@').replace(/(password\s*=\s*)[^&\s]*/gi, '$1***');
}

/** @throws ConfigError if a value is still the placeholder of the documentation, such as `<the client id>` */
function checkPlaceholders(given: Record<string, string | undefined>): void {
  for (const name of Object.keys(schema.shape))
    if (/^\s*<.*>\s*$/s.test(given[name] ?? ''))
      throw new ConfigError(
        `${name} still has the placeholder of the documentation: replace the text in angle brackets, and the brackets.`,
      );
}

const refuse = (sentence: string): ConfigError => new ConfigError(sentence);

/**
 * Reads and checks the settings. An empty variable counts as not set.
 * @param env the environment, by default the process's own
 * @throws ConfigError with a sentence that names the setting and says what is wrong with it
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  checkPlaceholders(given);
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? 'a setting');
    const message = issue?.message ?? 'wrong value';
    throw new ConfigError(
      message.startsWith(name) ? `${message}.` : `${name} is "${shown(name, given[name] ?? '')}": ${message}.`,
    );
  }
  const values = parsed.data;
  const database = databaseConfig(values, refuse);
  const isEmbedded = database.kind === 'embedded';
  if (!isEmbedded) checkSecret(values.TM_SECRET);
  const http = httpConfig(values);
  // In embedded mode users work with the page of this server.
  const appBaseUrl = values.TM_APP_BASE_URL ?? `http://127.0.0.1:${isEmbedded ? http.port : 3000}`;
  return {
    ...http,
    database,
    secret: values.TM_SECRET,
    logLevel: values.LOG_LEVEL ?? (isEmbedded ? 'warn' : 'info'),
    autoUnlockSeconds: values.TASK_AUTOUNLOCK_AFTER,
    lockScope: values.LOCK_SCOPE ?? (values.FRONTEND_DIR === undefined ? 'project' : 'global'),
    defaultLocale: values.TM_DEFAULT_LOCALE,
    appBaseUrl: appBaseUrl.replace(/\/$/, ''),
    privateExports: values.PRIVATE_EXPORTS,
    maxAoiAreaKm2: values.TM_MAX_AOI_AREA,
    maxTasks: values.TM_MAX_TASKS,
    serverTiming: values.SERVER_TIMING,
    slowStatementMs: values.LOG_SLOW_STATEMENTS,
    listCacheBytes: values.LIST_CACHE_MB * 1024 * 1024,
    demo: values.DEMO ?? isEmbedded,
    creation: creationConfig(values),
    events: eventsConfig(values, values.MAX_CONNECTIONS, refuse),
    frontend: frontendConfig(values, refuse),
    mapswipeUrl: values.MAPSWIPE_API_URL,
    metrics: metricsConfig(values, http.port, refuse),
    mail: mailConfig(values, { appBaseUrl, embedded: isEmbedded }, refuse),
    osm: osmConfig(values, { appBaseUrl, isDemo: isEmbedded && values.DEMO !== false }, refuse),
    page: pageConfig(values),
    system: systemConfig(values, refuse),
    tracing: tracingConfig(values, refuse),
  };
}
