import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about partners and partnerships, and errors of MapSwipe. */
export const PARTNER_ERRORS = {
  PARTNER_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested partner was not found on the server.',
  },
  PARTNER_IN_USE: { status: 409, envelope: 'notFound', sentence: 'A project has the partner' },
  PARTNERSHIP_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested partnership was not found on the server.',
  },
  INVALID_TIME_RANGE: { status: 400, envelope: 'notFound', sentence: 'The start date must not be after the end date' },
  EMPTY_MAPSWIPE_GROUP: { status: 400, envelope: 'notFound', sentence: 'The partner has no MapSwipe group' },
  INVALID_MAPSWIPE_GROUP_ID: { status: 409, envelope: 'notFound', sentence: 'MapSwipe does not know the group' },
  MAPSWIPE_GRAPHQL_ERROR: { status: 409, envelope: 'notFound', sentence: 'MapSwipe refused the request' },
  MAPSWIPE_NO_DATA: { status: 409, envelope: 'notFound', sentence: 'MapSwipe answered without data' },
  MAPSWIPE_HTTP_ERROR: { status: 409, envelope: 'notFound', sentence: 'MapSwipe answered with an error' },
  MAPSWIPE_INVALID_RESPONSE: {
    status: 409,
    envelope: 'notFound',
    sentence: 'MapSwipe answered in an unexpected form',
  },
  MAPSWIPE_NETWORK_ERROR: { status: 409, envelope: 'notFound', sentence: 'MapSwipe could not be reached' },
} as const satisfies ErrorTable;
