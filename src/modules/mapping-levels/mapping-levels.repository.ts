import type { Models, ModelTx } from '../../db/transaction.js';
import { withoutUndefined } from '../../without-undefined.js';

/** A mapping level as clients see it. */
export interface LevelRow {
  id: number;
  name: string;
  approvalsRequired: number;
  color: string | null;
  ordering: number;
  isBeginner: boolean;
  requiredBadges: { id: number; name: string }[];
}

/** A new mapping level. */
export interface NewLevel extends Omit<LevelRow, 'id' | 'ordering' | 'requiredBadges'> {
  /** Ids of badges, each once. */
  requiredBadges: number[];
}

/** Values of a level from an admin. Undefined values are not written. */
export interface LevelChanges {
  name?: string | undefined;
  approvalsRequired?: number | undefined;
  color?: string | null | undefined;
  isBeginner?: boolean | undefined;
  /** Ids of badges, each once. */
  requiredBadges?: number[] | undefined;
}

const WITH_BADGES = {
  badges: { select: { badge: { select: { id: true, name: true } } }, orderBy: { badgeId: 'asc' } },
} as const;

type WithBadges = Omit<LevelRow, 'requiredBadges'> & { badges: { badge: { id: number; name: string } }[] };

const shown = ({ badges, ...level }: WithBadges): LevelRow => ({
  ...level,
  requiredBadges: badges.map(({ badge }) => badge),
});

/** All levels, lowest first. Their badges are left out. */
export async function findLevels(db: Models): Promise<LevelRow[]> {
  const rows = await db.mappingLevel.findMany({ orderBy: { ordering: 'asc' } });
  return rows.map((row) => ({ ...row, requiredBadges: [] }));
}

/** The level with an id, with its badges; null if there is none. */
export async function findLevel(db: Models, id: number): Promise<LevelRow | null> {
  const row = await db.mappingLevel.findUnique({ where: { id }, include: WITH_BADGES });
  return row && shown(row);
}

/** Locks the levels until the transaction ends, so that two new levels never get the same rank. */
export const lockLevels = async (tx: ModelTx): Promise<void> =>
  void (await tx.$executeRaw`/* lockLevels */ LOCK TABLE mapping_levels IN SHARE ROW EXCLUSIVE MODE`);

/** The number of existing badges among these ids. */
export const countBadges = (tx: ModelTx, ids: number[]): Promise<number> =>
  tx.mappingBadge.count({ where: { id: { in: ids } } });

/** Inserts a level above all others. */
export async function insertLevel(tx: ModelTx, { requiredBadges, ...level }: NewLevel): Promise<LevelRow> {
  const highest = await tx.mappingLevel.aggregate({ _max: { ordering: true } });
  const badges = { createMany: { data: requiredBadges.map((badgeId) => ({ badgeId })) } };
  const data = { ...level, ordering: (highest._max.ordering ?? 0) + 1, badges };
  return shown(await tx.mappingLevel.create({ data, include: WITH_BADGES }));
}

/** Writes values of a level. */
export async function updateLevel(tx: ModelTx, id: number, changes: LevelChanges): Promise<LevelRow> {
  const { requiredBadges, ...rest } = changes;
  const badges = requiredBadges && {
    deleteMany: {},
    createMany: { data: requiredBadges.map((badgeId) => ({ badgeId })) },
  };
  const data = { ...withoutUndefined(rest), ...(badges && { badges }) };
  return shown(await tx.mappingLevel.update({ where: { id }, data, include: WITH_BADGES }));
}

/** Whether a user has the level, or a project requires it. */
export async function isLevelUsed(tx: ModelTx, id: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ used: boolean }[]>`/* isLevelUsed */
    SELECT EXISTS (SELECT FROM users WHERE mapping_level = ${id}::int) OR EXISTS (
      SELECT FROM projects WHERE mapping_permission_level_id = ${id}::int OR validation_permission_level_id = ${id}::int)
      AS used`;
  return row?.used ?? false;
}

/** Deletes a level with its requirements, nominations and votes. */
export async function deleteLevelRow(tx: ModelTx, id: number): Promise<void> {
  await tx.mappingLevelBadge.deleteMany({ where: { levelId: id } });
  await tx.mappingLevel.delete({ where: { id } });
}
