import { setTimeout } from 'node:timers/promises';
import { asOneStatement, inBulkTransaction } from '../../db/transaction.js';
import type { Context } from '../../http/app-types.js';
import { DomainError } from '../../http/errors.js';
import { projectNotFound, userNotFound, type Actor, type ProjectForActor } from '../projects/project-access.service.js';
import { readActionContext } from './action-context.repository.js';
import { taskOrNotFound } from './action-policy.js';
import { planChange, type ChangeRequest } from './task-change.js';
import { writeChanges } from './task-change.repository.js';
import { effectiveStatus, type TaskFacts } from './task-facts.js';
import { mentionsIn, reviewMessage } from './task-messages.js';
import { TRANSITIONS } from './task-states.js';
import { taskDtoTexts } from './tasks.service.js';

/** Somebody acts on tasks of a project. */
export interface TasksAction {
  projectId: number;
  taskIds: number[];
  userId: number;
  /** In which languages the answer's instructions are wanted, best first. */
  locales: string[];
}

export type TaskAction = Omit<TasksAction, 'taskIds'> & { taskId: number };

/** What a decision is made on: one snapshot. */
export interface Situation {
  actor: Actor;
  project: ProjectForActor;
  /** Locks of the actor that count. */
  held: { projectId: number; taskId: number }[];
  /** In the order in which the action names them, each once. */
  tasks: TaskFacts[];
}

/** What is to be done to a task; `wrote` is the comment as the user wrote it, for the messages it sends. */
export type Decision = Omit<ChangeRequest, 'actorId'> & { wrote?: string | null | undefined };

/** How often an action is planned anew because somebody else changed one of its rows meanwhile. Each time one got ahead. */
const ATTEMPTS = 200;

/** Up to so many tasks, one kept plan serves any number of them. */
const FEW = 50;

async function readSituation(context: Context, action: TasksAction): Promise<Situation> {
  const { projectId, userId } = action;
  const taskIds = [...new Set(action.taskIds)];
  const { actor, project, held, tasks } = await readActionContext(context.database.db, context.config, {
    projectId,
    userId,
    taskIds: taskIds.filter((id) => id > 0 && id <= 2_147_483_647),
  });
  if (!actor) throw userNotFound(userId);
  if (!project) throw projectNotFound(projectId);
  return { actor, project, held, tasks: taskIds.map((id) => taskOrNotFound(tasks, projectId, id)) };
}

/**
 * Reads the situation and does `attempt` on it, again as long as it answers null: somebody changed a row that it rested
 * on, meanwhile. Each time one got ahead, so this ends.
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND, TASK_NOT_FOUND, Busy, and whatever `attempt` throws
 */
export async function untilWritten<T>(
  context: Context,
  action: TasksAction,
  attempt: (situation: Situation) => Promise<T | null>,
): Promise<T> {
  for (let tried = 1; tried <= ATTEMPTS; tried++) {
    const result = await attempt(await readSituation(context, action));
    if (result !== null) return result;
    if (tried > 3) await setTimeout(Math.random() * Math.min(tried, 20));
  }
  throw new DomainError('Busy');
}

/**
 * Decides on the tasks and writes what was decided, whole or not at all. The change is written only to the versions of
 * the rows that the decision rested on; where somebody was faster, it is decided again on what they left.
 * @param decide one decision a task, in the same order, or null where nothing is to be done; throws where it is refused
 * @throws DomainError as `untilWritten`, and whatever `decide` throws
 */
export async function transition(
  context: Context,
  action: TasksAction,
  decide: (situation: Situation) => Decision[] | null | Promise<Decision[] | null>,
): Promise<void> {
  await untilWritten(context, action, async (situation) => {
    const decisions = await decide(situation);
    if (!decisions || decisions.length === 0) return true;
    return (await write(context, action.projectId, situation, decisions)) || null;
  });
}

async function write(
  context: Context,
  projectId: number,
  situation: Situation,
  decisions: Decision[],
): Promise<boolean> {
  const { actor, tasks } = situation;
  const pairs = tasks.flatMap((task, index) => {
    const decision = decisions[index];
    return decision ? [{ task, decision, change: planChange(task, { ...decision, actorId: actor.id }) }] : [];
  });
  const takesLock = pairs.some(({ decision }) => TRANSITIONS[decision.action].lock === 'take');
  const { appBaseUrl } = context.config;
  const inOne = pairs.length <= FEW ? asOneStatement : inBulkTransaction;
  const written = await inOne(context.database, (tx) =>
    writeChanges(tx, {
      projectId,
      actorId: actor.id,
      changes: pairs.map(({ change }) => change),
      ...(takesLock && { actorVersion: actor.version }),
      messages: pairs.flatMap(({ task, decision, change }) => {
        const place = { projectId, taskId: task.taskId, appBaseUrl };
        const mentions = mentionsIn(decision.wrote, decision.comment ?? null, place);
        return decision.action === 'unlockAfterValidation'
          ? [...mentions, ...reviewMessage(task, change, place)]
          : mentions;
      }),
    }),
  );
  if (!written) return false;
  for (const action of new Set(pairs.map(({ decision }) => decision.action)))
    context.events.publish({
      action,
      projectId,
      actorId: actor.id,
      tasks: pairs
        .filter(({ decision }) => decision.action === action)
        .map(({ task, change }) => ({ taskId: task.taskId, from: effectiveStatus(task), to: change.status })),
    });
  return true;
}

/**
 * The same for one task.
 * @returns its TaskDTO after the action, as JSON text
 */
export async function transitionOfOne(
  context: Context,
  action: TaskAction,
  decide: (situation: Situation & { task: TaskFacts }) => Decision | null | Promise<Decision | null>,
): Promise<string> {
  const { taskId, ...rest } = action;
  await transition(context, { ...rest, taskIds: [taskId] }, async (situation) => {
    const [task] = situation.tasks;
    if (!task) throw new Error('a situation of one task has none');
    const decision = await decide({ ...situation, task });
    return decision && [decision];
  });
  const [dto] = await taskDtoTexts(context, {
    projectId: action.projectId,
    taskIds: [taskId],
    locales: action.locales,
  });
  if (dto === undefined)
    throw new DomainError('TASK_NOT_FOUND', { details: { project_id: action.projectId, task_id: taskId } });
  return dto;
}
