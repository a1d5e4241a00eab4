import type { Context } from '../../../context.js';
import { SAME_PROJECT } from '../../../http/openapi/link-parameters.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { projectPath, success, taskPath } from '../../../http/schemas/schemas.js';
import { actorOf, sendTask, sendTasks } from '../action-requests.js';
import { runAction } from '../engine/run-action.service.js';
import { undoLastAction } from '../mapping/undo.rules.js';
import { issuesOf, tasksToExtend, tasksToLock, tasksToReset, validationResults } from '../task-requests.schemas.js';
import { task, taskList } from '../tasks.schemas.js';
import { extendLocks, lockForValidation, stopValidation, unlockAfterValidation } from './validation.rules.js';

const common = { method: 'POST', tag: 'validation', checkedIn: 'statement' } as const;

const idsOf = (results: { taskId: number }[]): number[] => results.map(({ taskId }) => taskId);

/** Validation, undo and extending, under `/api/v2/projects/:projectId/tasks/actions`. */
export const validationOperations = (context: Context): Operation[] => [
  defineOperation({
    ...common,
    id: 'lockForValidation',
    path: '/lock-for-validation/',
    summary: 'Lock tasks for validation',
    description:
      'Locks all of the tasks or none. Tasks in MAPPED, INVALIDATED or BADIMAGERY become LOCKED_FOR_VALIDATION. Only admins validate tasks that they mapped themselves. If the caller already holds exactly these locks, nothing changes.',
    access: 'task:validate',
    params: projectPath,
    body: tasksToLock,
    invalid: 'Unable to lock task',
    answers: { 200: taskList },
    errors: ['TASK_NOT_FOUND', 'NotReadyForValidation', 'CannotValidateMappedTask', 'Busy'],
    links: [
      { operationId: 'unlockAfterValidation', description: 'Hand in the validation', parameters: SAME_PROJECT },
      { operationId: 'stopValidation', description: 'Stop validating the tasks', parameters: SAME_PROJECT },
      { operationId: 'extendLocks', description: 'Extend the locks', parameters: SAME_PROJECT },
    ],
    handler: async (call) =>
      sendTasks(call, await runAction(context, { ...actorOf(call), tasks: call.body.taskIds }, lockForValidation)),
  }),
  defineOperation({
    ...common,
    id: 'unlockAfterValidation',
    path: '/unlock-after-validation/',
    summary: 'Hand in the validation of tasks',
    description:
      'Hands in all of the tasks or none. Each becomes VALIDATED, INVALIDATED or MAPPED. An empty list does nothing.',
    access: 'task:hold',
    params: projectPath,
    body: validationResults,
    invalid: 'Task unlock failed',
    answers: { 200: taskList },
    errors: ['TASK_NOT_FOUND', 'NotLockedForValidation', 'TaskNotOwned', 'Busy'],
    handler: async (call) => {
      const results = call.body.validatedTasks.map(({ validationIssues, ...result }) => ({
        ...result,
        issues: issuesOf(validationIssues),
      }));
      const request = { ...actorOf(call), tasks: idsOf(results) };
      return sendTasks(call, await runAction(context, request, unlockAfterValidation(results)));
    },
  }),
  defineOperation({
    ...common,
    id: 'stopValidation',
    path: '/stop-validation/',
    summary: 'Stop validating tasks',
    description:
      'Ends all of the locks or none. Each task returns to its state before the lock. An empty list does nothing.',
    access: 'task:hold',
    params: projectPath,
    body: tasksToReset,
    invalid: 'Task unlock failed',
    answers: { 200: taskList },
    errors: ['TASK_NOT_FOUND', 'NotLockedForValidation', 'TaskNotOwned', 'Busy'],
    handler: async (call) => {
      const { resetTasks } = call.body;
      const request = { ...actorOf(call), tasks: idsOf(resetTasks) };
      return sendTasks(call, await runAction(context, request, stopValidation(resetTasks)));
    },
  }),
  defineOperation({
    ...common,
    id: 'extendLocks',
    path: '/extend/',
    summary: 'Extend locks',
    description:
      'The full duration of each lock starts again, for mapping and for validation. Extends all of the locks or none. An empty list does nothing.',
    access: 'task:hold',
    params: projectPath,
    body: tasksToExtend,
    invalid: 'Unable to extend lock time',
    answers: { 200: success('Successfully extended task expiry') },
    errors: ['TASK_NOT_FOUND', 'TaskStatusNotLocked', 'LockedByAnotherUser', 'Busy'],
    handler: async (call) => {
      await runAction(context, { ...actorOf(call), tasks: call.body.taskIds }, extendLocks);
      return { Success: 'Successfully extended task expiry' };
    },
  }),
  defineOperation({
    ...common,
    id: 'undoLastAction',
    path: '/undo-last-action/:taskId/',
    summary: 'Undo the last action on a task',
    description: 'Restores the previous state and the counters. A locked task is refused.',
    access: 'task:undo',
    params: taskPath,
    answers: { 200: task },
    errors: ['TASK_NOT_FOUND', 'Busy'],
    handler: async (call) =>
      sendTask(call, await runAction(context, { ...actorOf(call), tasks: [call.params.taskId] }, undoLastAction)),
  }),
];
