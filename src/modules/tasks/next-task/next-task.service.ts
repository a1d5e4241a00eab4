import { inTransaction } from '../../../db/transaction.js';
import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { ROLE } from '../../../access/codes.js';
import { readTasks } from '../engine/action-context.repository.js';
import { assertMayMap, assertMayValidate } from '../engine/action-policy.js';
import { anyFree, lockNextFreeTask, type NextTaskRequest } from './next-task.repository.js';
import type { ActionContext } from '../engine/action-context.js';
import { effectiveStatus, type TaskSnapshot } from '../state-machine/task-snapshot.js';
import { NEXT_FROM, type TaskStatus } from '../state-machine/task-states.js';
import { planOf, publish, untilWritten, write, type TasksAction } from '../engine/run-action.service.js';

const ACTION = { mapping: 'lockForMapping', validation: 'lockForValidation' } as const;

const isFree = (task: TaskSnapshot, { purpose, notMappedBy }: NextTaskRequest): boolean =>
  (NEXT_FROM[purpose] as readonly TaskStatus[]).includes(effectiveStatus(task)) &&
  (notMappedBy === null || task.mappedBy !== notMappedBy);

/** Chooses, locks and writes in one transaction. @returns the TaskDTOs, or null where somebody was in the way: again */
async function lockChosen(
  context: Context,
  situation: ActionContext,
  request: NextTaskRequest,
  locales: string[],
): Promise<string[] | null> {
  const { actor, project } = situation;
  const action = ACTION[request.purpose];
  const locked = await inTransaction(context.database, async (tx) => {
    const ids = await lockNextFreeTask(tx, context.config, project.id, request);
    if (ids.length === 0) return { planned: [], dtos: [] };
    const tasks = await readTasks(tx, context.config, { projectId: project.id, taskIds: ids, locales });
    // The choice was made on what was seen before a row was waited for; this is what it is now that it is locked.
    if (!tasks.every((task) => isFree(task, request))) return null;
    const planned = tasks.map((task) => planOf(task, { action }, actor.id));
    const dtos = await write(tx, context, situation, planned);
    return dtos && { planned, dtos };
  });
  if (!locked) return null;
  if (locked.dtos.length === 0) {
    // Rows that others were at were passed over: only if none of them is free either is there nothing left.
    if (await anyFree(context.database.db, context.config, project.id, request)) return null;
    throw new DomainError('NoTaskAvailable');
  }
  publish(context, situation, locked.planned);
  return locked.dtos;
}

/**
 * Chooses the next free task (or several, for validation) and locks it in one step: no two callers get the same, none
 * goes away empty-handed while one is free. Priority areas come first; a project that enforces random selection is
 * obeyed; nobody but an admin gets what they mapped themselves to validate.
 * @returns `{"tasks": […]}` as JSON text
 * @throws DomainError PROJECT_NOT_FOUND, NoTaskAvailable, and the reasons against mapping or validating
 */
export async function lockNextTask(
  context: Context,
  action: Omit<TasksAction, 'taskIds'>,
  wanted: Omit<NextTaskRequest, 'notMappedBy'>,
): Promise<string> {
  const dtos = await untilWritten(context, { ...action, taskIds: [] }, async (situation) => {
    const { actor, project, heldLocks } = situation;
    const assertMay = wanted.purpose === 'mapping' ? assertMayMap : assertMayValidate;
    assertMay(actor, project, heldLocks.length > 0);
    const notMappedBy = wanted.purpose === 'validation' && actor.role !== ROLE.ADMIN ? actor.id : null;
    return lockChosen(context, situation, { ...wanted, notMappedBy }, action.locales);
  });
  return `{"tasks":[${dtos.join(',')}]}`;
}
