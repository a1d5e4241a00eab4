import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about licences. */
export const LICENCE_ERRORS = {
  LICENSE_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested license was not found on the server.',
  },
  LICENSE_IN_USE: { status: 409, envelope: 'notFound', sentence: 'A project has the license' },
} as const satisfies ErrorTable;
