import type { Db } from '../../db/transaction.js';

/** A user in a request. */
export interface NamedUser {
  id: number;
  username: string;
}

/** Reads users by their exact names. Unknown names are left out. */
export const findUsersByNames = (db: Db, names: string[]): Promise<NamedUser[]> =>
  db.$queryRaw<NamedUser[]>`/* findUsersByNames */
    SELECT u.id::float8 AS id, u.username FROM users u WHERE u.username = ANY(${names}::text[])`;
