import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about teams. */
export const TEAM_ERRORS = {
  TEAM_NOT_FOUND: { status: 404, envelope: 'notFound', sentence: 'The requested team was not found on the server.' },
} as const satisfies ErrorTable;
