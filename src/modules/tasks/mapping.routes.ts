import type { App, Context } from '../../http/app-types.js';
import type { ErrorCode } from '../../http/errors.js';
import { sendJsonText } from '../../http/json-text.js';
import { errorResponses, taskPath } from '../../http/schemas.js';
import { actorOf } from './action-request.js';
import { lockForMapping, stopMapping, unlockAfterMapping } from './mapping.service.js';
import { mappingResult, stopWork, task } from './tasks.schemas.js';

const schemaOf = (operationId: string, summary: string, ...codes: ErrorCode[]) => ({
  operationId,
  summary,
  tags: ['mapping'],
  security: [{ token: [] }],
  params: taskPath,
  response: {
    200: task,
    ...errorResponses('InvalidToken', 'PROJECT_NOT_FOUND', 'TASK_NOT_FOUND', 'USER_NOT_FOUND', ...codes, 'Busy'),
  },
});

/** Mapping: contract rows 6 to 8, under `/api/v2/projects/:projectId/tasks/actions`. */
export function registerMappingRoutes(app: App, context: Context): void {
  app.post(
    '/lock-for-mapping/:taskId/',
    {
      config: { auth: 'required' },
      schema: schemaOf(
        'lockForMapping',
        'Lock a task for mapping',
        'InvalidTaskState',
        'UserNotAllowed',
        'UserLicenseError',
        'ProjectNotPublished',
        'MappingNotAllowed.USER_NOT_TEAM_MEMBER',
        'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL',
        'UserAlreadyHasTaskLocked',
      ),
    },
    async (request, reply) => sendJsonText(reply, await lockForMapping(context, { ...actorOf(request), taskId: request.params.taskId })),
  );

  app.post(
    '/unlock-after-mapping/:taskId/',
    {
      config: { auth: 'required', body: 'json', invalid: 'Task unlock failed' },
      schema: {
        ...schemaOf(
          'unlockAfterMapping',
          'Hand in work on a task',
          'InvalidData',
          'LockBeforeUnlocking',
          'TaskNotOwned',
          'InvalidUnlockState',
        ),
        body: mappingResult,
      },
    },
    async (request, reply) => sendJsonText(reply, await unlockAfterMapping(context, { ...actorOf(request), taskId: request.params.taskId }, request.body)),
  );

  app.post(
    '/stop-mapping/:taskId/',
    {
      config: { auth: 'required', body: 'json', invalid: 'Task unlock failed' },
      schema: {
        ...schemaOf('stopMapping', 'Give a task back as it was', 'InvalidData', 'LockBeforeUnlocking', 'TaskNotOwned'),
        body: stopWork,
      },
    },
    async (request, reply) => sendJsonText(reply, await stopMapping(context, { ...actorOf(request), taskId: request.params.taskId }, request.body?.comment)),
  );
}
