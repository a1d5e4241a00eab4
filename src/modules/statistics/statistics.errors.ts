import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about statistics. */
export const STATISTICS_ERRORS = {
  InvalidDateValue: { status: 400, envelope: 'rule', sentence: 'Invalid date value' },
  InvalidDateRange: { status: 400, envelope: 'rule', sentence: 'Start date must be earlier than end date' },
} as const satisfies ErrorTable;
