import type { Models } from '../../db/transaction.js';

/** The address of the user with an exact name; null if there is no such user. */
export const findAddress = (
  db: Models,
  username: string,
): Promise<{ id: bigint; emailAddress: string | null } | null> =>
  db.user.findUnique({ where: { username }, select: { id: true, emailAddress: true } });

/** Marks an address as verified. @returns false if the user no longer has the address */
export async function verifyAddress(db: Models, id: bigint, emailAddress: string): Promise<boolean> {
  const { count } = await db.user.updateMany({ where: { id, emailAddress }, data: { isEmailVerified: true } });
  return count > 0;
}
