import { textAsHtml } from '../../text/html.js';
import { teamManagementLink, teamMembershipLink, userLink } from '../../text/links.js';
import { markdownToHtml } from '../../text/markdown.js';
import { MESSAGE_TYPE, type NewMessage } from '../notifications/messages.service.js';

/** Messages about the members of teams: their texts and their receivers. */

/** The values that every message about a team contains. */
export interface TeamMessageContext {
  /** URL of the front-end. */
  appBaseUrl: string;
  team: { id: number; name: string };
  /** The user who acted. */
  sender: { id: number; username: string };
}

const to = (
  receivers: readonly number[],
  { sender }: TeamMessageContext,
  content: Pick<NewMessage, 'type' | 'subject' | 'message'>,
): NewMessage[] => receivers.map((toUserId) => ({ toUserId, fromUserId: sender.id, ...content }));

/** The messages to managers about a request to join. */
export function joinRequestMessages(context: TeamMessageContext, managerIds: readonly number[]): NewMessage[] {
  const { appBaseUrl, team, sender } = context;
  const subject = `${userLink(appBaseUrl, sender.username)} asks to join the team ${teamManagementLink(appBaseUrl, team)}`;
  const message = `${subject}. The request can be accepted or refused on the page of the team.`;
  return to(managerIds, context, { type: MESSAGE_TYPE.REQUEST_TEAM_NOTIFICATION, subject, message });
}

/** The message to a user about the answer to the request to join. */
export function joinAnswerMessages(context: TeamMessageContext, userId: number, accepted: boolean): NewMessage[] {
  const { appBaseUrl, team, sender } = context;
  const subject = `Your request to join the team ${teamMembershipLink(appBaseUrl, team)} was ${accepted ? 'accepted' : 'rejected'}`;
  const message = `${subject} by ${userLink(appBaseUrl, sender.username)}.`;
  return to([userId], context, { type: MESSAGE_TYPE.REQUEST_TEAM_NOTIFICATION, subject, message });
}

/** The messages to users who were added to a team. */
export function addedMessages(context: TeamMessageContext, userIds: readonly number[]): NewMessage[] {
  const { appBaseUrl, team, sender } = context;
  const subject = `You were added to the team ${teamMembershipLink(appBaseUrl, team)}`;
  const message = `${subject} by ${userLink(appBaseUrl, sender.username)}.`;
  return to(userIds, context, { type: MESSAGE_TYPE.INVITATION_NOTIFICATION, subject, message });
}

/**
 * A message of a user to all members of a team.
 * @param text Markdown
 */
export function teamBroadcast(
  context: TeamMessageContext,
  userIds: readonly number[],
  { subject, message: text }: { subject: string; message: string },
): NewMessage[] {
  const { appBaseUrl, team, sender } = context;
  const head = `<p>A message from ${userLink(appBaseUrl, sender.username)} to the members of the team ${teamMembershipLink(appBaseUrl, team)}:</p>`;
  return to(
    userIds.filter((id) => id !== sender.id),
    context,
    { type: MESSAGE_TYPE.TEAM_BROADCAST, subject: textAsHtml(subject), message: `${head}\n${markdownToHtml(text)}` },
  );
}
