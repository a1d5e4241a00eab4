import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { latestRelease, ping } from './system.repository.js';

/** The heartbeat of version 5. Its text is unchanged, because monitors of existing instances compare it. */
export const readHeartbeat = async ({ database }: Context) => ({
  status: 'Fastapi healthy',
  release: await latestRelease(database.db),
});

/** Numbers of changesets that levels required in version 5. Old clients read them. Levels now depend on badges. */
const OLD_LEVELS = { mapperLevelIntermediate: 250, mapperLevelAdvanced: 500 } as const;

/** The languages of the front-end. */
export const readLanguages = ({ config }: Context) => ({
  ...OLD_LEVELS,
  supportedLanguages: config.system.languages,
});

/** @throws DomainError Busy if the database does not answer */
export async function assertDatabaseAnswers({ database }: Context): Promise<void> {
  try {
    await ping(database.db);
  } catch (cause) {
    throw new DomainError('Busy', { sentence: 'The database does not answer', cause });
  }
}
