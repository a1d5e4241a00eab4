import type { ErrorTable } from '../errors/error-table.js';

/** Errors of requests to OSM and ohsome. */
export const OSM_ERRORS = {
  InvalidGrantError: { status: 400, envelope: 'rule', sentence: 'OpenStreetMap does not accept the code' },
  TokenFetchError: { status: 502, envelope: 'rule', sentence: 'OpenStreetMap returned no token' },
  OSMServiceError: { status: 502, envelope: 'rule', sentence: 'OpenStreetMap did not answer as expected' },
  AuthError: { status: 502, envelope: 'rule', sentence: 'OpenStreetMap did not return the user' },
} as const satisfies ErrorTable;
