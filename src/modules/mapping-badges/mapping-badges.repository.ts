import { Prisma } from '../../generated/prisma/client.js';
import type { Db, Tx } from '../../db/transaction.js';

/** A badge. Badges are read with SQL, because the typed client would change the format of the requirements. */
export interface BadgeRow {
  id: number;
  name: string;
  description: string;
  imagePath: string | null;
  /** JSON text, as the admin wrote it. */
  requirements: string | null;
  isEnabled: boolean;
  isInternal: boolean;
}

/** Values of a badge from an admin. Undefined values are not written. */
export type BadgeChanges = { [K in keyof Omit<BadgeRow, 'id'>]?: BadgeRow[K] | undefined };

const COLUMNS = Prisma.sql`b.id, b.name, b.description, b.image_path AS "imagePath", b.requirements::text AS requirements,
  b.is_enabled AS "isEnabled", b.is_internal AS "isInternal"`;

/** All badges by name. */
export const readBadges = (db: Db): Promise<BadgeRow[]> =>
  db.$queryRaw<BadgeRow[]>`/* readBadges */ SELECT ${COLUMNS} FROM mapping_badges b ORDER BY b.name, b.id`;

/** The badge with an id; null if there is none. */
export async function readBadge(db: Db, id: number): Promise<BadgeRow | null> {
  const [row] = await db.$queryRaw<BadgeRow[]>`/* readBadge */
    SELECT ${COLUMNS} FROM mapping_badges b WHERE b.id = ${id}::int`;
  return row ?? null;
}

/** The visible badges of a user, ordered by id. */
export const readBadgesOf = (
  db: Db,
  userId: number,
): Promise<Pick<BadgeRow, 'id' | 'name' | 'description' | 'imagePath'>[]> =>
  db.$queryRaw`/* readBadgesOf */
    SELECT b.id, b.name, b.description, b.image_path AS "imagePath"
    FROM user_mapping_badge u JOIN mapping_badges b ON b.id = u.badge_id
    WHERE u.user_id = ${userId}::bigint AND b.is_enabled AND NOT b.is_internal ORDER BY b.id`;

/** Inserts a badge. */
export async function insertBadge(tx: Tx, badge: Omit<BadgeRow, 'id'>): Promise<BadgeRow> {
  const [row] = await tx.$queryRaw<BadgeRow[]>`/* insertBadge */
    INSERT INTO mapping_badges AS b (name, description, image_path, requirements, is_enabled, is_internal)
    VALUES (${badge.name}, ${badge.description}, ${badge.imagePath}, ${badge.requirements}::json, ${badge.isEnabled},
      ${badge.isInternal}) RETURNING ${COLUMNS}`;
  if (!row) throw new Error('no badge came back');
  return row;
}

/** Writes values of a badge. @returns null if there is no such badge */
export async function updateBadge(tx: Tx, id: number, changes: BadgeChanges): Promise<BadgeRow | null> {
  const { name, description, imagePath, requirements, isEnabled, isInternal } = changes;
  const [row] = await tx.$queryRaw<BadgeRow[]>`/* updateBadge */
    UPDATE mapping_badges b SET name = coalesce(${name ?? null}::text, b.name),
      description = coalesce(${description ?? null}::text, b.description),
      image_path = CASE WHEN ${imagePath === undefined}::bool THEN b.image_path ELSE ${imagePath ?? null}::text END,
      requirements = coalesce(${requirements ?? null}::json, b.requirements),
      is_enabled = coalesce(${isEnabled ?? null}::bool, b.is_enabled),
      is_internal = coalesce(${isInternal ?? null}::bool, b.is_internal)
    WHERE b.id = ${id}::int RETURNING ${COLUMNS}`;
  return row ?? null;
}

/** Deletes a badge. @returns false if there is no such badge */
export const deleteBadgeRow = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.$executeRaw`/* deleteBadgeRow */ DELETE FROM mapping_badges WHERE id = ${id}::int`) > 0;

/** Whether a user or a level has the badge. */
export async function isBadgeUsed(tx: Tx, id: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ used: boolean }[]>`/* isBadgeUsed */
    SELECT EXISTS (SELECT FROM user_mapping_badge WHERE badge_id = ${id}::int)
      OR EXISTS (SELECT FROM mapping_level_badges WHERE badge_id = ${id}::int) AS used`;
  return row?.used ?? false;
}
