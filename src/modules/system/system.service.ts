import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { latestRelease, ping } from './system.repository.js';

/** The original's heartbeat. Its text is kept: monitors of existing installations compare it. */
export const readHeartbeat = async ({ database }: Context) => ({
  status: 'Fastapi healthy',
  release: await latestRelease(database.db),
});

/** @throws DomainError Busy where the database does not answer */
export async function assertDatabaseAnswers({ database }: Context): Promise<void> {
  try {
    await ping(database.db);
  } catch (cause) {
    throw new DomainError('Busy', { sentence: 'The database does not answer', cause });
  }
}
