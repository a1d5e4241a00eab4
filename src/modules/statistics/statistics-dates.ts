import { DomainError } from '../../errors/errors.js';

const DAY_MS = 86_400_000;
const MAX_DAYS = 366;

/** The time at which a day begins (UTC), from `YYYY-MM-DD`; NaN for a date that does not exist. */
function startOf(text: string): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return NaN;
  const time = Date.parse(`${text}T00:00:00Z`);
  // JavaScript reads 30 February as a day of March. Such a date is refused.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? time : NaN;
}

/** Today in UTC, as `YYYY-MM-DD`. */
const today = (): string => new Date().toISOString().slice(0, 10);

/**
 * Checks a period. It includes its first and its last day.
 * @param endDate by default today
 * @param maxDays the longest period
 * @throws DomainError InvalidDateValue, InvalidDateRange (the end before the start; too long)
 */
export function readPeriod(
  startDate = '',
  endDate = today(),
  maxDays = MAX_DAYS,
): { startDate: string; endDate: string } {
  const [start, end] = [startOf(startDate), startOf(endDate)];
  if (Number.isNaN(start) || Number.isNaN(end)) throw new DomainError('InvalidDateValue');
  if (end < start) throw new DomainError('InvalidDateRange');
  if (end - start > maxDays * DAY_MS)
    throw new DomainError('InvalidDateRange', {
      sentence: `Date range cannot be greater than ${Math.floor(maxDays / 365)} ${maxDays < 730 ? 'year' : 'years'}`,
    });
  return { startDate, endDate };
}
