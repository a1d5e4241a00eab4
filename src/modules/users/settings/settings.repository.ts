import type { Db, ModelTx, Models, Tx } from '../../../db/transaction.js';

/** Columns that users may change. Undefined values are not written. */
export interface ProfileColumns {
  name?: string | null;
  city?: string | null;
  country?: string | null;
  twitterId?: string | null;
  facebookId?: string | null;
  linkedinId?: string | null;
  slackId?: string | null;
  ircId?: string | null;
  skypeId?: string | null;
  defaultEditor?: string;
  isExpert?: boolean;
  mentionsNotifications?: boolean;
  projectsCommentsNotifications?: boolean;
  projectsNotifications?: boolean;
  tasksNotifications?: boolean;
  taskValidationNotification?: boolean;
  taskInvalidationNotification?: boolean;
  tasksCommentsNotifications?: boolean;
  teamsAnnouncementNotifications?: boolean;
  gender?: number | null;
  selfDescriptionGender?: string | null;
  emailAddress?: string;
  isEmailVerified?: boolean;
}

/** The name and the address of a user. */
export interface Addressee {
  username: string;
  emailAddress: string | null;
}

/** Reads the address of a user and locks it until the transaction ends. Null for an unknown user. */
export async function lockAddress(tx: Tx, userId: number): Promise<Addressee | null> {
  const [row] = await tx.$queryRaw<Addressee[]>`/* lockAddress */
    SELECT username, email_address AS "emailAddress" FROM users WHERE id = ${userId}::bigint FOR UPDATE`;
  return row ?? null;
}

/** Reads the address of a user. Null for an unknown user. */
export async function readAddress(db: Models, userId: number): Promise<Addressee | null> {
  const user = await db.user.findUnique({
    where: { id: BigInt(userId) },
    select: { username: true, emailAddress: true },
  });
  return user && { ...user, username: user.username ?? '' };
}

/** Writes columns of the profile of a user. */
export const updateProfile = async (tx: ModelTx, userId: number, columns: ProfileColumns): Promise<void> =>
  void (await tx.user.update({ where: { id: BigInt(userId) }, data: columns, select: { id: true } }));

/** Deletes the registration of an address that a user has now. */
export const deleteRegistration = async (tx: Tx, email: string): Promise<void> =>
  void (await tx.$executeRaw`/* deleteRegistration */
    DELETE FROM users_with_email WHERE lower(email) = ${email}::text`);

/** Whether a user has an address. */
export async function isAddressTaken(db: Db, email: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`/* isAddressTaken */
    SELECT 1 FROM users WHERE lower(email_address) = ${email}::text LIMIT 1`;
  return rows.length > 0;
}

/** The id of the registration of an address; null if there is none. */
export async function readRegistration(db: Db, email: string): Promise<number | null> {
  const [row] = await db.$queryRaw<{ id: bigint }[]>`/* readRegistration */
    SELECT id FROM users_with_email WHERE lower(email) = ${email}::text ORDER BY id LIMIT 1`;
  return row ? Number(row.id) : null;
}

/** Registers an address. A second registration changes nothing. */
export const insertRegistration = async (tx: Tx, email: string): Promise<void> =>
  void (await tx.$executeRaw`/* insertRegistration */
    INSERT INTO users_with_email (email) VALUES (${email}::text) ON CONFLICT DO NOTHING`);
