import { inTransaction, type Tx } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import { GridError } from '../../../geometry/geometry.errors.js';
import { divideBoundary } from '../../../geometry/split/split.js';
import type { TaskFeature } from '../../../geometry/tiles/task-feature.js';
import type { WritePlan } from '../engine/run-action.service.js';
import { writeChanges } from '../engine/write-changes.repository.js';
import { taskDtoTexts } from '../list/tasks.service.js';
import { planChange } from '../state-machine/plan-change.js';
import { hasExpiredLock } from '../state-machine/task-snapshot.js';
import type { TaskBoundary } from './task-boundary.repository.js';
import { lockForSplit, replaceByChildren } from './write-split.repository.js';

/** @throws DomainError SmallToSplit if a part would have no area */
function childrenOf(boundary: TaskBoundary): TaskFeature[] {
  try {
    return divideBoundary(boundary.geometry, boundary);
  } catch (cause) {
    if (cause instanceof GridError) throw new DomainError('SmallToSplit', { cause });
    throw cause;
  }
}

/**
 * Writes a split in one transaction: the children replace the task.
 * @param boundary the boundary of the task
 * @returns a function that writes the plan and returns the TaskDTOs of the children; null if the task has changed
 */
export const writeSplit =
  (boundary: TaskBoundary): WritePlan =>
  async (context, { actor, project }, [planned], { locales }) => {
    if (!planned) throw new Error('split: nothing is planned');
    const { task } = planned;
    const [projectId, actorId, taskId] = [project.id, actor.id, task.taskId];
    const children = childrenOf(boundary);
    const replace = async (tx: Tx): Promise<number[] | null> => {
      if (!(await lockForSplit(tx, projectId, taskId, task.version))) return null;
      if (hasExpiredLock(task)) {
        // The auto-unlock is recorded before the history is copied, so that the children have it.
        const changes = [planChange(task, { action: 'autoUnlock', actorId })];
        if (!(await writeChanges(tx, { projectId, actorId, changes })))
          throw new Error('split: a row changed while it was locked');
      }
      return replaceByChildren(tx, { projectId, taskId, actorId, children });
    };
    const taskIds = await inTransaction(context.database, replace, { prepared: true });
    return taskIds && taskDtoTexts(context, { projectId, taskIds, locales });
  };
