import { inTransaction } from '../../../db/transaction.js';
import { areaSquareMetres } from '../../../geometry/polygon/measure.js';
import { GridError } from '../../../geometry/geometry.errors.js';
import { splitTask as splitGeometry } from '../../../geometry/split/split.js';
import type { TaskFeature } from '../../../geometry/tiles/task-feature.js';
import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import type { ActionRequest, Rule } from '../engine/action-context.js';
import { assertMayMap, taskNotFound } from '../engine/action-policy.js';
import { runAction, type WritePlan } from '../engine/run-action.service.js';
import { writeChanges } from '../engine/write-changes.repository.js';
import { taskDtoTexts } from '../list/tasks.service.js';
import { planChange } from '../state-machine/plan-change.js';
import { effectiveStatus, hasRunOut } from '../state-machine/task-snapshot.js';
import { TRANSITIONS, type TaskStatus } from '../state-machine/task-states.js';
import { lockForSplit, readTaskBoundary, replaceByChildren, type TaskBoundary } from './split.repository.js';

/** Tiles of this zoom or a higher one are not split. */
const MIN_UNSPLIT_ZOOM = 18;
/** Tasks of a smaller area are not split, in square metres. */
const MIN_AREA_SQUARE_METRES = 25_000;

const isTooSmall = async ({ zoom, geometry }: TaskBoundary): Promise<boolean> =>
  (zoom !== null && zoom >= MIN_UNSPLIT_ZOOM) || (await areaSquareMetres(geometry)) < MIN_AREA_SQUARE_METRES;

const SPLITTABLE: readonly TaskStatus[] = TRANSITIONS.split.from;

/** @throws DomainError SmallToSplit, LockToSplit, SplitOtherUserTask, and for a READY task the reasons of `assertMayMap` */
const splitRule =
  (tooSmall: boolean): Rule =>
  ({ actor, project, heldLocks, tasks }) =>
    tasks.map((task) => {
      if (tooSmall) throw new DomainError('SmallToSplit');
      const status = effectiveStatus(task);
      if (!SPLITTABLE.includes(status)) throw new DomainError('LockToSplit');
      if (status === 'READY') assertMayMap(actor, project, heldLocks.length > 0);
      else if (task.lockedBy !== actor.id) throw new DomainError('SplitOtherUserTask');
      return { action: 'split' };
    });

/** @throws DomainError SmallToSplit if a part would have no area */
function childrenOf(boundary: TaskBoundary): TaskFeature[] {
  try {
    return splitGeometry(boundary.geometry, boundary);
  } catch (cause) {
    if (cause instanceof GridError) throw new DomainError('SmallToSplit', { cause });
    throw cause;
  }
}

/** Replaces the task by its children and reads them. */
const writeSplit =
  (boundary: TaskBoundary): WritePlan =>
  async (context, { actor, project }, [planned], { locales }) => {
    if (!planned) throw new Error('split: nothing is planned');
    const { task } = planned;
    const [projectId, actorId, taskId] = [project.id, actor.id, task.taskId];
    const children = childrenOf(boundary);
    const taskIds = await inTransaction(context.database, async (tx) => {
      if (!(await lockForSplit(tx, projectId, taskId, task.version))) return null;
      if (hasRunOut(task)) {
        // The auto-unlock is recorded before the history is copied, so that the children have it.
        const changes = [planChange(task, { action: 'autoUnlock', actorId })];
        if (!(await writeChanges(tx, { projectId, actorId, changes })))
          throw new Error('split: a row changed while it was locked');
      }
      return replaceByChildren(tx, { projectId, taskId, actorId, children });
    });
    return taskIds && taskDtoTexts(context, { projectId, taskIds, locales });
  };

/**
 * Splits a task into up to four READY tasks that cover it exactly.
 * @returns the TaskDTOs of the new tasks as JSON texts
 * @throws DomainError PROJECT_NOT_FOUND, TASK_NOT_FOUND, SmallToSplit, LockToSplit, SplitOtherUserTask, and the reasons of `assertMayMap`
 */
export async function splitTask(
  context: Context,
  request: Omit<ActionRequest, 'tasks'> & { taskId: number },
): Promise<string[]> {
  const { projectId, taskId } = request;
  // A boundary never changes, so it is read outside the snapshot of the action.
  const boundary = await readTaskBoundary(context.database.db, projectId, taskId);
  const action = { ...request, tasks: [taskId] };
  if (!boundary)
    return runAction(context, action, () => {
      throw taskNotFound(projectId, taskId);
    });
  return runAction(context, action, splitRule(await isTooSmall(boundary)), writeSplit(boundary));
}
