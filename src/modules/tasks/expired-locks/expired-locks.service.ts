import { inBulkTransaction } from '../../../db/transaction.js';
import type { Context } from '../../../context.js';
import { projectsWithExpiredLocks, tryExpiredLocksLock } from '../bulk/bulk.repository.js';
import { releaseLocks } from '../bulk/bulk.service.js';
import type { TaskEvent } from '../engine/task-events.js';

/** Time between two runs of the job, in milliseconds. Reads show a task with an expired lock as free even before the job records it. */
const EXPIRED_LOCKS_INTERVAL_MS = 60_000;

/**
 * Records expired locks as auto-unlocks, in one transaction. Only one process does this at a time; other
 * processes return 0.
 * @returns the number of freed tasks
 */
export async function recordExpiredLocks(context: Context): Promise<number> {
  const events = await inBulkTransaction(context.database, async (tx) => {
    const unlocked: TaskEvent[] = [];
    if (!(await tryExpiredLocksLock(tx))) return unlocked;
    for (const projectId of await projectsWithExpiredLocks(tx, context.config))
      unlocked.push(await releaseLocks(context, tx, projectId, 'expired'));
    return unlocked.filter(({ tasks }) => tasks.length > 0);
  });
  for (const event of events) context.events.publish(event);
  return events.reduce((sum, { tasks }) => sum + tasks.length, 0);
}

/** Records expired locks once a minute. The returned function stops this and waits for the current run. */
export function startExpiredLocksJob(context: Context, onFailure: (error: unknown) => void): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(() => recordExpiredLocks(context))
      .then(
        (freed) => context.metrics?.recordedExpiredLocks(freed),
        (error: unknown) => {
          context.metrics?.recordedExpiredLocks(null);
          onFailure(error);
        },
      );
  }, EXPIRED_LOCKS_INTERVAL_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
