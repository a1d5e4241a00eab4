import sanitizeHtml from 'sanitize-html';
import { DomainError } from '../../../errors/errors.js';
import { maySeeProject } from '../../../access/project-policy.js';
import { ROLE } from '../../../access/codes.js';
import type { DecideOnOne } from '../engine/action-context.js';

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

/**
 * Commenting on a task, which stays as it is, locks included.
 * @throws DomainError ReadOnly (a blocked user), PrivateProject
 */
export function commentOnTask(wrote: string): DecideOnOne {
  const comment = storedComment(wrote);
  return ({ actor, project }) => {
    if (actor.role === ROLE.READ_ONLY) throw new DomainError('ReadOnly');
    if (!maySeeProject(actor, project)) throw new DomainError('PrivateProject');
    return comment === null ? null : { action: 'comment', comment, wrote };
  };
}
