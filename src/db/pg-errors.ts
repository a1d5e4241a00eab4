/**
 * The SQLSTATE of an error that came through Prisma from either database, or undefined if it has none. Prisma wraps raw
 * and model statements differently, and does not wrap a failed COMMIT.
 */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const candidate = error as {
    code?: unknown;
    cause?: unknown;
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } };
  };
  const original = candidate.meta?.driverAdapterError?.cause?.originalCode;
  if (typeof original === 'string') return original;
  if (candidate.cause && typeof candidate.cause === 'object') {
    const nested = (candidate.cause as { originalCode?: unknown }).originalCode;
    if (typeof nested === 'string') return nested;
  }
  return typeof candidate.code === 'string' && /^[0-9A-Z]{5}$/.test(candidate.code) && !candidate.code.startsWith('P2')
    ? candidate.code
    : undefined;
}

/** Errors of the caller: text that PostgreSQL cannot store, numbers out of range, unknown ids. */
const BAD_INPUT = new Set(['22021', '22P05', '22003', '22P02', '22008', '23503']);

/** Whether the database refused a value that came from the client. */
export const isBadInput = (error: unknown): boolean => BAD_INPUT.has(sqlStateOf(error) ?? '');

/** Unresolved deadlocks and conflicts, missing connections, a server that shuts down. */
const BUSY = new Set([
  '25P03',
  '40001',
  '40P01',
  '53300',
  '55P03',
  '57P01',
  '57P03',
  '08000',
  '08003',
  '08006',
  '08001',
]);

/** Codes of the driver and of Prisma for the same: no connection, no transaction in time. */
const BUSY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'P1001',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
]);

/** Messages of driver errors without a code: no free connection in time, or a closed connection. */
const CONNECTION_LOST =
  /^timeout exceeded when trying to connect$|^Connection terminated|is not queryable$|^Client was closed/;

/** Whether the database is temporarily unable to do the work. */
export const isBusy = (error: unknown): boolean =>
  BUSY.has(sqlStateOf(error) ?? '') ||
  BUSY_CODES.has(String((error as { code?: unknown } | null)?.code)) ||
  (error instanceof Error && CONNECTION_LOST.test(error.message));

/** Whether the database cancelled a statement because it took longer than `DATABASE_STATEMENT_TIMEOUT`. */
export const isTimedOut = (error: unknown): boolean => sqlStateOf(error) === '57014';

/** Whether the user of the database lacks a right for a statement. */
export const isForbidden = (error: unknown): boolean => sqlStateOf(error) === '42501';

/** Whether a unique value is taken already. */
export const isUniqueViolation = (error: unknown): boolean =>
  sqlStateOf(error) === '23505' || (error as { code?: unknown } | null)?.code === 'P2002';

/** Whether a row refers to an unknown row, or another row refers to a deleted one. */
export const isForeignKeyViolation = (error: unknown): boolean =>
  sqlStateOf(error) === '23503' || (error as { code?: unknown } | null)?.code === 'P2003';
