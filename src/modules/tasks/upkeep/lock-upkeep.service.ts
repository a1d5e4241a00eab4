import type { Context } from '../../../context.js';
import { inBulkTransaction, inLongTransaction } from '../../../db/transaction.js';
import { releaseLocks } from '../bulk/bulk.service.js';
import {
  closeStrayRows,
  forgetStrayHolders,
  readBrokenLocks,
  readStrayHolders,
  readStrayRows,
  type TaskRef,
} from './lock-upkeep.repository.js';

export type { TaskRef };

/** What is wrong with locks. */
export interface LockFaults {
  /** Tasks that are locked by nobody, or of whose lock the history knows nothing. */
  broken: TaskRef[];
  /** Tasks that are not locked and name a holder. */
  strayHolders: TaskRef[];
  /** Tasks whose history has a lock that never ended and is not the lock of now. */
  strayRows: TaskRef[];
}

/** Looks for locks that are not whole. */
export async function findLockFaults({ database: { db } }: Context): Promise<LockFaults> {
  return {
    broken: await readBrokenLocks(db),
    strayHolders: await readStrayHolders(db),
    strayRows: await readStrayRows(db),
  };
}

/**
 * Puts locks right: a broken one is released as if it had expired, a stray holder is forgotten, an open row of history gets
 * its duration. Locks that are whole stay, whoever works meanwhile.
 * @returns what was put right
 */
export async function repairLocks(context: Context): Promise<LockFaults> {
  const { database } = context;
  const broken: TaskRef[] = [];
  for (const projectId of new Set((await readBrokenLocks(database.db)).map((task) => task.projectId))) {
    const event = await inBulkTransaction(database, (tx) => releaseLocks(context, tx, projectId, 'broken'));
    if (event.tasks.length > 0) context.events.publish(event);
    broken.push(...event.tasks.map(({ taskId }) => ({ projectId, taskId })));
  }
  const strayHolders = await inLongTransaction(database, forgetStrayHolders);
  return { broken, strayHolders, strayRows: await inLongTransaction(database, closeStrayRows) };
}
