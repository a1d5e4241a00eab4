import type { ModelTx, Models } from '../../db/transaction.js';

/** An application key as it is stored. */
export interface KeyRow {
  id: bigint;
  userId: bigint;
  appKey: string;
  created: Date | null;
}

/** The keys of a user, oldest first. */
export const findKeysOf = (db: Models, userId: number): Promise<KeyRow[]> =>
  db.applicationKey.findMany({ where: { userId: BigInt(userId) }, orderBy: { id: 'asc' } });

/** The row of a key; null if the key is not stored. */
export const findKey = (db: Models, appKey: string): Promise<KeyRow | null> =>
  db.applicationKey.findFirst({ where: { appKey } });

/** Locks a user until the transaction ends, so that the keys of the user are created one after the other. */
export const lockKeyOwner = async (tx: ModelTx, userId: number): Promise<void> =>
  void (await tx.$executeRaw`/* lockKeyOwner */ SELECT 1 FROM users WHERE id = ${userId}::bigint FOR NO KEY UPDATE`);

/** Inserts a key of a user. */
export const insertKey = (tx: ModelTx, userId: number, appKey: string): Promise<KeyRow> =>
  tx.applicationKey.create({ data: { userId: BigInt(userId), appKey, created: new Date() } });

/** Deletes a key of a user. @returns the number of deleted keys */
export const deleteKeyOf = async (db: Models, userId: number, appKey: string): Promise<number> =>
  (await db.applicationKey.deleteMany({ where: { userId: BigInt(userId), appKey } })).count;
