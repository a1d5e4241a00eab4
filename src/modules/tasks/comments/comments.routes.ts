import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { knownTo, sendTagged } from '../../../http/etag.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { notModified, taskPath } from '../../../http/schemas/schemas.js';
import { actorOf, sendTask } from '../action-requests.js';
import { runAction } from '../engine/run-action.service.js';
import { readTask } from '../list/tasks.service.js';
import { newComment } from '../task-requests.schemas.js';
import { task } from '../tasks.schemas.js';
import { commentOnTask } from './comment.rules.js';

/** Comments on tasks, under `/api/v2/projects/:projectId/comments/tasks`. */
export const taskCommentOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'getTaskComments',
    method: 'GET',
    path: '/:taskId/',
    summary: 'One task with its comments',
    description: 'The comments are rows of the history of the task, newest first.',
    tag: 'tasks',
    access: 'project:read',
    checkedIn: 'statement',
    params: taskPath,
    answers: { 200: task, 304: notModified },
    errors: ['TASK_NOT_FOUND'],
    handler: async ({ params, userId, locales, request, reply }) => {
      const read = await readTask(context, { ...params, userId, locales, isKnown: knownTo(request) });
      return sendTagged(reply, read, (text) => sendJsonText(reply, text));
    },
  }),
  defineOperation({
    id: 'commentOnTask',
    method: 'POST',
    path: '/:taskId/',
    summary: 'Comment on a task',
    description:
      'Needs no lock. Users whom the comment mentions get a message: `@[name]`, `@name`, `#author`, `#managers`, `#mappers` or `#contributors`. Other users who worked on the task get a message too.',
    tag: 'tasks',
    access: 'task:comment',
    checkedIn: 'statement',
    params: taskPath,
    body: newComment,
    invalid: 'Unable to add comment',
    answers: { 200: task },
    errors: ['TASK_NOT_FOUND', 'Busy'],
    handler: async (call) => {
      const request = { ...actorOf(call), tasks: [call.params.taskId] };
      return sendTask(call, await runAction(context, request, commentOnTask(call.body.comment)));
    },
  }),
];
