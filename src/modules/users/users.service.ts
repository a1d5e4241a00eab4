import type { Context } from '../../context.js';
import { isUniqueViolation } from '../../db/pg-errors.js';
import { inModelTransaction, type ModelTx } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { ROLE } from '../../access/codes.js';
import {
  createUserRow,
  findFirstAdmin,
  findLevels,
  findUserByExactName,
  findUserById,
  findUserByNameInAnyCase,
  nextLocalId,
  type KnownUser,
  type NewUser,
} from './users.repository.js';

export type { KnownUser } from './users.repository.js';

/** Names of roles on the command line. */
export const ROLE_NAMES = { admin: ROLE.ADMIN, mapper: ROLE.MAPPER, blocked: ROLE.READ_ONLY } as const;

/** The error for an unknown name. */
export const usernameNotFound = (username: string): DomainError =>
  new DomainError('USER_NOT_FOUND', { details: { username } });

/**
 * The OSM id of the user with an exact name.
 * @throws DomainError USER_NOT_FOUND
 */
export async function userIdOf(context: Context, username: string): Promise<number> {
  const id = await findUserId(context, username);
  if (id === null) throw usernameNotFound(username);
  return id;
}

/** The OSM id of the user with an exact name; null if no user has it. */
export const findUserId = async ({ database }: Context, username: string): Promise<number | null> =>
  (await findUserByExactName(database.prisma, username))?.id ?? null;

const isUserId = (text: string): boolean => /^[1-9]\d{0,15}$/.test(text);

/**
 * Finds a user by name in its exact spelling, else in any case, else by OSM id.
 * @throws DomainError USER_NOT_FOUND
 */
export async function findUser({ database: { prisma, db } }: Context, name: string): Promise<KnownUser> {
  const user =
    (await findUserByExactName(prisma, name)) ??
    (await findUserByNameInAnyCase(db, name)) ??
    (isUserId(name) ? await findUserById(prisma, BigInt(name)) : null);
  if (!user)
    throw new DomainError('USER_NOT_FOUND', {
      sentence: `There is no user named ${name}.`,
      details: { username: name },
    });
  return user;
}

/** The admin with the lowest id, or null. */
export const firstAdmin = ({ database }: Context): Promise<KnownUser | null> =>
  findFirstAdmin(database.prisma, ROLE.ADMIN);

/** Stores a new user with the default settings. Errors of the database are passed on. */
export const insertUser = (tx: ModelTx, user: NewUser): Promise<KnownUser> => createUserRow(tx, user);

/**
 * Creates a user without a sign-in at OSM, for development, scripts and the first admin.
 * @param user.id the OSM id, if the user has one
 * @throws DomainError InvalidData (unknown level; the name or the id is taken)
 */
export async function createUser(
  { database }: Context,
  user: { username: string; role?: keyof typeof ROLE_NAMES; level?: string; id?: number | null },
): Promise<KnownUser> {
  const { username, role = 'mapper', level = 'BEGINNER', id = null } = user;
  const levels = await findLevels(database.prisma);
  const levelId = levels.find(({ name }) => name.toLowerCase() === level.toLowerCase())?.id;
  if (levelId === undefined)
    throw new DomainError('InvalidData', {
      sentence: `There is no mapping level ${level}, only ${levels.map(({ name }) => name).join(', ')}.`,
    });
  const isTaken = new DomainError('InvalidData', {
    sentence: `There is a user named ${username}${id === null ? '' : ` or with the id ${id}`} already.`,
  });
  try {
    return await inModelTransaction(database, async (tx) => {
      if (await findUserByNameInAnyCase(tx, username)) throw isTaken;
      const newId = id === null ? await nextLocalId(tx) : BigInt(id);
      return createUserRow(tx, { id: newId, username, role: ROLE_NAMES[role], levelId });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw isTaken;
    throw error;
  }
}
