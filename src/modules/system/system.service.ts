import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { latestRelease, ping } from './system.repository.js';

/** The original's heartbeat. Its text is kept: monitors of existing installations compare it. */
export const readHeartbeat = async ({ database }: Context) => ({
  status: 'Fastapi healthy',
  release: await latestRelease(database.db),
});

/** Changesets that the original asked for its levels. Old clients read them; levels follow from badges now. */
const OLD_LEVELS = { mapperLevelIntermediate: 250, mapperLevelAdvanced: 500 } as const;

/** The languages of the front-end. */
export const readLanguages = ({ config }: Context) => ({
  ...OLD_LEVELS,
  supportedLanguages: config.system.languages,
});

/** @throws DomainError Busy where the database does not answer */
export async function assertDatabaseAnswers({ database }: Context): Promise<void> {
  try {
    await ping(database.db);
  } catch (cause) {
    throw new DomainError('Busy', { sentence: 'The database does not answer', cause });
  }
}
