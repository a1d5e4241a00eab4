import type { Context } from '../../../context.js';
import { inModelTransaction, type ModelTx } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import { checkUserLevel } from '../../mapping-levels/checks/level-checks.service.js';
import { voteForLevel } from '../../mapping-levels/nominations/nominations.service.js';
import { USER_ROLES, roleCode } from '../user-codes.js';
import { userIdOf, usernameNotFound } from '../users.service.js';
import { readLevelId, updateExpertMode, updateLevelOf, updateRole } from './roles.repository.js';

/** Runs a change of one user in a transaction. @throws DomainError USER_NOT_FOUND */
const changeUser = (
  { database }: Context,
  username: string,
  change: (tx: ModelTx) => Promise<boolean>,
): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    if (!(await change(tx))) throw usernameNotFound(username);
  });

/**
 * Gives a user a role.
 * @param role READ_ONLY, MAPPER or ADMIN in any case
 * @throws DomainError UnknownAddRole, USER_NOT_FOUND
 */
export async function setRole(context: Context, username: string, role: string): Promise<void> {
  const name = USER_ROLES.find((known) => known === role.toUpperCase());
  if (!name) throw new DomainError('UnknownAddRole');
  await changeUser(context, username, (tx) => updateRole(tx, username, roleCode(name)));
}

/**
 * Gives a user a mapping level. Nobody is notified.
 * @param level the exact name of the level
 * @throws DomainError UnknownUserRole, USER_NOT_FOUND
 */
export const setLevel = (context: Context, username: string, level: string): Promise<void> =>
  changeUser(context, username, async (tx) => {
    // PostgreSQL refuses a text with NUL.
    const levelId = level.includes('\0') ? null : await readLevelId(tx, level);
    if (levelId === null) throw new DomainError('UnknownUserRole');
    return updateLevelOf(tx, username, levelId);
  });

/**
 * Switches the expert mode of a user on or off.
 * @param text true or false
 * @throws DomainError InvalidData (another text), USER_NOT_FOUND
 */
export async function setExpertMode(context: Context, username: string, text: string): Promise<void> {
  const isExpert = text.toLowerCase();
  if (isExpert !== 'true' && isExpert !== 'false')
    throw new DomainError('InvalidData', { sentence: 'Give true or false' });
  await changeUser(context, username, (tx) => updateExpertMode(tx, username, isExpert === 'true'));
}

/**
 * Votes for the level that a user is nominated for.
 * @throws DomainError USER_NOT_FOUND, PermisisonError (for oneself)
 */
export const approveLevel = async (context: Context, voterId: number, username: string): Promise<void> =>
  voteForLevel(context, { voterId, userId: await userIdOf(context, username) });

/**
 * Fetches the statistics of a user and gives the badges and the level that follow from them.
 * @throws DomainError USER_NOT_FOUND, OSMServiceError
 */
export const updateStatistics = async (context: Context, username: string): Promise<void> =>
  checkUserLevel(context, await userIdOf(context, username));
