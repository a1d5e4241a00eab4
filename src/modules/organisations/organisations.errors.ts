import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about organisations. */
export const ORGANISATION_ERRORS = {
  ORGANISATION_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested organisation was not found on the server.',
  },
} as const satisfies ErrorTable;
