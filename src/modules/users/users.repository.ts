import type { Db, Models, ModelTx } from '../../db/transaction.js';
import { INT4_MAX } from '../../int4.js';

/** A user in commands of operators. */
export interface KnownUser {
  id: number;
  username: string;
}

/**
 * Users without an OSM account get ids from this number on. It is far above the ids of OSM, and it has 32 bits as the table
 * `project_chat` requires.
 */
const FIRST_LOCAL_ID = 2_000_000_001n;
const MAX_LOCAL_ID = BigInt(INT4_MAX);

const KNOWN = { id: true, username: true } as const;

const toKnown = (row: { id: bigint; username: string | null } | null): KnownUser | null =>
  row && { id: Number(row.id), username: row.username ?? '' };

/** The user with a name, case-sensitive. */
export const findUserByExactName = async (db: Models, username: string): Promise<KnownUser | null> =>
  toKnown(await db.user.findUnique({ where: { username }, select: KNOWN }));

/**
 * The first user with a name, case-insensitive. It is SQL, because the typed client cannot use the index on
 * `lower(username)`.
 */
export async function findUserByNameInAnyCase(db: Db, username: string): Promise<KnownUser | null> {
  const [row] = await db.$queryRaw<{ id: bigint; username: string }[]>`/* findUserByNameInAnyCase */
    SELECT u.id, u.username FROM users u WHERE lower(u.username) = lower(${username}) ORDER BY u.id LIMIT 1`;
  return toKnown(row ?? null);
}

/** The user with an OSM id; null if there is none. */
export const findUserById = async (db: Models, id: bigint): Promise<KnownUser | null> =>
  toKnown(await db.user.findUnique({ where: { id }, select: KNOWN }));

/** The admin with the lowest id. */
export const findFirstAdmin = async (db: Models, role: number): Promise<KnownUser | null> =>
  toKnown(await db.user.findFirst({ where: { role }, orderBy: { id: 'asc' }, select: KNOWN }));

/** The mapping levels, lowest first. */
export const findLevels = (db: Models): Promise<{ id: number; name: string }[]> =>
  db.mappingLevel.findMany({ orderBy: { ordering: 'asc' }, select: { id: true, name: true } });

/**
 * The next free id for a user without an OSM account. Two callers may get the same id. The primary key then refuses one
 * of them.
 */
export async function nextLocalId(tx: ModelTx): Promise<bigint> {
  const { _max } = await tx.user.aggregate({
    _max: { id: true },
    where: { id: { gte: FIRST_LOCAL_ID, lt: MAX_LOCAL_ID } },
  });
  return _max.id === null ? FIRST_LOCAL_ID : _max.id + 1n;
}

/** A new user. */
export interface NewUser {
  id: bigint;
  username: string;
  role: number;
  levelId: number;
  emailAddress?: string | null;
  pictureUrl?: string | null;
}

/** Creates a user with the default notification settings of version 5. */
export async function createUserRow(tx: ModelTx, user: NewUser): Promise<KnownUser> {
  const row = await tx.user.create({
    data: {
      id: user.id,
      username: user.username,
      role: user.role,
      emailAddress: user.emailAddress ?? null,
      pictureUrl: user.pictureUrl ?? null,
      mappingLevel: user.levelId,
      tasksMapped: 0,
      tasksValidated: 0,
      tasksInvalidated: 0,
      projectsMapped: [],
      isEmailVerified: false,
      isExpert: false,
      dateRegistered: new Date(),
      projectsCommentsNotifications: false,
      tasksCommentsNotifications: false,
      teamsAnnouncementNotifications: true,
    },
    select: KNOWN,
  });
  return { id: Number(row.id), username: row.username ?? '' };
}
