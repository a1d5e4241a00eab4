import { setTimeout } from 'node:timers/promises';
import { asOneStatement, inBulkTransaction, type StatementTx } from '../../../db/transaction.js';
import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { projectNotFound } from '../../../access/project-policy.js';
import { userNotFound } from '../../../access/viewer.js';
import { readActionContext } from './action-context.repository.js';
import { taskNotFound } from './action-policy.js';
import type { Decide, DecideOnOne, Decision, ActionContext, ActionTask } from './action-context.js';
import { planChange, type TaskChange } from '../state-machine/plan-change.js';
import { MAX_TASKS_BY_ID, writeChanges } from './write-changes.repository.js';
import { taskDtoTextAfter } from './task-dto.js';
import { effectiveStatus } from '../state-machine/task-snapshot.js';
import { mentionsIn, reviewMessage } from '../comments/task-messages.js';
import { TRANSITIONS } from '../state-machine/task-states.js';

/** Somebody acts on tasks of a project. */
export interface TasksAction {
  projectId: number;
  taskIds: number[];
  userId: number;
  /** In which languages the answer's instructions are wanted, best first. */
  locales: string[];
}

export type TaskAction = Omit<TasksAction, 'taskIds'> & { taskId: number };

/** How often an action is planned anew because somebody else changed one of its rows meanwhile. Each time one got ahead. */
const ATTEMPTS = 200;

async function requireActionContext(context: Context, action: TasksAction): Promise<ActionContext> {
  const { projectId, userId, locales } = action;
  const named = [...new Set(action.taskIds)];
  const taskIds = named.filter((id) => id > 0 && id <= 2_147_483_647);
  const { database, config } = context;
  const query = { projectId, taskIds, locales };
  const { actor, project, heldLocks, tasks } = await readActionContext(database.db, config, userId, query);
  if (!actor) throw userNotFound(userId);
  if (!project) throw projectNotFound(projectId);
  const byId = new Map(tasks.map((task) => [task.taskId, task]));
  const taskOf = (id: number): ActionTask => {
    const task = byId.get(id);
    if (!task) throw taskNotFound(projectId, id);
    return task;
  };
  return { actor, project, heldLocks, tasks: named.map(taskOf) };
}

/**
 * Reads the situation and does `attempt` on it, again as long as it answers null: somebody changed a row that it rested
 * on, meanwhile. Each time one got ahead, so this ends.
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND, TASK_NOT_FOUND, Busy, and whatever `attempt` throws
 */
export async function untilWritten<T>(
  context: Context,
  action: TasksAction,
  attempt: (situation: ActionContext) => Promise<T | null>,
): Promise<T> {
  for (let tried = 1; tried <= ATTEMPTS; tried++) {
    const result = await attempt(await requireActionContext(context, action));
    if (result !== null) return result;
    if (tried > 3) await setTimeout(Math.random() * Math.min(tried, 20));
  }
  throw new DomainError('Busy');
}

/** What is to be done to a task. */
export interface Planned {
  task: ActionTask;
  decision: Decision;
  change: TaskChange;
}

/** Plans by the transition table what was decided. */
export const planOf = (task: ActionTask, decision: Decision, actorId: number): Planned => ({
  task,
  decision,
  change: planChange(task, { ...decision, actorId }),
});

/**
 * Writes what was planned. Tell it with `publish` once it is committed.
 * @returns the TaskDTOs as they are then; null where somebody was faster, and nothing was written
 */
export async function write(
  tx: StatementTx,
  { config: { appBaseUrl, autoUnlockSeconds } }: Context,
  { actor, project }: Pick<ActionContext, 'actor' | 'project'>,
  planned: Planned[],
): Promise<string[] | null> {
  const takesLock = planned.some(({ decision }) => TRANSITIONS[decision.action].lock === 'take');
  const written = await writeChanges(tx, {
    projectId: project.id,
    actorId: actor.id,
    changes: planned.map(({ change }) => change),
    ...(takesLock && { actorVersion: actor.version }),
    messages: planned.flatMap((plan) => messagesOf(plan, { projectId: project.id, appBaseUrl })),
    answer: true,
  });
  return (
    written &&
    planned.map(({ task, change }) => {
      const entries = written.get(task.taskId) ?? [];
      return taskDtoTextAfter(task, { change, entries, actor }, { projectId: project.id, autoUnlockSeconds });
    })
  );
}

function messagesOf({ task, decision, change }: Planned, where: { projectId: number; appBaseUrl: string }) {
  const place = { ...where, taskId: task.taskId };
  const mentions = mentionsIn(decision.rawComment, decision.comment ?? null, place);
  return decision.action === 'unlockAfterValidation' ? [...mentions, ...reviewMessage(task, change, place)] : mentions;
}

/** Tells what was committed. */
export function publish(
  { events }: Context,
  { actor, project }: Pick<ActionContext, 'actor' | 'project'>,
  planned: Planned[],
): void {
  for (const action of new Set(planned.map(({ decision }) => decision.action)))
    events.publish({
      action,
      projectId: project.id,
      actorId: actor.id,
      tasks: planned
        .filter(({ decision }) => decision.action === action)
        .map(({ task, change }) => ({ taskId: task.taskId, from: effectiveStatus(task), to: change.status })),
    });
}

/**
 * Decides on the tasks and writes what was decided, whole or not at all. The change is written only to the versions of
 * the rows that the decision rested on; where somebody was faster, it is decided again on what they left.
 * @returns their TaskDTOs after the action
 */
const transition = (context: Context, action: TasksAction, decide: Decide): Promise<string[]> =>
  untilWritten(context, action, async (situation) => {
    const { actor, project, tasks } = situation;
    const decisions = decide(situation) ?? [];
    const planned = tasks.flatMap((task, index) => {
      const decision = decisions[index];
      return decision ? [planOf(task, decision, actor.id)] : [];
    });
    if (planned.length > 0) {
      const inOne = planned.length <= MAX_TASKS_BY_ID ? asOneStatement : inBulkTransaction;
      const dtos = await inOne(context.database, (tx) => write(tx, context, situation, planned));
      if (dtos) publish(context, situation, planned);
      return dtos;
    }
    const { autoUnlockSeconds } = context.config;
    return tasks.map((task) => taskDtoTextAfter(task, null, { projectId: project.id, autoUnlockSeconds }));
  });

/**
 * Acts on tasks, all or none.
 * @param decide the rules of the action, such as `lockForValidation` of `validation.ts`
 * @returns `{"tasks": […]}`: their TaskDTOs after the action, in its order, each once, as JSON text
 * @throws DomainError as `untilWritten`, and whatever `decide` throws
 */
export async function actOnTasks(context: Context, action: TasksAction, decide: Decide): Promise<string> {
  const dtos = await transition(context, action, decide);
  return `{"tasks":[${dtos.join(',')}]}`;
}

/**
 * Acts on one task.
 * @param decide the rules of the action, such as `lockForMapping` of `mapping.ts`
 * @returns its TaskDTO after the action, as JSON text
 * @throws DomainError as `untilWritten`, and whatever `decide` throws
 */
export async function actOnTask(context: Context, action: TaskAction, decide: DecideOnOne): Promise<string> {
  const { taskId, ...rest } = action;
  const [dto] = await transition(context, { ...rest, taskIds: [taskId] }, (situation) => {
    const [task] = situation.tasks;
    const decision = task ? decide({ ...situation, task }) : null;
    return decision && [decision];
  });
  if (dto === undefined) throw taskNotFound(action.projectId, taskId);
  return dto;
}
