/** How bad what was found is. `note`: to know, nothing to do. `warning`: to be looked at. `fault`: something is wrong. */
export type Severity = 'ok' | 'note' | 'warning' | 'fault';

/** One thing that was looked at. */
export interface Finding {
  /** What was looked at. */
  check: string;
  severity: Severity;
  /** What was found, in a sentence. */
  message: string;
  /** Each single case, at most `MAX_DETAILS` of them. */
  details?: string[];
  /** Whether `--repair` puts it right. */
  repairable?: boolean;
  /** Whether it was put right just now. */
  repaired?: boolean;
}

/** More cases are counted, not listed. */
const MAX_DETAILS = 20;

/** Cases as texts, so many that a person reads them. */
export function detailsOf<T>(cases: T[], describe: (each: T) => string): string[] {
  const shown = cases.slice(0, MAX_DETAILS).map(describe);
  return cases.length > MAX_DETAILS ? [...shown, `and ${cases.length - MAX_DETAILS} more`] : shown;
}

/** Finding of a check that found no fault. */
export const ok = (check: string, message: string): Finding => ({ check, severity: 'ok', message });

/** `1 task`, `2 tasks`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The message of an error of the driver or of Prisma, without the lines around it. */
export function reasonOf(error: unknown): string {
  const { message, code, errors } = (error ?? {}) as { message?: string; code?: string; errors?: unknown[] };
  if (errors?.length) return reasonOf(errors[0]);
  const lines = (message ?? '').trim().split('\n');
  return lines.at(-1)?.trim() || code || 'unknown error';
}
