import type { Context } from '../../context.js';
import { isForeignKeyViolation } from '../../db/pg-errors.js';
import { inTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { withdrawNominations } from '../mapping-levels/nominations/nominations.service.js';
import {
  deleteBadgeRow,
  insertBadge,
  isBadgeUsed,
  readBadge,
  readBadges,
  readBadgesOf,
  updateBadge,
  type BadgeChanges,
  type BadgeRow,
} from './mapping-badges.repository.js';

const badgeNotFound = (id: number): DomainError =>
  new DomainError('MAPPING_BADGE_NOT_FOUND', { details: { badge_id: id } });

const badgeInUse = (id: number, cause?: unknown): DomainError =>
  new DomainError('MAPPING_BADGE_HAS_USERS', { details: { badge_id: id }, cause });

/** All badges, by name. */
export const listBadges = async ({ database }: Context) => ({ badges: await readBadges(database.db) });

/** The visible badges of a user. An unknown user has none. */
export const listBadgesOf = async ({ database }: Context, userId: number) => ({
  badges: await readBadgesOf(database.db, userId),
});

/** One badge. @throws DomainError MAPPING_BADGE_NOT_FOUND */
export async function getBadge({ database }: Context, id: number): Promise<BadgeRow> {
  const row = await readBadge(database.db, id);
  if (!row) throw badgeNotFound(id);
  return row;
}

/** Creates a badge. */
export const createBadge = ({ database }: Context, badge: Omit<BadgeRow, 'id'>): Promise<BadgeRow> =>
  inTransaction(database, (tx) => insertBadge(tx, badge));

/**
 * Changes a badge. The requirements of levels may have changed, so all nominations and votes are deleted.
 * @throws DomainError MAPPING_BADGE_NOT_FOUND
 */
export const changeBadge = ({ database }: Context, id: number, changes: BadgeChanges): Promise<BadgeRow> =>
  inTransaction(database, async (tx) => {
    const row = await updateBadge(tx, id, changes);
    if (!row) throw badgeNotFound(id);
    await withdrawNominations(tx);
    return row;
  });

/**
 * Deletes a badge that no user and no level has.
 * @throws DomainError MAPPING_BADGE_NOT_FOUND, MAPPING_BADGE_HAS_USERS
 */
export async function deleteBadge({ database }: Context, id: number): Promise<void> {
  try {
    await inTransaction(database, async (tx) => {
      if (await isBadgeUsed(tx, id)) throw badgeInUse(id);
      if (!(await deleteBadgeRow(tx, id))) throw badgeNotFound(id);
    });
  } catch (error) {
    // A user or a level has got the badge between the two statements.
    if (isForeignKeyViolation(error)) throw badgeInUse(id, error);
    throw error;
  }
}
