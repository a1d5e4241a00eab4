import { COMMENT_TAGS, safeHtml } from '../../../text/safe-html.js';
import { DomainError } from '../../../errors/errors.js';
import { maySeeProject } from '../../../access/project-policy.js';
import { ROLE } from '../../../access/codes.js';
import type { Rule } from '../engine/action-context.js';

/** A comment as it is stored: a few harmless tags stay, everything else is escaped. Null and empty text give null. */
export function storedComment(comment: string | null | undefined): string | null {
  return comment ? safeHtml(comment, COMMENT_TAGS) : null;
}

/**
 * Comments on a task. The task and its lock do not change.
 * @throws DomainError ReadOnly (a blocked user), PrivateProject
 */
export function commentOnTask(rawComment: string): Rule {
  const comment = storedComment(rawComment);
  return ({ actor, project, tasks }) => {
    if (actor.role === ROLE.READ_ONLY) throw new DomainError('ReadOnly');
    if (!maySeeProject(actor, project)) throw new DomainError('PrivateProject');
    return comment === null ? [] : tasks.map(() => ({ action: 'comment', comment, rawComment }));
  };
}
