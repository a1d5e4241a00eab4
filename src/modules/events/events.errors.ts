import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals of streams of events. */
export const EVENT_ERRORS = {
  TooManyStreams: {
    status: 429,
    envelope: 'rule',
    sentence: 'Too many streams of events are open. Close one, or try again later',
  },
} as const satisfies ErrorTable;
