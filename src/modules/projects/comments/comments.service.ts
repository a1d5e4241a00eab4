import { managesProject, projectNotFound, type ProjectForViewer } from '../../../access/project-policy.js';
import type { Viewer } from '../../../access/viewer.js';
import type { Context } from '../../../context.js';
import { isForeignKeyViolation } from '../../../db/pg-errors.js';
import { asOneStatement } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import { paginationOf, type Pagination } from '../../../paging.js';
import { projectLink, userLink } from '../../../text/links.js';
import { markdownToHtml } from '../../../text/markdown.js';
import { mentionsOf } from '../../../text/mentions.js';
import { COMMENT_TAGS, safeHtml } from '../../../text/safe-html.js';
import {
  deleteCommentRow,
  findComments,
  findCommentWriter,
  insertComment,
  type ProjectComment,
} from './comments.repository.js';

/** Number of comments in the answer to a new comment. */
const NEWEST_COMMENTS = 5;

/** A page of comments. The pagination is null if there are no comments. */
export interface CommentPage {
  chat: ProjectComment[];
  pagination: Pagination | null;
}

/** Comments on a project, newest first. */
export async function listComments(
  { database }: Context,
  projectId: number,
  { page, perPage }: { page: number; perPage: number },
): Promise<CommentPage> {
  const { chat, total } = await findComments(database.db, projectId, page, perPage);
  return { chat, pagination: total === 0 ? null : paginationOf(page, perPage, total) };
}

/**
 * Stores a comment on a project. Sends messages to the mentioned users, to users who changed tasks of the project, and to
 * users who have it as a favourite.
 * @param markdown the comment as the user wrote it
 * @returns the newest comments
 * @throws DomainError PROJECT_NOT_FOUND (it was deleted meanwhile)
 */
export async function addComment(
  context: Context,
  projectId: number,
  writer: Viewer,
  markdown: string,
): Promise<CommentPage> {
  const { database, config } = context;
  const project = projectLink(config.appBaseUrl, projectId, '#questionsAndComments');
  const comment = {
    projectId,
    writerId: writer.id,
    stored: markdownToHtml(markdown),
    ...mentionsOf(markdown),
    mentionSubject: `You were mentioned in Project ${project} chat`,
    commentSubject: `${userLink(config.appBaseUrl, writer.username)} left a comment in project ${project}`,
    message: safeHtml(markdown, COMMENT_TAGS),
  };
  try {
    await asOneStatement(database, (tx) => insertComment(tx, comment));
  } catch (error) {
    if (isForeignKeyViolation(error)) throw projectNotFound(projectId);
    throw error;
  }
  return listComments(context, projectId, { page: 1, perPage: NEWEST_COMMENTS });
}

/** Deletes a comment on a project. @throws DomainError MESSAGE_NOT_FOUND, DeletePermissionError */
export async function deleteComment(
  { database }: Context,
  viewer: Viewer,
  project: ProjectForViewer,
  { projectId, id }: { projectId: number; id: number },
): Promise<void> {
  const notFound = new DomainError('MESSAGE_NOT_FOUND', { details: { message_id: id } });
  const writer = await findCommentWriter(database.prisma, projectId, id);
  if (writer === null) throw notFound;
  if (writer !== viewer.id && !managesProject(viewer, project)) throw new DomainError('DeletePermissionError');
  if (!(await deleteCommentRow(database.prisma, projectId, id))) throw notFound;
}
