import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about categories of mapping issues. */
export const MAPPING_ISSUE_ERRORS = {
  ISSUE_CATEGORY_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested mapping issue category was not found on the server.',
  },
  ISSUE_CATEGORY_IN_USE: { status: 409, envelope: 'notFound', sentence: 'Task issues use the category' },
} as const satisfies ErrorTable;
