import sanitizeHtml from 'sanitize-html';
import type { Mention } from './task-change.repository.js';

/** What the original leaves in a comment: a few harmless tags, no event attributes, links of known kinds. */
const HARMLESS: sanitizeHtml.IOptions = {
  allowedTags: ['a', 'abbr', 'acronym', 'b', 'blockquote', 'code', 'em', 'i', 'li', 'ol', 'strong', 'ul'],
  allowedAttributes: { a: ['href', 'title'], abbr: ['title'], acronym: ['title'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  disallowedTagsMode: 'escape',
};

/** A comment as it is stored: HTML-escaped, but for a few harmless tags. Null and empty give null. */
export function storedComment(comment: string | null | undefined): string | null {
  return comment ? sanitizeHtml(comment, HARMLESS) : null;
}

/** The user names that a comment addresses as `@[name]`, each once. */
export const mentionedUsers = (comment: string): string[] => [
  ...new Set([...comment.matchAll(/@\[([^\]]+)\]/g)].map(([, name]) => name ?? '')),
];

/**
 * The messages that a comment on a task sends.
 * @param comment as the user wrote it
 * @param stored as it is stored
 * @param appBaseUrl where the front-end is, for the link to the task
 */
export function mentionsIn(
  comment: string | null | undefined,
  stored: string | null,
  at: { projectId: number; taskId: number; appBaseUrl: string },
): Mention[] {
  const usernames = comment ? mentionedUsers(comment) : [];
  if (usernames.length === 0 || stored === null) return [];
  const { projectId, taskId, appBaseUrl } = at;
  const link = `<a href="${appBaseUrl}/projects/${projectId}/tasks/?search=${taskId}" style="color: #d73f3f">Task ${taskId}</a>`;
  return [{ taskId, usernames, subject: `You were mentioned in a comment in ${link} of Project ${projectId}`, message: stored }];
}
