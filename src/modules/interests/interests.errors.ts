import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about interests. */
export const INTEREST_ERRORS = {
  INTEREST_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested interest was not found on the server.',
  },
  INTEREST_IN_USE: { status: 409, envelope: 'notFound', sentence: 'A user or a project has the interest' },
} as const satisfies ErrorTable;
