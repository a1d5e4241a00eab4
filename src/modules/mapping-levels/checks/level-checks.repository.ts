import { NOW } from '../../../db/sql.js';
import type { Db, Tx } from '../../../db/transaction.js';
import type { RequiredBadge, Stats } from '../level-rules.js';

/** The id of the level of a user; null for an unknown user. */
export async function readLevelId(db: Db, userId: number): Promise<number | null> {
  const [row] = await db.$queryRaw<{ levelId: number }[]>`/* readLevelId */
    SELECT mapping_level AS "levelId" FROM users WHERE id = ${userId}::bigint`;
  return row?.levelId ?? null;
}

/** Replaces the statistics of a user. */
export const upsertStats = async (tx: Tx, userId: number, stats: Stats): Promise<void> =>
  void (await tx.$executeRaw`/* upsertStats */
    INSERT INTO user_stats (user_id, stats, date_obtained)
    VALUES (${userId}::bigint, ${JSON.stringify(stats)}::json, ${NOW})
    ON CONFLICT (user_id) DO UPDATE SET stats = excluded.stats, date_obtained = excluded.date_obtained`);

/** All badges with their requirements. */
export const readRequirements = (db: Db): Promise<RequiredBadge[]> =>
  db.$queryRaw<RequiredBadge[]>`/* readRequirements */ SELECT id, requirements FROM mapping_badges ORDER BY id`;

/**
 * Gives a user the badges that they do not have yet.
 * @returns the ids of all badges of the user
 */
export async function giveBadges(tx: Tx, userId: number, badgeIds: number[]): Promise<number[]> {
  await tx.$executeRaw`/* giveBadges */
    INSERT INTO user_mapping_badge (user_id, badge_id, date_assigned)
    SELECT ${userId}::bigint, b.id, ${NOW} FROM mapping_badges b
    WHERE b.id = ANY(${badgeIds}::int[]) ON CONFLICT DO NOTHING`;
  const rows = await tx.$queryRaw<{ id: number }[]>`/* giveBadges */
    SELECT badge_id AS id FROM user_mapping_badge WHERE user_id = ${userId}::bigint`;
  return rows.map(({ id }) => id);
}

/** A level that a user may reach next, with the ids of the badges that it requires. */
export interface NextLevel {
  id: number;
  name: string;
  approvalsRequired: number;
  badges: number[];
}

/** The lowest level above a rank; null if there is no higher level. */
export async function readLevelAbove(db: Db, ordering: number): Promise<NextLevel | null> {
  const [row] = await db.$queryRaw<NextLevel[]>`/* readLevelAbove */
    SELECT l.id, l.name, l.approvals_required AS "approvalsRequired",
      ARRAY(SELECT r.badge_id FROM mapping_level_badges r WHERE r.level_id = l.id ORDER BY r.badge_id) AS badges
    FROM mapping_levels l WHERE l.ordering > ${ordering}::int ORDER BY l.ordering LIMIT 1`;
  return row ?? null;
}

/** The statistics of a user and the next level. At the highest level, the next level is null. Null for an unknown user. */
export async function readProgress(
  db: Db,
  userId: number,
): Promise<{ stats: Stats; level: { name: string; badges: RequiredBadge[] } | null } | null> {
  const [row] = await db.$queryRaw<{ progress: string }[]>`/* readProgress */
    SELECT json_build_object('stats', coalesce((SELECT s.stats FROM user_stats s WHERE s.user_id = u.id), '{}'),
      'level', (SELECT json_build_object('name', l.name, 'badges', (
          SELECT coalesce(json_agg(json_build_object('id', b.id, 'requirements', b.requirements) ORDER BY b.id), '[]')
          FROM mapping_level_badges r JOIN mapping_badges b ON b.id = r.badge_id WHERE r.level_id = l.id))
        FROM mapping_levels l WHERE l.ordering > c.ordering ORDER BY l.ordering LIMIT 1))::text AS progress
    FROM users u JOIN mapping_levels c ON c.id = u.mapping_level WHERE u.id = ${userId}::bigint`;
  return row ? (JSON.parse(row.progress) as { stats: Stats; level: { name: string; badges: RequiredBadge[] } }) : null;
}
