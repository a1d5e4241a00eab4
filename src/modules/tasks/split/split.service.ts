import { inTransaction } from '../../../db/transaction.js';
import { areaSquareMetres } from '../../../geometry/polygon/measure.js';
import { GridError } from '../../../geometry/geometry.errors.js';
import { splitTask as splitGeometry } from '../../../geometry/split/split.js';
import type { TaskFeature } from '../../../geometry/tiles/task-feature.js';
import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { assertMayMap, taskNotFound } from '../engine/action-policy.js';
import { lockForSplit, readTaskShape, replaceByChildren, type TaskShapeRow } from './split.repository.js';
import { planChange } from '../state-machine/plan-change.js';
import { writeChanges } from '../engine/write-changes.repository.js';
import type { ActionContext } from '../engine/action-context.js';
import { effectiveStatus, hasRunOut } from '../state-machine/task-snapshot.js';
import { TRANSITIONS, type TaskStatus } from '../state-machine/task-states.js';
import { taskDtoTexts } from '../list/tasks.service.js';
import { untilWritten, type TaskAction } from '../engine/run-action.service.js';

/** Tiles of this zoom, and tasks with less area than this (square metres), are not split. */
const SMALLEST_ZOOM = 18;
const SMALLEST_AREA = 25_000;

const isSmall = async ({ zoom, geometry }: TaskShapeRow): Promise<boolean> =>
  (zoom !== null && zoom >= SMALLEST_ZOOM) || (await areaSquareMetres(geometry)) < SMALLEST_AREA;

/** @throws DomainError LockToSplit, SplitOtherUserTask, and the reasons of `assertMayMap` for a READY task */
function assertMaySplit({ actor, project, heldLocks, tasks: [task] }: ActionContext): void {
  if (!task) return;
  const status = effectiveStatus(task);
  const from: readonly TaskStatus[] = TRANSITIONS.split.from;
  if (!from.includes(status)) throw new DomainError('LockToSplit');
  if (status === 'READY') assertMayMap(actor, project, heldLocks.length > 0);
  else if (task.lockedBy !== actor.id) throw new DomainError('SplitOtherUserTask');
}

function childrenOf(shape: TaskShapeRow): TaskFeature[] {
  try {
    return splitGeometry(shape.geometry, shape);
  } catch (cause) {
    if (cause instanceof GridError) throw new DomainError('SmallToSplit', { cause });
    throw cause;
  }
}

/**
 * Splits a task into up to four READY ones that cover it exactly (row 20).
 * @returns `{"tasks": […]}`: the new tasks, as JSON text
 * @throws DomainError PROJECT_NOT_FOUND, TASK_NOT_FOUND, SmallToSplit, LockToSplit, SplitOtherUserTask, may-map reasons
 */
export async function splitTask(context: Context, action: TaskAction): Promise<string> {
  const { projectId, taskId, userId: actorId, locales } = action;
  const taskIds = await untilWritten(context, { ...action, taskIds: [taskId] }, async (situation) => {
    const [task] = situation.tasks;
    const shape = await readTaskShape(context.database.db, projectId, taskId);
    if (!task || !shape) throw taskNotFound(projectId, taskId);
    if (await isSmall(shape)) throw new DomainError('SmallToSplit');
    assertMaySplit(situation);
    const children = childrenOf(shape);
    const ids = await inTransaction(context.database, async (tx) => {
      if (!(await lockForSplit(tx, projectId, taskId, task.version))) return null;
      if (hasRunOut(task)) {
        // Written down before the history is copied, so that the pieces' tells it.
        const changes = [planChange(task, { action: 'autoUnlock', actorId })];
        if (!(await writeChanges(tx, { projectId, actorId, changes })))
          throw new Error('split: a row changed while it was locked');
      }
      return replaceByChildren(tx, { projectId, taskId, actorId, children });
    });
    if (ids)
      context.events.publish({
        action: 'split',
        projectId,
        actorId,
        tasks: [{ taskId, from: effectiveStatus(task), to: 'SPLIT' }],
      });
    return ids;
  });
  const dtos = await taskDtoTexts(context, { projectId, taskIds, locales });
  return `{"tasks":[${dtos.join(',')}]}`;
}
