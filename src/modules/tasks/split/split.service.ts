import type { Context } from '../../../context.js';
import { areaSquareMetres } from '../../../geometry/polygon/measure.js';
import type { ActionRequest } from '../engine/action-context.js';
import { taskNotFound } from '../engine/action-policy.js';
import { runAction } from '../engine/run-action.service.js';
import { splitRule } from './split.rules.js';
import { readTaskBoundary, type TaskBoundary } from './task-boundary.repository.js';
import { writeSplit } from './write-split.service.js';

/** Tiles of this zoom or a higher one are not split. */
const MIN_UNSPLIT_ZOOM = 18;
/** Tasks of a smaller area are not split, in square metres. */
const MIN_AREA_SQUARE_METRES = 25_000;

/** Whether a task is too small to be split. */
export const isTooSmall = async ({ zoom, geometry }: TaskBoundary): Promise<boolean> =>
  (zoom !== null && zoom >= MIN_UNSPLIT_ZOOM) || (await areaSquareMetres(geometry)) < MIN_AREA_SQUARE_METRES;

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
  // The boundary of a task never changes, so it is read before the facts of the action.
  const boundary = await readTaskBoundary(context.database.db, projectId, taskId);
  const action = { ...request, tasks: [taskId] };
  if (!boundary)
    return runAction(context, action, () => {
      throw taskNotFound(projectId, taskId);
    });
  return runAction(context, action, splitRule(await isTooSmall(boundary)), writeSplit(boundary));
}
