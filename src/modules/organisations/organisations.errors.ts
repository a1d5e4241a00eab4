import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about organisations. */
export const ORGANISATION_ERRORS = {
  ORGANISATION_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested organisation was not found on the server.',
  },
  LoginToFilterManager: { status: 403, envelope: 'rule', sentence: 'Filtering by manager needs a session' },
  MustHaveAdmin: { status: 400, envelope: 'rule', sentence: 'An organisation must have at least one manager' },
  OrgHasProjects: { status: 403, envelope: 'rule', sentence: 'The organisation has projects or teams' },
} as const satisfies ErrorTable;
