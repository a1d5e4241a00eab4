import { z } from 'zod';
import { duration, flag, port, wholeNumber } from './values.js';

/** Whether the driver finds the host in a URL. An unencoded character of the password makes it a part of the host or the path. */
function isUnambiguous(text: string): boolean {
  try {
    // A URL of a socket has no host: postgres://user@/database?host=/run/postgresql.
    const { pathname, hash } = new URL(text.replace('@/', '@socket/'));
    return !(pathname + hash).includes('@');
  } catch {
    return false;
  }
}

/** @param name the setting, for the error. The error does not show the value, because the place of the password is unknown */
const databaseUrl = (name: string) =>
  z
    .string()
    .regex(/^postgres(ql)?:\/\/./, 'give a URL such as postgres://user:password@host:5432/database')
    .refine((text) => !/\s/.test(text) && isUnambiguous(text), {
      error:
        `${name} cannot be read as a URL such as postgres://user:password@host:5432/database. In the password, write ` +
        '/ as %2F, # as %23, ? as %3F, @ as %40, : as %3A, % as %25 and a space as %20',
    })
    .optional();

/** The settings of the database, by the names of their variables. */
export const databaseShape = {
  DATABASE_URL: databaseUrl('DATABASE_URL'),
  DATABASE_READ_URL: databaseUrl('DATABASE_READ_URL'),
  POSTGRES_ENDPOINT: z.string().optional(),
  POSTGRES_PORT: port(1).optional(),
  POSTGRES_DB: z.string().optional(),
  POSTGRES_USER: z.string().optional(),
  POSTGRES_PASSWORD: z.string().optional(),
  DATABASE_POOL_SIZE: wholeNumber(3, 500).default(10),
  DATABASE_PREPARE: flag.default(true),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_STATEMENT_TIMEOUT: duration('DATABASE_STATEMENT_TIMEOUT', 1, 86_400, { zero: true }).default(60),
  DATABASE_IDLE_TIMEOUT: duration('DATABASE_IDLE_TIMEOUT', 1, 86_400).default(120),
};

type Values = z.output<z.ZodObject<typeof databaseShape>>;

/** Time limits of the database, in milliseconds. */
export interface DatabaseTimeouts {
  /** For one statement of a request. 0 or absent: no limit. */
  statementTimeoutMs?: number;
  /** For an idle transaction. Absent: two minutes. */
  idleTimeoutMs?: number;
}

/** The database: a PostgreSQL server, or an embedded one in the process of the server. */
export type DatabaseConfig =
  | ({
      kind: 'server';
      url: string;
      readUrl?: string | undefined;
      poolSize: number;
      prepare: boolean;
    } & DatabaseTimeouts)
  | { kind: 'embedded'; dataDir: string };

/** The URL from the POSTGRES_* variables of an existing Tasking Manager; undefined if none is set. */
function urlFromTaskingManager(env: Values, refuse: (sentence: string) => Error): string | undefined {
  const { POSTGRES_ENDPOINT, POSTGRES_PORT, POSTGRES_DB, POSTGRES_USER, POSTGRES_PASSWORD } = env;
  if (!POSTGRES_ENDPOINT && !POSTGRES_DB && !POSTGRES_USER) return undefined;
  for (const name of ['POSTGRES_ENDPOINT', 'POSTGRES_DB', 'POSTGRES_USER'] as const)
    if (!env[name]) throw refuse(`${name} is missing: POSTGRES_ENDPOINT, POSTGRES_DB and POSTGRES_USER go together.`);
  const password = POSTGRES_PASSWORD ? `:${encodeURIComponent(POSTGRES_PASSWORD)}` : '';
  const user = encodeURIComponent(POSTGRES_USER ?? '');
  return `postgres://${user}${password}@${POSTGRES_ENDPOINT}:${POSTGRES_PORT ?? 5432}/${encodeURIComponent(POSTGRES_DB ?? '')}`;
}

/**
 * Builds the settings from their checked variables.
 * @param refuse makes the error for an invalid setting
 */
export function databaseConfig(values: Values, refuse: (sentence: string) => Error): DatabaseConfig {
  const url = values.DATABASE_URL ?? urlFromTaskingManager(values, refuse);
  if (values.DATABASE_READ_URL && !url)
    throw refuse('DATABASE_URL is missing: DATABASE_READ_URL is a replica of the database of DATABASE_URL.');
  if (!url) return { kind: 'embedded', dataDir: values.DATA_DIR };
  return {
    kind: 'server',
    url,
    readUrl: values.DATABASE_READ_URL,
    poolSize: values.DATABASE_POOL_SIZE,
    prepare: values.DATABASE_PREPARE,
    statementTimeoutMs: values.DATABASE_STATEMENT_TIMEOUT * 1000,
    idleTimeoutMs: values.DATABASE_IDLE_TIMEOUT * 1000,
  };
}
