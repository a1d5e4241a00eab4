import type { App } from '../../../http/app-types.js';
import type { Context } from '../../../context.js';
import { sessionUser } from '../../../http/plugins/auth.js';
import { errorResponses, projectPath } from '../../../http/schemas/schemas.js';
import { changeAllTasks, resetByUser } from './bulk.service.js';
import { revertQuery } from '../task-requests.schemas.js';
import { success } from '../tasks.schemas.js';

const WHOLE_PROJECT = [
  {
    path: 'map-all',
    name: 'mapAll',
    summary: 'Mark all tasks as mapped',
    description: 'All but BADIMAGERY, MAPPED and VALIDATED become MAPPED. For managers of the project.',
    answer: 'All tasks mapped',
  },
  {
    path: 'validate-all',
    name: 'validateAll',
    summary: 'Validate all mapped tasks',
    description: 'MAPPED becomes VALIDATED; the mappers stay. For managers of the project.',
    answer: 'All tasks validated',
  },
  {
    path: 'invalidate-all',
    name: 'invalidateAll',
    summary: 'Invalidate all validated tasks',
    description: 'VALIDATED becomes INVALIDATED. For managers of the project.',
    answer: 'All tasks invalidated',
  },
  {
    path: 'reset-all-badimagery',
    name: 'resetAllBadImagery',
    summary: 'Make all tasks with bad imagery ready again',
    description: 'BADIMAGERY becomes READY, without a mapper. For managers of the project.',
    answer: 'All bad imagery tasks marked ready for mapping',
  },
  {
    path: 'reset-all',
    name: 'resetAll',
    summary: 'Make all tasks ready again',
    description: 'Everything becomes READY and locks end; the history is kept. For managers of the project.',
    answer: 'All tasks reset',
  },
] as const;

const common = { tags: ['managing'], security: [{ token: [] }], params: projectPath };

/** What managers do to whole projects: contract rows 14 to 19, under `/api/v2/projects/:projectId/tasks/actions`. */
export function registerBulkRoutes(app: App, context: Context): void {
  for (const { path, name, summary, description, answer } of WHOLE_PROJECT)
    app.post(
      `/${path}/`,
      {
        config: { auth: 'required' },
        schema: {
          ...common,
          operationId: `${name}Tasks`,
          summary,
          description,
          response: {
            200: success.meta({ examples: [{ Success: answer }] }),
            ...errorResponses('InvalidToken', 'PROJECT_NOT_FOUND', 'USER_NOT_FOUND', 'UserPermissionError', 'Busy'),
          },
        },
      },
      async (request) => {
        await changeAllTasks(context, { projectId: request.params.projectId, userId: sessionUser(request) }, name);
        return { Success: answer };
      },
    );

  app.post(
    '/reset-by-user/',
    {
      config: { auth: 'required', invalid: 'Unable to revert tasks' },
      schema: {
        ...common,
        operationId: 'resetTasksByUser',
        summary: 'Take back what one user marked as bad imagery, or validated',
        description:
          'BADIMAGERY by this mapper becomes READY, VALIDATED by this validator becomes MAPPED. For managers of the project.',
        querystring: revertQuery,
        response: {
          200: success.meta({ examples: [{ Success: 'Successfully reverted tasks' }] }),
          ...errorResponses(
            'InvalidToken',
            'InvalidData',
            'PROJECT_NOT_FOUND',
            'USER_NOT_FOUND',
            'UserActionNotPermitted',
            'Busy',
          ),
        },
      },
    },
    async (request) => {
      const { username, action: status } = request.query;
      const action = { projectId: request.params.projectId, userId: sessionUser(request) };
      await resetByUser(context, action, { username, status });
      return { Success: 'Successfully reverted tasks' };
    },
  );
}
