import type { Db, StatementTx } from '../../db/transaction.js';

/** A user as operators name one. */
export interface KnownUser {
  id: number;
  username: string;
}

/** Users without an OSM account get ids from here on: far above those of OSM, and still 32 bits (project_chat). */
const FIRST_LOCAL_ID = 2_000_000_001;

const one = (rows: { id: bigint; username: string | null }[]): KnownUser | null => {
  const [row] = rows;
  return row ? { id: Number(row.id), username: row.username ?? '' } : null;
};

/** Finds a user by name as it is spelt, else in any case, else by OSM id. */
export const findUserByName = async (db: Db, name: string): Promise<KnownUser | null> =>
  one(
    await db.$queryRaw<{ id: bigint; username: string | null }[]>`/* findUserByName */
      SELECT u.id, u.username FROM users u WHERE lower(u.username) = lower(${name}) OR u.id::text = ${name}
      ORDER BY u.username = ${name} DESC, lower(u.username) = lower(${name}) DESC, u.id LIMIT 1`,
  );

/** The admin with the lowest id. */
export const findFirstAdmin = async (db: Db): Promise<KnownUser | null> =>
  one(
    await db.$queryRaw<{ id: bigint; username: string | null }[]>`/* findFirstAdmin */
      SELECT id, username FROM users WHERE role = 1 ORDER BY id LIMIT 1`,
  );

/** The names of the mapping levels, lowest first. */
export async function readLevelNames(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<
    { name: string }[]
  >`/* readLevelNames */ SELECT name FROM mapping_levels ORDER BY ordering`;
  return rows.map(({ name }) => name);
}

/** A user who is to be made; `id` null: one of our own. */
export interface UserRow {
  id: number | null;
  username: string;
  role: number;
  level: string;
}

/** Inserts a user as the original registers one. @returns null where the name or the id is taken */
export const insertUser = async (tx: StatementTx, user: UserRow): Promise<KnownUser | null> =>
  one(
    await tx.$queryRaw<{ id: bigint; username: string | null }[]>`/* insertUser */
      INSERT INTO users (id, username, role, mapping_level, tasks_mapped, tasks_validated, tasks_invalidated,
        is_email_verified, is_expert, date_registered, projects_comments_notifications, tasks_comments_notifications,
        teams_announcement_notifications)
      SELECT coalesce(${user.id}::bigint,
          (SELECT greatest(max(u.id) + 1, ${FIRST_LOCAL_ID}::bigint) FROM users u WHERE u.id < 2147483647)),
        ${user.username}, ${user.role}::int, l.id, 0, 0, 0, false, false, now() AT TIME ZONE 'UTC', false, false, true
      FROM mapping_levels l WHERE l.name = ${user.level} AND NOT EXISTS (
        SELECT FROM users t WHERE lower(t.username) = lower(${user.username}))
      ON CONFLICT DO NOTHING RETURNING id, username`,
  );
