import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about badges. */
export const MAPPING_BADGE_ERRORS = {
  MAPPING_BADGE_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested badge was not found on the server.',
  },
  MAPPING_BADGE_HAS_USERS: { status: 409, envelope: 'notFound', sentence: 'A user or a mapping level has the badge' },
} as const satisfies ErrorTable;
