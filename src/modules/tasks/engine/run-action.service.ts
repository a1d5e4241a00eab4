import { setTimeout } from 'node:timers/promises';
import { asOneStatement, inBulkTransaction } from '../../../db/transaction.js';
import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { maySeeProject, projectNotFound } from '../../../access/project-policy.js';
import { userNotFound } from '../../../access/viewer.js';
import { taskMessagesOf } from '../comments/task-messages.js';
import { planChange } from '../state-machine/plan-change.js';
import { effectiveStatus } from '../state-machine/task-snapshot.js';
import { TRANSITIONS } from '../state-machine/task-states.js';
import { readActionContext, type StoredContext } from './action-context.repository.js';
import type { ActionContext, ActionRequest, PlannedTask, Rule } from './action-context.js';
import { taskNotFound } from './action-policy.js';
import { taskDtoTextAfter } from './task-dto.js';
import { MAX_TASKS_BY_ID, writeChanges } from './write-changes.repository.js';

/** Attempts to write an action. Each conflict means that another request succeeded, so progress is guaranteed. */
const MAX_ATTEMPTS = 200;

/**
 * Acts on tasks of a project, on all of them or none. Reads the facts, applies the rule, plans the changes and writes
 * them to the versions that were read. If another request has changed one of these rows meanwhile, all steps are repeated.
 * @param rule the rule of the action, such as `lockForMapping`
 * @param write writes the plan; only a split needs another function than the default
 * @returns the TaskDTOs after the action as JSON texts, in the order of the request, each once
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND, TASK_NOT_FOUND, the refusals of the rule, Busy
 */
export async function runAction(
  context: Context,
  request: ActionRequest,
  rule: Rule,
  write: WritePlan = writePlan,
): Promise<string[]> {
  const { database, config, events } = context;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const stored = await readActionContext(database.db, config, request, attempt);
    const facts = requireAll(stored, request);
    const decisions = rule(facts);
    const plan = planTasks(facts, decisions);
    if (plan.length === 0) return facts.tasks.map((task) => taskDtoTextAfter(task, null, facts.project.id, config));
    const dtos = await write(context, facts, plan, request);
    if (dtos) {
      events.publish({
        action: plan[0]!.decision.action,
        projectId: facts.project.id,
        actorId: facts.actor.id,
        tasks: plan.map(({ task, change }) => ({
          taskId: task.taskId,
          from: effectiveStatus(task),
          to: change.status,
        })),
      });
      return dtos;
    }
    if (attempt > 3) await setTimeout(Math.random() * Math.min(attempt, 20));
  }
  throw new DomainError('Busy');
}

/**
 * Writes a plan.
 * @returns the TaskDTOs after the action; null if a row no longer has the version that was read. Then nothing is written
 */
export type WritePlan = (
  context: Context,
  facts: ActionContext,
  plan: PlannedTask[],
  request: ActionRequest,
) => Promise<string[] | null>;

/** @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND, TASK_NOT_FOUND */
function requireAll({ actor, project, ...stored }: StoredContext, request: ActionRequest): ActionContext {
  const { projectId, userId } = request;
  if (!actor) throw userNotFound(userId);
  if (!project) throw projectNotFound(projectId);
  if (!Array.isArray(request.tasks)) return { actor, project, ...stored };
  const byId = new Map(stored.tasks.map((task) => [task.taskId, task]));
  const tasks = [...new Set(request.tasks)].map((id) => {
    const task = byId.get(id);
    if (!task) throw taskNotFound(projectId, id);
    return task;
  });
  return { actor, project, heldLocks: stored.heldLocks, tasks };
}

const planTasks = ({ actor, tasks }: ActionContext, decisions: ReturnType<Rule>): PlannedTask[] =>
  decisions.map((decision, index) => {
    const task = tasks[index];
    if (!task) throw new Error(`${decision.action}: more decisions than tasks`);
    return { task, decision, change: planChange(task, { ...decision, actorId: actor.id }) };
  });

/** Writes a plan in one statement. A lock also depends on the version of the row of the actor (see `lockGuard`). */
const writePlan: WritePlan = async ({ database, config }, { actor, project }, plan) => {
  const takesLock = plan.some(({ decision }) => TRANSITIONS[decision.action].lock === 'take');
  const toWrite = {
    projectId: project.id,
    actorId: actor.id,
    changes: plan.map(({ change }) => change),
    ...(takesLock && { actorVersion: actor.version }),
    messages: taskMessagesOf(plan, {
      projectId: project.id,
      // If the project becomes private after this read, the receivers are still those of a public project.
      isPublic: maySeeProject(null, project),
      writer: actor.username,
      appBaseUrl: config.appBaseUrl,
    }),
    answer: true,
  };
  const inTransaction = plan.length <= MAX_TASKS_BY_ID ? asOneStatement : inBulkTransaction;
  const written = await inTransaction(database, (tx) => writeChanges(tx, toWrite));
  if (!written) return null;
  return plan.map(({ task, change }) => {
    const entries = written.get(task.taskId) ?? [];
    return taskDtoTextAfter(task, { change, entries, actor }, project.id, config);
  });
};
