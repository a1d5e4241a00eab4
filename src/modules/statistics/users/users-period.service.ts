import type { Context } from '../../../context.js';
import { readPeriod } from '../statistics-dates.js';
import { readUsersOfPeriod } from './users-period.repository.js';

/** The longest period, in days. */
const MAX_DAYS = 3 * 366;

/**
 * Number of users who registered in a period, as JSON text.
 * @param endDate by default today
 * @throws DomainError InvalidDateValue, InvalidDateRange (the end before the start; more than three years)
 */
export const usersOfPeriod = async (
  { database }: Context,
  { startDate, endDate }: { startDate: string; endDate?: string | undefined },
): Promise<string> => readUsersOfPeriod(database.replica.db, readPeriod(startDate, endDate, MAX_DAYS));
