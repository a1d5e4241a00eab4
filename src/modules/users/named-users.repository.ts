import type { Db } from '../../db/transaction.js';

/** A user as others name them. */
export interface NamedUser {
  id: number;
  username: string;
}

/** Reads users by their exact names. A name that nobody has gives no row. */
export const findUsersByNames = (db: Db, names: string[]): Promise<NamedUser[]> =>
  db.$queryRaw<NamedUser[]>`/* findUsersByNames */
    SELECT u.id::float8 AS id, u.username FROM users u WHERE u.username = ANY(${names}::text[])`;
