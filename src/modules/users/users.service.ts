import { asOneStatement } from '../../db/transaction.js';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { ROLE } from '../../access/codes.js';
import { findFirstAdmin, findUserByName, insertUser, readLevelNames, type KnownUser } from './users.repository.js';

export type { KnownUser } from './users.repository.js';

/** What operators call the roles. */
export const ROLE_NAMES = { admin: ROLE.ADMIN, mapper: ROLE.MAPPER, blocked: ROLE.READ_ONLY } as const;

/**
 * Finds a user by name (in any case) or OSM id.
 * @throws DomainError USER_NOT_FOUND
 */
export async function findUser({ database }: Context, name: string): Promise<KnownUser> {
  const user = await findUserByName(database.db, name);
  if (!user)
    throw new DomainError('USER_NOT_FOUND', {
      sentence: `There is no user named ${name}.`,
      details: { username: name },
    });
  return user;
}

/** The first admin there is, or null. */
export const firstAdmin = ({ database }: Context): Promise<KnownUser | null> => findFirstAdmin(database.db);

/**
 * Makes a user without an OSM login: for development, for scripts, for the first admin.
 * @param user.id the OSM id, where the user has one
 * @throws DomainError InvalidData (unknown level; the name or the id is taken)
 */
export async function createUser(
  { database }: Context,
  user: { username: string; role?: keyof typeof ROLE_NAMES; level?: string; id?: number | null },
): Promise<KnownUser> {
  const { username, role = 'mapper', level = 'BEGINNER', id = null } = user;
  const levels = await readLevelNames(database.db);
  const levelName = levels.find((name) => name.toLowerCase() === level.toLowerCase());
  if (levelName === undefined)
    throw new DomainError('InvalidData', {
      sentence: `There is no mapping level ${level}, only ${levels.join(', ')}.`,
    });
  const row = { id, username, role: ROLE_NAMES[role], level: levelName };
  const made = await asOneStatement(database, (tx) => insertUser(tx, row));
  if (!made)
    throw new DomainError('InvalidData', {
      sentence: `There is a user named ${username}${id === null ? '' : ` or with the id ${id}`} already.`,
    });
  return made;
}
