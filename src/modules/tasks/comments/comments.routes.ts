import type { App } from '../../../http/app-types.js';
import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { errorResponses, taskPath } from '../../../http/schemas/schemas.js';
import { onTask } from '../engine/action-request.js';
import { commentOnTask } from './comment.rules.js';
import { newComment } from '../task-requests.schemas.js';
import { task } from '../tasks.schemas.js';
import { actOnTask } from '../engine/run-action.service.js';

/** Comments on tasks, under `/api/v2/projects/:projectId/comments/tasks`. */
export function registerTaskCommentRoutes(app: App, context: Context): void {
  app.post(
    '/:taskId/',
    {
      config: { auth: 'required', body: 'json', invalid: 'Unable to add comment' },
      schema: {
        operationId: 'commentOnTask',
        summary: 'Comment on a task',
        description: 'Needs no lock. `@[name]` sends that user a message.',
        tags: ['tasks'],
        security: [{ token: [] }],
        params: taskPath,
        body: newComment,
        response: {
          200: task,
          ...errorResponses(
            'InvalidToken',
            'InvalidData',
            'PROJECT_NOT_FOUND',
            'TASK_NOT_FOUND',
            'USER_NOT_FOUND',
            'ReadOnly',
            'PrivateProject',
            'Busy',
          ),
        },
      },
    },
    async (request, reply) =>
      sendJsonText(reply, await actOnTask(context, onTask(request), commentOnTask(request.body.comment))),
  );
}
