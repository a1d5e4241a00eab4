import { z } from 'zod';
import { pageNumber, pagination, pathId, projectPath, storableText, success } from '../../../http/schemas/schemas.js';

export const projectCommentPath = projectPath.extend({ messageId: pathId('Id of the comment') });

export const commentsQuery = z.object({
  page: pageNumber.default(1).meta({ description: 'Number of the page, starting at 1' }),
  perPage: z.coerce.number().int().min(1).max(1000).default(20).meta({ description: 'Number of comments on a page' }),
});

export const newProjectComment = z.object({ message: storableText.trim().min(1, 'it is empty') }).meta({
  id: 'NewProjectComment',
  description: 'A comment on a project, in Markdown',
  examples: [{ message: 'Thanks, @ann' }],
});

export const projectComments = z
  .object({
    chat: z.array(
      z.object({
        id: z.int(),
        message: z.string().meta({ description: 'HTML that is safe to show' }),
        pictureUrl: z.string().nullable(),
        timestamp: z.string(),
        username: z.string(),
      }),
    ),
    pagination: pagination.nullable(),
  })
  .meta({
    id: 'ProjectComments',
    description: 'A page of the comments on a project, newest first',
    examples: [{ chat: [], pagination: null }],
  });

export const projectCommentDeleted = success('Comment deleted');
