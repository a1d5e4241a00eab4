import type { Context } from '../../../context.js';
import { inBulkTransaction, inLongTransaction } from '../../../db/transaction.js';
import { releaseLocks } from '../bulk/bulk.service.js';
import {
  closeStrayRows,
  clearStrayHolders,
  readBrokenLocks,
  readStrayHolders,
  readStrayRows,
  type TaskRef,
} from './lock-upkeep.repository.js';

export type { TaskRef };

/** Faults of locks, by kind. */
export interface LockFaults {
  /** Locked tasks without a holder, or without an open lock row in the history. */
  broken: TaskRef[];
  /** Tasks that are not locked and have a holder. */
  strayHolders: TaskRef[];
  /** Tasks whose history has an open lock row that is not the current lock. */
  strayRows: TaskRef[];
}

/** Finds the faults of locks. */
export async function findLockFaults({ database: { db } }: Context): Promise<LockFaults> {
  return {
    broken: await readBrokenLocks(db),
    strayHolders: await readStrayHolders(db),
    strayRows: await readStrayRows(db),
  };
}

/**
 * Repairs locks. Broken locks are released as if they had expired, stray holders are cleared, and stray history rows get their
 * duration. Valid locks stay, even if users work at the same time.
 * @returns the repaired faults
 */
export async function repairLocks(context: Context): Promise<LockFaults> {
  const { database } = context;
  const broken: TaskRef[] = [];
  for (const projectId of new Set((await readBrokenLocks(database.db)).map((task) => task.projectId))) {
    const event = await inBulkTransaction(database, (tx) => releaseLocks(context, tx, projectId, 'broken'));
    if (event.tasks.length > 0) context.events.publish(event);
    broken.push(...event.tasks.map(({ taskId }) => ({ projectId, taskId })));
  }
  const strayHolders = await inLongTransaction(database, clearStrayHolders);
  return { broken, strayHolders, strayRows: await inLongTransaction(database, closeStrayRows) };
}
