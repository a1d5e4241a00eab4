import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about messages. */
export const NOTIFICATION_ERRORS = {
  MESSAGE_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested message was not found on the server.',
  },
  AccessOtherUserMessage: {
    status: 403,
    envelope: 'rule',
    sentence: 'The message belongs to another user',
  },
} as const satisfies ErrorTable;
