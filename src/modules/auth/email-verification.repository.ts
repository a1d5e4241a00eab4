import type { Models } from '../../db/transaction.js';

/** The address of a user, by the exact name. @returns null where there is no such user */
export const findAddress = (
  db: Models,
  username: string,
): Promise<{ id: bigint; emailAddress: string | null } | null> =>
  db.user.findUnique({ where: { username }, select: { id: true, emailAddress: true } });

/** Marks an address as verified, where the user still has it. @returns whether the user still has it */
export async function verifyAddress(db: Models, id: bigint, emailAddress: string): Promise<boolean> {
  const { count } = await db.user.updateMany({ where: { id, emailAddress }, data: { isEmailVerified: true } });
  return count > 0;
}
