import { inBulkTransaction } from '../../../db/transaction.js';
import type { Context } from '../../../context.js';
import { projectsWithExpiredLocks, tryToSweepAlone } from '../bulk/bulk.repository.js';
import { unlockExpired } from '../bulk/bulk.service.js';
import type { TaskEvent } from '../engine/task-events.js';

/** Time between two sweeps, in milliseconds. Reads show tasks with expired locks as free before that. */
export const SWEEP_INTERVAL_MS = 60_000;

/**
 * Records expired locks as auto-unlocks, in one transaction. Only one process sweeps at a time; others do nothing meanwhile.
 * @returns how many tasks were freed
 */
export async function sweepExpiredLocks(context: Context): Promise<number> {
  const events = await inBulkTransaction(context.database, async (tx) => {
    const told: TaskEvent[] = [];
    if (!(await tryToSweepAlone(tx))) return told;
    for (const projectId of await projectsWithExpiredLocks(tx, context.config))
      told.push(await unlockExpired(context, tx, projectId));
    return told.filter(({ tasks }) => tasks.length > 0);
  });
  for (const event of events) context.events.publish(event);
  return events.reduce((sum, { tasks }) => sum + tasks.length, 0);
}

/** Sweeps every minute until the returned function is called, which waits for a sweep that is under way. */
export function startSweeping(context: Context, onFailure: (error: unknown) => void): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(() => sweepExpiredLocks(context))
      .then(
        (freed) => context.metrics?.swept(freed),
        (error: unknown) => {
          context.metrics?.swept(null);
          onFailure(error);
        },
      );
  }, SWEEP_INTERVAL_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
