import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about mapping levels. */
export const MAPPING_LEVEL_ERRORS = {
  MAPPING_LEVEL_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested mapping level was not found on the server.',
  },
  MAPPING_LEVEL_BEGINNER: { status: 409, envelope: 'notFound', sentence: 'The level of beginners cannot be deleted' },
  MAPPING_LEVEL_HAS_USERS: {
    status: 409,
    envelope: 'notFound',
    sentence: 'Users have the mapping level, or projects require it',
  },
} as const satisfies ErrorTable;
