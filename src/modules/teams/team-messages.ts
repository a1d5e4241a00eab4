import { textAsHtml } from '../../text/html.js';
import { teamManagementLink, teamMembershipLink, userLink } from '../../text/links.js';
import { markdownToHtml } from '../../text/markdown.js';
import { MESSAGE_TYPE, type NewMessage } from '../notifications/messages.service.js';

/** Messages about membership of teams: their texts and their receivers. */

/** The values that every message about a team contains. */
export interface TeamOccasion {
  /** The front-end. */
  appBaseUrl: string;
  team: { id: number; name: string };
  /** The user who acted. */
  sender: { id: number; username: string };
}

const to = (
  receivers: readonly number[],
  { sender }: TeamOccasion,
  content: Pick<NewMessage, 'type' | 'subject' | 'message'>,
): NewMessage[] => receivers.map((toUserId) => ({ toUserId, fromUserId: sender.id, ...content }));

/** Tells the managers of a request to join. */
export function joinRequestMessages(occasion: TeamOccasion, managerIds: readonly number[]): NewMessage[] {
  const { appBaseUrl, team, sender } = occasion;
  const subject = `${userLink(appBaseUrl, sender.username)} asks to join the team ${teamManagementLink(appBaseUrl, team)}`;
  const message = `${subject}. The request can be accepted or refused on the page of the team.`;
  return to(managerIds, occasion, { type: MESSAGE_TYPE.REQUEST_TEAM_NOTIFICATION, subject, message });
}

/** Tells the user the answer to the request to join. */
export function joinAnswerMessages(occasion: TeamOccasion, userId: number, accepted: boolean): NewMessage[] {
  const { appBaseUrl, team, sender } = occasion;
  const subject = `Your request to join the team ${teamMembershipLink(appBaseUrl, team)} was ${accepted ? 'accepted' : 'rejected'}`;
  const message = `${subject} by ${userLink(appBaseUrl, sender.username)}.`;
  return to([userId], occasion, { type: MESSAGE_TYPE.REQUEST_TEAM_NOTIFICATION, subject, message });
}

/** Tells users that they were added to a team. */
export function addedMessages(occasion: TeamOccasion, userIds: readonly number[]): NewMessage[] {
  const { appBaseUrl, team, sender } = occasion;
  const subject = `You were added to the team ${teamMembershipLink(appBaseUrl, team)}`;
  const message = `${subject} by ${userLink(appBaseUrl, sender.username)}.`;
  return to(userIds, occasion, { type: MESSAGE_TYPE.INVITATION_NOTIFICATION, subject, message });
}

/**
 * A message of a user to all members of a team.
 * @param text Markdown
 */
export function teamBroadcast(
  occasion: TeamOccasion,
  userIds: readonly number[],
  { subject, message: text }: { subject: string; message: string },
): NewMessage[] {
  const { appBaseUrl, team, sender } = occasion;
  const head = `<p>A message from ${userLink(appBaseUrl, sender.username)} to the members of the team ${teamMembershipLink(appBaseUrl, team)}:</p>`;
  return to(
    userIds.filter((id) => id !== sender.id),
    occasion,
    { type: MESSAGE_TYPE.TEAM_BROADCAST, subject: textAsHtml(subject), message: `${head}\n${markdownToHtml(text)}` },
  );
}
