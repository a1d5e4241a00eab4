import { Prisma } from '../../generated/prisma/client.js';

/** Pieces of SQL about the work in the history. */

type Sql = Prisma.Sql;

/** The states whose changes count as work done. */
export const DONE = Prisma.sql`('MAPPED', 'VALIDATED', 'BADIMAGERY')`;

/** Actions of history rows that hold the duration of a lock for mapping, and of one for validation. */
export const MAPPING_LOCKS = Prisma.sql`('LOCKED_FOR_MAPPING', 'AUTO_UNLOCKED_FOR_MAPPING')`;
export const VALIDATION_LOCKS = Prisma.sql`('LOCKED_FOR_VALIDATION', 'AUTO_UNLOCKED_FOR_VALIDATION')`;

/** All of these actions. */
export const LOCKS = Prisma.sql`('LOCKED_FOR_MAPPING', 'AUTO_UNLOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION', 'AUTO_UNLOCKED_FOR_VALIDATION')`;

/**
 * The duration of the lock of a history row, from its `action_text` (`HH:MM:SS.ffffff`): whole seconds, as in version
 * 5. NULL while the lock runs, or without a valid text. The usual form is read without a regular expression, which takes longer
 * than all else.
 */
export const lockSeconds = (text: Sql): Sql => Prisma.sql`(CASE
  WHEN ${text} LIKE '__:__:__.______' AND translate(${text}, '0123456789', '') = '::.'
    AND substr(${text}, 4, 1) COLLATE "C" < '6' AND substr(${text}, 7, 1) COLLATE "C" < '6'
  THEN substr(${text}, 1, 2)::int * 3600 + substr(${text}, 4, 2)::int * 60 + substr(${text}, 7, 2)::int
  WHEN ${text} ~ '^\\d{1,6}:[0-5]\\d:[0-5]\\d(\\.\\d+)?$'
  THEN extract(epoch FROM date_trunc('second', ${text}::interval))::int END)`;
