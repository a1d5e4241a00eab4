import type { Context } from '../../../context.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { sessionUser } from '../../../http/plugins/auth.js';
import { projectPath, success } from '../../../http/schemas/schemas.js';
import { revertQuery } from '../task-requests.schemas.js';
import { changeAllTasks, resetByUser } from './bulk.service.js';

const PROJECT_WIDE = [
  {
    path: 'map-all',
    action: 'mapAll',
    summary: 'Mark all tasks as mapped',
    description: 'All tasks except those in BADIMAGERY, MAPPED and VALIDATED become MAPPED.',
    answer: 'All tasks mapped',
  },
  {
    path: 'validate-all',
    action: 'validateAll',
    summary: 'Validate all mapped tasks',
    description: 'Tasks in MAPPED become VALIDATED. Their mappers are kept.',
    answer: 'All tasks validated',
  },
  {
    path: 'invalidate-all',
    action: 'invalidateAll',
    summary: 'Invalidate all validated tasks',
    description: 'Tasks in VALIDATED become INVALIDATED.',
    answer: 'All tasks invalidated',
  },
  {
    path: 'reset-all-badimagery',
    action: 'resetAllBadImagery',
    summary: 'Make all tasks with bad imagery ready again',
    description: 'Tasks in BADIMAGERY become READY, without a mapper.',
    answer: 'All bad imagery tasks marked ready for mapping',
  },
  {
    path: 'reset-all',
    action: 'resetAll',
    summary: 'Make all tasks ready again',
    description: 'All tasks become READY and all locks end. The history is kept.',
    answer: 'All tasks reset',
  },
] as const;

/** Actions of managers on all tasks of a project, under `/api/v2/projects/:projectId/tasks/actions`. */
export const bulkOperations = (context: Context): Operation[] => [
  ...PROJECT_WIDE.map(({ path, action, summary, description, answer }) =>
    defineOperation({
      id: `${action}Tasks`,
      method: 'POST',
      path: `/${path}/`,
      summary,
      description,
      tag: 'managing',
      access: 'project:edit',
      params: projectPath,
      answers: { 200: success(answer) },
      errors: ['Busy'],
      handler: async ({ params, granted }) => {
        await changeAllTasks(context, { projectId: params.projectId, actorId: granted.viewer.id }, action);
        return { Success: answer };
      },
    }),
  ),
  defineOperation({
    id: 'resetTasksByUser',
    method: 'POST',
    path: '/reset-by-user/',
    summary: 'Revert the work of one user',
    description:
      'Tasks that the user marked as bad imagery become READY, or tasks that the user validated become MAPPED.',
    tag: 'managing',
    access: 'project:edit',
    // The name of the user is checked before the project and the permission.
    checkedIn: 'statement',
    refusal: 'UserActionNotPermitted',
    params: projectPath,
    query: revertQuery,
    invalid: 'Unable to revert tasks',
    answers: { 200: success('Successfully reverted tasks') },
    errors: ['Busy'],
    handler: async (call) => {
      const { username, action: status } = call.query;
      const where = { projectId: call.params.projectId, userId: sessionUser(call) };
      await resetByUser(context, where, { username, status });
      return { Success: 'Successfully reverted tasks' };
    },
  }),
];
