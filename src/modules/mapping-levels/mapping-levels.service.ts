import type { Context } from '../../context.js';
import { isForeignKeyViolation } from '../../db/pg-errors.js';
import { inModelTransaction, type ModelTx } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import {
  countBadges,
  deleteLevelRow,
  findLevel,
  findLevels,
  insertLevel,
  isLevelUsed,
  lockLevels,
  updateLevel,
  type LevelChanges,
  type LevelRow,
  type NewLevel,
} from './mapping-levels.repository.js';
import { withdrawNominations } from './nominations/nominations.service.js';

const levelNotFound = (id: number): DomainError =>
  new DomainError('MAPPING_LEVEL_NOT_FOUND', { details: { level_id: id } });

const levelInUse = (id: number, cause?: unknown): DomainError =>
  new DomainError('MAPPING_LEVEL_HAS_USERS', { details: { level_id: id }, cause });

/** All levels, lowest first, without their badges. */
export const listLevels = async ({ database }: Context) => ({ levels: await findLevels(database.prisma) });

/** One level with its badges. @throws DomainError MAPPING_LEVEL_NOT_FOUND */
export async function getLevel({ database }: Context, id: number): Promise<LevelRow> {
  const row = await findLevel(database.prisma, id);
  if (!row) throw levelNotFound(id);
  return row;
}

/** A level as an admin sends it. A badge may occur twice. */
type Sent<T> = Omit<T, 'requiredBadges'> & { requiredBadges?: { id: number }[] | undefined };

const badgeIds = (badges: { id: number }[] = []): number[] => [...new Set(badges.map(({ id }) => id))];

async function checkBadges(tx: ModelTx, ids: number[] = []): Promise<void> {
  if ((await countBadges(tx, ids)) < ids.length)
    throw new DomainError('InvalidData', { sentence: 'requiredBadges: there is no such badge' });
}

/**
 * Creates a level above all others.
 * @throws DomainError InvalidData (a badge is unknown)
 */
export const createLevel = ({ database }: Context, sent: Sent<NewLevel>): Promise<LevelRow> =>
  inModelTransaction(database, async (tx) => {
    const level = { ...sent, requiredBadges: badgeIds(sent.requiredBadges) };
    await lockLevels(tx);
    await checkBadges(tx, level.requiredBadges);
    return insertLevel(tx, level);
  });

/**
 * Changes a level. Its requirements may have changed, so all nominations and votes are deleted.
 * @throws DomainError MAPPING_LEVEL_NOT_FOUND, InvalidData (a badge is unknown)
 */
export const changeLevel = ({ database }: Context, id: number, sent: Sent<LevelChanges>): Promise<LevelRow> =>
  inModelTransaction(database, async (tx) => {
    const changes = { ...sent, requiredBadges: sent.requiredBadges && badgeIds(sent.requiredBadges) };
    await lockLevels(tx);
    if (!(await findLevel(tx, id))) throw levelNotFound(id);
    await checkBadges(tx, changes.requiredBadges);
    const row = await updateLevel(tx, id, changes);
    await withdrawNominations(tx);
    return row;
  });

/**
 * Deletes a level that no user has and no project requires.
 * @throws DomainError MAPPING_LEVEL_NOT_FOUND, MAPPING_LEVEL_BEGINNER, MAPPING_LEVEL_HAS_USERS
 */
export async function deleteLevel({ database }: Context, id: number): Promise<void> {
  try {
    await inModelTransaction(database, async (tx) => {
      await lockLevels(tx);
      const row = await findLevel(tx, id);
      if (!row) throw levelNotFound(id);
      if (row.isBeginner) throw new DomainError('MAPPING_LEVEL_BEGINNER', { details: { level_id: id } });
      if (await isLevelUsed(tx, id)) throw levelInUse(id);
      await deleteLevelRow(tx, id);
    });
  } catch (error) {
    // A user or a project has got the level between two statements.
    if (isForeignKeyViolation(error)) throw levelInUse(id, error);
    throw error;
  }
}
