import { userNotFound } from '../../../access/viewer.js';
import type { Context } from '../../../context.js';
import { inTransaction, type Tx } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import { escapeHtml } from '../../../text/html.js';
import { MESSAGE_TYPE, sendMessages } from '../../notifications/messages.service.js';
import {
  deleteNominations,
  insertVote,
  lockUserLevel,
  readNomination,
  updateUserLevel,
  type GivenLevel,
} from './nominations.repository.js';

/** Deletes all nominations, in the transaction that changes the levels or their badges. */
export const withdrawNominations = (tx: Tx): Promise<void> => deleteNominations(tx);

/** Gives a user a level and sends a message. The caller has locked the row of the user. */
export async function giveLevel(tx: Tx, userId: number, level: GivenLevel): Promise<void> {
  await updateUserLevel(tx, userId, level.id);
  const name = escapeHtml(level.name);
  await sendMessages(tx, [
    {
      type: MESSAGE_TYPE.SYSTEM,
      toUserId: userId,
      fromUserId: null,
      subject: `You have reached the mapping level ${name}`,
      message: `Congratulations! Your mapping level is now <strong>${name}</strong>. Thank you for mapping.`,
    },
  ]);
}

/**
 * Votes for the level that a user is nominated for. With enough votes the user gets the level. Each admin has one vote.
 * If the user is not nominated, nothing happens.
 * @throws DomainError PermisisonError (for oneself), USER_NOT_FOUND
 */
export async function voteForLevel(
  { database }: Context,
  { userId, voterId }: { userId: number; voterId: number },
): Promise<void> {
  if (userId === voterId) throw new DomainError('PermisisonError');
  await inTransaction(database, async (tx) => {
    const current = await lockUserLevel(tx, userId);
    if (!current) throw userNotFound(userId);
    const level = await readNomination(tx, userId, current.ordering);
    if (!level) return;
    const votes = await insertVote(tx, { userId, levelId: level.id, voterId });
    if (votes >= level.approvalsRequired) await giveLevel(tx, userId, level);
  });
}
