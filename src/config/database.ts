import { z } from 'zod';

/** Settings about how long the database may take. `duration` reads a span of time as seconds. */
export const timeoutShape = (duration: (name: string, min: number, max: number) => z.ZodType<number, string>) => ({
  DATABASE_STATEMENT_TIMEOUT: z
    .literal('0')
    .transform(() => 0)
    .or(duration('DATABASE_STATEMENT_TIMEOUT', 1, 86_400))
    .default(60),
  DATABASE_IDLE_TIMEOUT: duration('DATABASE_IDLE_TIMEOUT', 1, 86_400).default(120),
});

/** How long the database may take, in milliseconds. */
export interface DatabaseTimeouts {
  /** For one statement of a request; 0: as long as it likes. Absent: the same. */
  statementTimeoutMs?: number;
  /** For a transaction of which no statement runs. Absent: two minutes. */
  idleTimeoutMs?: number;
}

/** Builds the part of the settings that is about time limits of the database. */
export const databaseTimeouts = (env: {
  DATABASE_STATEMENT_TIMEOUT: number;
  DATABASE_IDLE_TIMEOUT: number;
}): Required<DatabaseTimeouts> => ({
  statementTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT * 1000,
  idleTimeoutMs: env.DATABASE_IDLE_TIMEOUT * 1000,
});
