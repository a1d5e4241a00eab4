/**
 * The SQLSTATE of an error that came through Prisma from either database, or undefined where it is none. Prisma wraps
 * raw and model statements differently, and a failing COMMIT is not wrapped at all.
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

/** Text that PostgreSQL cannot hold, numbers out of range, ids of what is not there: the caller's fault. */
const BAD_INPUT = new Set(['22021', '22P05', '22003', '22P02', '22008', '23503']);

/** Whether the database refused a value that came from the client. */
export const isBadInput = (error: unknown): boolean => BAD_INPUT.has(sqlStateOf(error) ?? '');
