import { DomainError } from '../../errors/errors.js';

const DAY = 86_400_000;
const MAX_DAYS = 366;

/** The time at which a day begins (UTC), from `YYYY-MM-DD`; NaN for a day that is not in the calendar. */
function startOf(text: string): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return NaN;
  const time = Date.parse(`${text}T00:00:00Z`);
  // Some engines read 30 February as a day of March. It is refused.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? time : NaN;
}

/** Today in UTC, as `YYYY-MM-DD`. */
const today = (): string => new Date().toISOString().slice(0, 10);

/**
 * Checks a period of days, both included.
 * @param endDate by default today, at the time of the request
 * @param mostDays the longest period
 * @throws DomainError InvalidDateValue, InvalidDateRange (the end before the start; too long)
 */
export function readPeriod(
  startDate = '',
  endDate = today(),
  mostDays = MAX_DAYS,
): { startDate: string; endDate: string } {
  const [start, end] = [startOf(startDate), startOf(endDate)];
  if (Number.isNaN(start) || Number.isNaN(end)) throw new DomainError('InvalidDateValue');
  if (end < start) throw new DomainError('InvalidDateRange');
  if (end - start > mostDays * DAY)
    throw new DomainError('InvalidDateRange', {
      sentence: `Date range cannot be greater than ${Math.floor(mostDays / 365)} ${mostDays < 730 ? 'year' : 'years'}`,
    });
  return { startDate, endDate };
}
