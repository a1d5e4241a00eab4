import type { ErrorTable } from './error-table.js';

/** Errors of any request, independent of the operation. */
export const HTTP_ERRORS = {
  InvalidData: { status: 400, envelope: 'rule', sentence: 'The request is not valid' },
  RequestTimeout: { status: 408, envelope: 'rule', sentence: 'The request took too long to arrive' },
  RequestTooLarge: { status: 413, envelope: 'rule', sentence: 'The request body is too large' },
  UriTooLong: { status: 414, envelope: 'rule', sentence: 'The path and query are too long' },
  TooManyRequests: { status: 429, envelope: 'rule', sentence: 'Too many requests, try again later' },
  HeadersTooLarge: { status: 431, envelope: 'rule', sentence: 'The request headers are too large' },
  MethodNotAllowed: { status: 405, envelope: 'rule', sentence: 'The method is not allowed for this path' },
  Busy: { status: 503, envelope: 'rule', sentence: 'The server is busy, try again' },
  DatabaseTimeout: {
    status: 503,
    envelope: 'rule',
    sentence: 'The database took too long for this request. Nothing was changed. Ask for less, or try again later',
  },
  NOT_FOUND: { status: 404, envelope: 'notFound', sentence: 'The requested resource was not found on the server.' },
  INTERNAL_SERVER_ERROR: { status: 500, envelope: 'notFound', sentence: 'The server failed to answer this request.' },
  NameExists: { status: 400, envelope: 'rule', sentence: 'The name is taken' },
} as const satisfies ErrorTable;
