import type { Db } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { findUsersByNames, type NamedUser } from './named-users.repository.js';

export type { NamedUser } from './named-users.repository.js';

/**
 * Reads the users in a request, each once, in the order of the names.
 * @throws DomainError USER_NOT_FOUND for the first unknown name
 */
export async function usersNamed(db: Db, names: readonly string[]): Promise<NamedUser[]> {
  const wanted = [...new Set(names)];
  if (wanted.length === 0) return [];
  const found = new Map((await findUsersByNames(db, wanted)).map((user) => [user.username, user]));
  return wanted.map((username) => {
    const user = found.get(username);
    if (!user) throw new DomainError('USER_NOT_FOUND', { details: { username } });
    return user;
  });
}

/**
 * Reads the user in a request.
 * @throws DomainError USER_NOT_FOUND
 */
export async function userNamed(db: Db, name: string): Promise<NamedUser> {
  const [user] = await usersNamed(db, [name]);
  if (!user) throw new DomainError('USER_NOT_FOUND', { details: { username: name } });
  return user;
}
