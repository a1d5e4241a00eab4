import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about signing in, application keys and the verification of addresses. */
export const AUTH_ERRORS = {
  SignInNotConfigured: {
    status: 501,
    envelope: 'rule',
    wireCode: 'NotImplemented',
    sentence: 'Signing in with OpenStreetMap is not configured here',
  },
  ExpiredToken: { status: 403, envelope: 'rule', sentence: 'The link is too old' },
  BadSignature: { status: 403, envelope: 'rule', sentence: 'The link is not valid' },
  InvalidEmail: { status: 403, envelope: 'rule', sentence: 'The link is for another address' },
  APPLICATION_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested application key was not found on the server.',
  },
} as const satisfies ErrorTable;
