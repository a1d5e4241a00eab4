import type { App } from '../../../http/app-types.js';
import type { Context } from '../../../context.js';
import type { ErrorCode } from '../../../errors/errors.js';
import { sendJsonText } from '../../../http/json-text.js';
import { errorResponses, projectPath, taskPath } from '../../../http/schemas/schemas.js';
import { actorOf, onTask } from '../engine/action-request.js';
import { lockForMapping, stopMapping, unlockAfterMapping } from './mapping.rules.js';
import { lockNextTask } from '../next-task/next-task.service.js';
import { splitTask } from '../split/split.service.js';
import { mappingResult, nextTask, stopWork } from '../task-requests.schemas.js';
import { task, taskList } from '../tasks.schemas.js';
import { actOnTask } from '../engine/run-action.service.js';

/** The reasons against mapping, in the order in which they are looked at. */
const MAY_MAP = [
  'UserNotAllowed',
  'UserLicenseError',
  'ProjectNotPublished',
  'MappingNotAllowed.USER_NOT_TEAM_MEMBER',
  'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL',
  'UserAlreadyHasTaskLocked',
] as const satisfies ErrorCode[];

const schemaOf = (operationId: string, summary: string, description: string, ...codes: ErrorCode[]) => ({
  operationId,
  summary,
  description,
  tags: ['mapping'],
  security: [{ token: [] }],
  params: taskPath,
  response: {
    200: task,
    ...errorResponses('InvalidToken', 'PROJECT_NOT_FOUND', 'TASK_NOT_FOUND', 'USER_NOT_FOUND', ...codes, 'Busy'),
  },
});

/** Mapping, splitting, the next task: rows 6 to 8 and 20, under `/api/v2/projects/:projectId/tasks/actions`. */
export function registerMappingRoutes(app: App, context: Context): void {
  app.post(
    '/lock-for-mapping/:taskId/',
    {
      config: { auth: 'required' },
      schema: schemaOf(
        'lockForMapping',
        'Lock a task for mapping',
        'READY or INVALIDATED becomes LOCKED_FOR_MAPPING. Who holds the lock already gets the task as it is.',
        'InvalidTaskState',
        ...MAY_MAP,
      ),
    },
    async (request, reply) => sendJsonText(reply, await actOnTask(context, onTask(request), lockForMapping)),
  );

  app.post(
    '/unlock-after-mapping/:taskId/',
    {
      config: { auth: 'required', body: 'json', invalid: 'Task unlock failed' },
      schema: {
        ...schemaOf(
          'unlockAfterMapping',
          'Hand in work on a task',
          'Ends your lock with MAPPED, BADIMAGERY or READY. Late work is taken too, while nobody has locked the task since.',
          'InvalidData',
          'LockBeforeUnlocking',
          'TaskNotOwned',
          'InvalidUnlockState',
        ),
        body: mappingResult,
      },
    },
    async (request, reply) =>
      sendJsonText(reply, await actOnTask(context, onTask(request), unlockAfterMapping(request.body))),
  );

  app.post(
    '/stop-mapping/:taskId/',
    {
      config: { auth: 'required', body: 'json', invalid: 'Task unlock failed' },
      schema: {
        ...schemaOf(
          'stopMapping',
          'Give a task back as it was',
          'Ends your lock; the task is in the state that it had before.',
          'InvalidData',
          'LockBeforeUnlocking',
          'TaskNotOwned',
        ),
        body: stopWork,
      },
    },
    async (request, reply) =>
      sendJsonText(reply, await actOnTask(context, onTask(request), stopMapping(request.body?.comment))),
  );

  app.post(
    '/split/:taskId/',
    {
      config: { auth: 'required' },
      schema: {
        ...schemaOf(
          'splitTask',
          'Split a task into up to four',
          'For tasks that are too much work: READY, or locked for mapping by you. Its children are READY and have its history.',
        ),
        response: {
          200: taskList,
          ...errorResponses(
            'InvalidToken',
            'PROJECT_NOT_FOUND',
            'TASK_NOT_FOUND',
            'USER_NOT_FOUND',
            'SmallToSplit',
            'LockToSplit',
            'SplitOtherUserTask',
            ...MAY_MAP,
            'Busy',
          ),
        },
      },
    },
    async (request, reply) => sendJsonText(reply, await splitTask(context, onTask(request))),
  );

  app.post(
    '/lock-next/',
    {
      config: { auth: 'required', body: 'json' },
      schema: {
        operationId: 'lockNextTask',
        summary: 'Choose the next free task and lock it, in one step',
        description: 'An addition of Tessera. For validation it takes only tasks in MAPPED, never your own.',
        tags: ['mapping'],
        security: [{ token: [] }],
        params: projectPath,
        body: nextTask,
        response: {
          200: taskList,
          ...errorResponses(
            'InvalidToken',
            'InvalidData',
            'PROJECT_NOT_FOUND',
            'USER_NOT_FOUND',
            'NoTaskAvailable',
            ...MAY_MAP,
            'ValidtionNotAllowed',
            'Busy',
          ),
        },
      },
    },
    async (request, reply) => {
      const { for: purpose, order, near, count } = request.body;
      return sendJsonText(reply, await lockNextTask(context, actorOf(request), { purpose, order, near, count }));
    },
  );
}
