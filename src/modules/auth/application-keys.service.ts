import { signSession, verifyFor } from '../../access/tokens/session-token.js';
import type { Context } from '../../context.js';
import { inModelTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import {
  deleteKeyOf,
  findKey,
  findKeysOf,
  insertKey,
  lockKeyOwner,
  type KeyRow,
} from './application-keys.repository.js';

/** Time for which a key is valid, in seconds: 30 days. */
const KEY_SECONDS = 30 * 86_400;

const keyNotFound = (): DomainError => new DomainError('APPLICATION_NOT_FOUND');

const keyDto = ({ id, userId, appKey, created }: KeyRow) => ({
  keyId: Number(id),
  userId: Number(userId),
  applicationkey: appKey,
  createdDate: created?.toISOString() ?? null,
});

/** The application keys of a user. */
export const listKeys = async ({ database }: Context, userId: number) => ({
  applications: (await findKeysOf(database.prisma, userId)).map(keyDto),
});

/**
 * Creates an application key: a signed token of the user. Keys of one user differ in their second, so a taken second is
 * replaced by an earlier one.
 */
export const createKey = ({ database, secret }: Context, userId: number) =>
  inModelTransaction(database, async (tx) => {
    await lockKeyOwner(tx, userId);
    const taken = new Set((await findKeysOf(tx, userId)).map(({ appKey }) => appKey));
    let second = Math.floor(Date.now() / 1000);
    while (taken.has(signSession(userId, secret, second))) second--;
    return keyDto(await insertKey(tx, userId, signSession(userId, secret, second)));
  });

/**
 * Whether a stored key has a valid signature and is not too old.
 * @throws DomainError APPLICATION_NOT_FOUND
 */
export async function isKeyValid({ database, secret }: Context, key: string): Promise<boolean> {
  if (!(await findKey(database.prisma, key))) throw keyNotFound();
  return verifyFor('session', key, secret, { maxAge: KEY_SECONDS }) !== undefined;
}

/**
 * Deletes a key of the user.
 * @returns false if the key belongs to another user
 * @throws DomainError APPLICATION_NOT_FOUND
 */
export async function deleteKey({ database }: Context, userId: number, key: string): Promise<boolean> {
  if ((await deleteKeyOf(database.prisma, userId, key)) > 0) return true;
  if (!(await findKey(database.prisma, key))) throw keyNotFound();
  return false;
}
