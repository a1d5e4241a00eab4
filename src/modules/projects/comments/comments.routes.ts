import type { Context } from '../../../context.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { projectPath } from '../../../http/schemas/schemas.js';
import {
  commentsQuery,
  newProjectComment,
  projectCommentDeleted,
  projectCommentPath,
  projectComments,
} from './comments.schemas.js';
import { addComment, deleteComment, listComments } from './comments.service.js';

/** Comments on a project as a whole, under `/api/v2/projects/:projectId/comments`. */
export const projectCommentOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listProjectComments',
    method: 'GET',
    path: '/',
    summary: 'Comments on a project, newest first',
    tag: 'activity',
    access: 'project:read',
    params: projectPath,
    query: commentsQuery,
    answers: { 200: projectComments },
    handler: ({ params, query }) => listComments(context, params.projectId, query),
  }),
  defineOperation({
    id: 'commentOnProject',
    method: 'POST',
    path: '/',
    summary: 'Comment on a project',
    description:
      'The comment is Markdown and is stored as sanitized HTML. Users whom the comment mentions get a message: `@name`, ' +
      '`@[any name]`, `#author`, `#managers` or `#mappers`. The answer has the five newest comments.',
    tag: 'activity',
    access: 'project:comment',
    params: projectPath,
    body: newProjectComment,
    invalid: 'Unable to add chat message',
    answers: { 200: projectComments },
    handler: ({ params, body, granted: { viewer } }) => addComment(context, params.projectId, viewer, body.message),
  }),
  defineOperation({
    id: 'deleteProjectComment',
    method: 'DELETE',
    path: '/:messageId/',
    summary: 'Delete a comment on a project',
    tag: 'activity',
    access: 'project:comment-delete',
    params: projectCommentPath,
    answers: { 200: projectCommentDeleted },
    errors: ['MESSAGE_NOT_FOUND'],
    handler: async ({ params, granted: { viewer, project } }) => {
      await deleteComment(context, viewer, project, { projectId: params.projectId, id: params.messageId });
      return { Success: 'Comment deleted' };
    },
  }),
];
