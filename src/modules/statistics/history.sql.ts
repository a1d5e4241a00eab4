import { Prisma } from '../../generated/prisma/client.js';

/** Pieces of SQL about the work in the history. */

type Sql = Prisma.Sql;

/** The states that count as work if a task changes to them. */
export const DONE = Prisma.sql`('MAPPED', 'VALIDATED', 'BADIMAGERY')`;

/** The actions of history rows with the duration of a lock, as a list for IN. */
const locksFor = (...purposes: ('MAPPING' | 'VALIDATION')[]): Sql =>
  Prisma.raw(`(${purposes.map((purpose) => `'LOCKED_FOR_${purpose}', 'AUTO_UNLOCKED_FOR_${purpose}'`).join(', ')})`);

/** The actions of history rows with the duration of a lock for mapping. */
export const MAPPING_LOCKS = locksFor('MAPPING');
/** The actions of history rows with the duration of a lock for validation. */
export const VALIDATION_LOCKS = locksFor('VALIDATION');
/** The actions of history rows with the duration of any lock. */
export const LOCKS = locksFor('MAPPING', 'VALIDATION');

/**
 * The duration of the lock of a history row, from its `action_text` (`HH:MM:SS.ffffff`): whole seconds, as in version 5. NULL
 * if the lock has not ended, or if the text is not valid. The usual form is read without a regular expression, because a
 * regular expression would take most of the time.
 */
export const lockSeconds = (text: Sql): Sql => Prisma.sql`(CASE
  WHEN ${text} LIKE '__:__:__.______' AND translate(${text}, '0123456789', '') = '::.'
    AND substr(${text}, 4, 1) COLLATE "C" < '6' AND substr(${text}, 7, 1) COLLATE "C" < '6'
  THEN substr(${text}, 1, 2)::int * 3600 + substr(${text}, 4, 2)::int * 60 + substr(${text}, 7, 2)::int
  WHEN ${text} ~ '^\\d{1,6}:[0-5]\\d:[0-5]\\d(\\.\\d+)?$'
  THEN extract(epoch FROM date_trunc('second', ${text}::interval))::int END)`;
