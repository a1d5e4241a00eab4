import { NOW } from '../../db/sql.js';
import type { Db, Tx } from '../../db/transaction.js';

/** The identity of a user at OSM. */
export interface OsmIdentity {
  id: number;
  username: string;
  pictureUrl: string | null;
}

/** The stored values of a user that a sign-in needs. */
export interface KnownUser extends OsmIdentity {
  levelId: number;
}

/** A user who signs in for the first time. */
export interface NewUser extends OsmIdentity {
  role: number;
  /** In lower case; null where none was given. */
  emailAddress: string | null;
}

/** Names of users are changed under this lock, one after the other. */
const NAMES_LOCK = 7_203_115;

/** Makes other changes of user names wait until the transaction ends. */
export const lockNames = async (tx: Tx): Promise<void> =>
  void (await tx.$executeRaw`/* lockNames */ SELECT pg_advisory_xact_lock(${NAMES_LOCK}::bigint)`);

/**
 * The stored values of a user that may have changed at OSM.
 * @returns null where the user is new
 */
export async function findIdentity(db: Db, id: number): Promise<KnownUser | null> {
  const [row] = await db.$queryRaw<Omit<KnownUser, 'id'>[]>`/* findIdentity */
    SELECT coalesce(username, '') AS username, picture_url AS "pictureUrl", mapping_level AS "levelId"
    FROM users WHERE id = ${id}::bigint`;
  return row ? { id, ...row } : null;
}

/** The other user who has a name, or null. */
export async function findHolder(
  tx: Tx,
  { id, username }: Pick<OsmIdentity, 'id' | 'username'>,
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ id: bigint }[]>`/* findHolder */
    SELECT id FROM users WHERE username = ${username} AND id <> ${id}::bigint`;
  return row ? Number(row.id) : null;
}

/** Those of some names that are taken. */
export async function takenNames(tx: Tx, names: string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ username: string }[]>`/* takenNames */
    SELECT u.username FROM users u JOIN jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) AS n(name)
      ON u.username = n.name`;
  return new Set(rows.map(({ username }) => username));
}

export const renameUser = async (tx: Tx, id: number, username: string): Promise<void> =>
  void (await tx.$executeRaw`/* renameUser */ UPDATE users SET username = ${username} WHERE id = ${id}::bigint`);

/** Writes the identity of a known user at OSM. */
export const updateIdentity = async (tx: Tx, { id, username, pictureUrl }: OsmIdentity): Promise<void> =>
  void (await tx.$executeRaw`/* updateIdentity */
    UPDATE users SET username = ${username}, picture_url = ${pictureUrl}::text WHERE id = ${id}::bigint`);

/** Inserts a user who signs in for the first time, with the level of beginners. @returns the id of the level */
export async function insertNewUser(tx: Tx, user: NewUser): Promise<number> {
  const [row] = await tx.$queryRaw<{ levelId: number }[]>`/* insertNewUser */
    INSERT INTO users (id, username, role, mapping_level, tasks_mapped, tasks_validated, tasks_invalidated, projects_mapped,
      email_address, is_email_verified, is_expert, picture_url, default_editor, date_registered, mentions_notifications,
      projects_notifications, tasks_notifications, task_validation_notification, task_invalidation_notification,
      teams_announcement_notifications, projects_comments_notifications, tasks_comments_notifications)
    SELECT ${user.id}::bigint, ${user.username}, ${user.role}::int, l.id, 0, 0, 0, '{}', ${user.emailAddress}::text, false,
      false, ${user.pictureUrl}::text, 'ID', ${NOW}, true, true, true, true, true, true, false, false
    FROM mapping_levels l ORDER BY l.is_beginner DESC, l.ordering LIMIT 1
    RETURNING mapping_level AS "levelId"`;
  if (!row) throw new Error('there is no mapping level');
  return row.levelId;
}
