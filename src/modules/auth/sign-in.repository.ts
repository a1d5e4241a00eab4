import type { Db, ModelTx, Models, Tx } from '../../db/transaction.js';

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

/** Key of the advisory lock for changes of user names. */
const NAMES_LOCK = 7_203_115;

/** Takes the lock for changes of user names. Other changes wait until the transaction ends. */
export const lockNames = async (tx: Tx): Promise<void> =>
  void (await tx.$executeRaw`/* lockNames */ SELECT pg_advisory_xact_lock(${NAMES_LOCK}::bigint)`);

/**
 * The stored values of a user that may have changed at OSM.
 * @returns null for a new user
 */
export async function findIdentity(db: Db, id: number): Promise<KnownUser | null> {
  const [row] = await db.$queryRaw<Omit<KnownUser, 'id'>[]>`/* findIdentity */
    SELECT coalesce(username, '') AS username, picture_url AS "pictureUrl", mapping_level AS "levelId"
    FROM users WHERE id = ${id}::bigint`;
  return row ? { id, ...row } : null;
}

/** The id of another user who has the name, or null. */
export async function findHolder(
  tx: Tx,
  { id, username }: Pick<OsmIdentity, 'id' | 'username'>,
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ id: bigint }[]>`/* findHolder */
    SELECT id FROM users WHERE username = ${username} AND id <> ${id}::bigint`;
  return row ? Number(row.id) : null;
}

/** The names that users have, among the given names. */
export async function takenNames(tx: Tx, names: string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ username: string }[]>`/* takenNames */
    SELECT u.username FROM users u JOIN jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) AS n(name)
      ON u.username = n.name`;
  return new Set(rows.map(({ username }) => username));
}

/** Changes the name of a user. */
export const renameUser = async (tx: Tx, id: number, username: string): Promise<void> =>
  void (await tx.$executeRaw`/* renameUser */ UPDATE users SET username = ${username} WHERE id = ${id}::bigint`);

/** Writes the identity of a known user at OSM. */
export const updateIdentity = async (tx: ModelTx, { id, username, pictureUrl }: OsmIdentity): Promise<void> =>
  void (await tx.user.update({ where: { id: BigInt(id) }, data: { username, pictureUrl }, select: { id: true } }));

/** The id of the level of new users: that of beginners, else the lowest. */
export async function findFirstLevel(db: Models): Promise<number> {
  const { id } = await db.mappingLevel.findFirstOrThrow({
    orderBy: [{ isBeginner: 'desc' }, { ordering: 'asc' }],
    select: { id: true },
  });
  return id;
}
