import { managesOrganisation } from '../../../access/organisation-policy.js';
import { projectNotFound } from '../../../access/project-policy.js';
import type { Context } from '../../../context.js';
import { inModelTransaction, inTransaction } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import { escapeHtml } from '../../../text/html.js';
import { markdownToHtml } from '../../../text/markdown.js';
import { COMMENT_TAGS, safeHtml } from '../../../text/safe-html.js';
import { MESSAGE_TYPE, sendMessages } from '../../notifications/messages.service.js';
import {
  findCandidate,
  findContributorsToNotify,
  findManagersOf,
  lockProjectRow,
  writeAuthor,
  type LockedProject,
} from './project-actions.repository.js';

const titleOf = ({ name }: LockedProject, projectId: number): string => escapeHtml(`${name} #${projectId}`);

/**
 * Sends a message to all users who have mapped or validated an existing task of a project.
 * @param message `subject` and `message` as the sender wrote them; the message is Markdown
 * @throws DomainError PROJECT_NOT_FOUND (it was deleted meanwhile)
 */
export async function messageContributors(
  { database, config }: Context,
  projectId: number,
  message: { subject: string; message: string; fromUserId: number },
): Promise<void> {
  const subject = safeHtml(message.subject, COMMENT_TAGS);
  const text = markdownToHtml(message.message);
  await inTransaction(database, async (tx) => {
    const project = await lockProjectRow(tx, projectId);
    if (!project) throw projectNotFound(projectId);
    const link = `<a href="${config.appBaseUrl}/projects/${projectId}">${titleOf(project, projectId)}</a>`;
    const receivers = await findContributorsToNotify(tx, projectId);
    await sendMessages(
      tx,
      receivers.map((toUserId) => ({
        type: MESSAGE_TYPE.BROADCAST,
        toUserId,
        fromUserId: message.fromUserId,
        subject,
        message: `A message from ${link} managers:<br/><br/>${text}`,
        projectId,
      })),
    );
  });
}

/**
 * Transfers a project to a user, and sends a message to the managers of its organisation. If the user is already the
 * owner, no message is sent.
 * @throws DomainError PROJECT_NOT_FOUND (it was deleted meanwhile), USER_NOT_FOUND, InvalidNewOwner
 */
export async function transferProject(
  { database, config }: Context,
  projectId: number,
  username: string,
): Promise<void> {
  await inModelTransaction(database, async (tx) => {
    const project = await lockProjectRow(tx, projectId);
    if (!project) throw projectNotFound(projectId);
    const owner = await findCandidate(tx, username, project.organisationId);
    if (!owner) throw new DomainError('USER_NOT_FOUND', { details: { username } });
    if (owner.id === project.authorId) return;
    if (!managesOrganisation(owner, { manages: owner.managesOrganisation })) throw new DomainError('InvalidNewOwner');
    await writeAuthor(tx, projectId, owner.id);
    const managers = await findManagersOf(tx, project.organisationId);
    const subject = `Project ${titleOf(project, projectId)} was transferred to ${escapeHtml(owner.username)}`;
    const link = `<a href="${config.appBaseUrl}/projects/${projectId}">${titleOf(project, projectId)}</a>`;
    const message = `Project ${link} was transferred to ${escapeHtml(owner.username)}.`;
    await sendMessages(
      tx,
      managers.map((toUserId) => ({ type: MESSAGE_TYPE.SYSTEM, toUserId, fromUserId: null, subject, message })),
    );
  });
}
