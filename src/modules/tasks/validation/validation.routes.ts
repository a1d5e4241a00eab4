import type { z } from 'zod';
import type { App } from '../../../http/app-types.js';
import type { Context } from '../../../context.js';
import type { ErrorCode } from '../../../errors/errors.js';
import { sendJsonText } from '../../../http/json-text.js';
import { errorResponses, projectPath, taskPath } from '../../../http/schemas/schemas.js';
import { actorOf, onTask } from '../engine/action-request.js';
import { tasksToExtend, tasksToLock, tasksToReset, validationResults } from '../task-requests.schemas.js';
import { success, task, taskList } from '../tasks.schemas.js';
import { actOnTask, actOnTasks, type TasksAction } from '../engine/run-action.service.js';
import { undoLastAction } from '../mapping/undo.rules.js';
import { extendLocks, lockForValidation, stopValidation, unlockAfterValidation } from './validation.rules.js';

const schemaOf = <S extends z.ZodType>(
  [operationId, summary, description]: [string, string, string],
  answer: S,
  ...codes: ErrorCode[]
) => ({
  operationId,
  summary,
  description,
  tags: ['validation'],
  security: [{ token: [] }],
  params: projectPath,
  response: {
    200: answer,
    ...errorResponses(
      'InvalidToken',
      'InvalidData',
      'PROJECT_NOT_FOUND',
      'TASK_NOT_FOUND',
      'USER_NOT_FOUND',
      ...codes,
      'Busy',
    ),
  },
});

const onTasks = (request: Parameters<typeof actorOf>[0], taskIds: number[]): TasksAction => ({
  ...actorOf(request),
  taskIds,
});

const idsOf = (results: { taskId: number }[]): number[] => results.map(({ taskId }) => taskId);

/** Validation, undo and extending: rows 9 to 13, under `/api/v2/projects/:projectId/tasks/actions`. */
export function registerValidationRoutes(app: App, context: Context): void {
  app.post(
    '/lock-for-validation/',
    {
      config: { auth: 'required', body: 'json', invalid: 'Unable to lock task' },
      schema: {
        ...schemaOf(
          [
            'lockForValidation',
            'Lock tasks for validation, all or none',
            'MAPPED, INVALIDATED or BADIMAGERY becomes LOCKED_FOR_VALIDATION. Nobody but admins validates what they mapped.',
          ],
          taskList,
          'NotReadyForValidation',
          'CannotValidateMappedTask',
          'UserNotAllowed',
          'UserLicenseError',
          'ProjectNotPublished',
          'ValidtionNotAllowed',
          'UserAlreadyHasTaskLocked',
        ),
        body: tasksToLock,
      },
    },
    async (request, reply) =>
      sendJsonText(reply, await actOnTasks(context, onTasks(request, request.body.taskIds), lockForValidation)),
  );

  app.post(
    '/unlock-after-validation/',
    {
      config: { auth: 'required', body: 'json', invalid: 'Task unlock failed' },
      schema: {
        ...schemaOf(
          [
            'unlockAfterValidation',
            'Hand in the validation of tasks, all or none',
            'Each task becomes VALIDATED, INVALIDATED or MAPPED. An empty list does nothing.',
          ],
          taskList,
          'NotLockedForValidation',
          'TaskNotOwned',
        ),
        body: validationResults,
      },
    },
    async (request, reply) => {
      const results = request.body.validatedTasks.map(({ validationIssues, ...result }) => ({
        ...result,
        issues: (validationIssues ?? [])
          .filter(({ count }) => count > 0)
          .map(({ mappingIssueCategoryId, issue, count }) => ({
            categoryId: mappingIssueCategoryId,
            name: issue,
            count,
          })),
      }));
      const action = onTasks(request, idsOf(results));
      return sendJsonText(reply, await actOnTasks(context, action, unlockAfterValidation(results)));
    },
  );

  app.post(
    '/stop-validation/',
    {
      config: { auth: 'required', body: 'json', invalid: 'Task unlock failed' },
      schema: {
        ...schemaOf(
          [
            'stopValidation',
            'Give tasks back as they were, all or none',
            'Ends your locks; the tasks are in the states that they had before. An empty list does nothing.',
          ],
          taskList,
          'NotLockedForValidation',
          'TaskNotOwned',
        ),
        body: tasksToReset,
      },
    },
    async (request, reply) => {
      const { resetTasks } = request.body;
      const action = onTasks(request, idsOf(resetTasks));
      return sendJsonText(reply, await actOnTasks(context, action, stopValidation(resetTasks)));
    },
  );

  app.post(
    '/extend/',
    {
      config: { auth: 'required', body: 'json', invalid: 'Unable to extend lock time' },
      schema: {
        ...schemaOf(
          [
            'extendLocks',
            'Let locks last longer, all or none',
            'The time of each lock begins anew, of mapping and of validation. An empty list does nothing.',
          ],
          success,
          'TaskStatusNotLocked',
          'LockedByAnotherUser',
        ),
        body: tasksToExtend,
      },
    },
    async (request) => {
      await actOnTasks(context, onTasks(request, request.body.taskIds), extendLocks);
      return { Success: 'Successfully extended task expiry' };
    },
  );

  app.post(
    '/undo-last-action/:taskId/',
    {
      config: { auth: 'required' },
      schema: {
        ...schemaOf(
          [
            'undoLastAction',
            'Undo the last action on a task',
            'For who did it, and for who may validate. The state before comes back, and counters with it. Not while the task is locked.',
          ],
          task,
          'UndoPermissionError',
        ),
        params: taskPath,
      },
    },
    async (request, reply) => sendJsonText(reply, await actOnTask(context, onTask(request), undoLastAction)),
  );
}
