/** The severity of a finding. `note`: information only. `warning`: an operator should check it. `fault`: an error. */
export type Severity = 'ok' | 'note' | 'warning' | 'fault';

/** The result of one check. */
export interface Finding {
  /** The name of the check. */
  check: string;
  severity: Severity;
  /** The result as a sentence. */
  message: string;
  /** The single cases, at most `MAX_DETAILS` of them. */
  details?: string[];
  /** Whether `--repair` can repair the fault. */
  repairable?: boolean;
  /** Whether the fault was repaired in this run. */
  repaired?: boolean;
}

/** The largest number of listed cases. The others are only counted. */
const MAX_DETAILS = 20;

/** Describes the first cases, and counts the others. */
export function detailsOf<T>(cases: T[], describe: (each: T) => string): string[] {
  const shown = cases.slice(0, MAX_DETAILS).map(describe);
  return cases.length > MAX_DETAILS ? [...shown, `and ${cases.length - MAX_DETAILS} more`] : shown;
}

/** The finding of a check without a fault. */
export const ok = (check: string, message: string): Finding => ({ check, severity: 'ok', message });

/** A number with its noun: `1 task`, `2 tasks`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The message of an error of the driver or of Prisma, without the lines around it. */
export function reasonOf(error: unknown): string {
  const { message, code, errors } = (error ?? {}) as { message?: string; code?: string; errors?: unknown[] };
  if (errors?.length) return reasonOf(errors[0]);
  const lines = (message ?? '').trim().split('\n');
  return lines.at(-1)?.trim() || code || 'unknown error';
}
