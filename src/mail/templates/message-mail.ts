import { escapeHtml } from '../../text/html.js';
import { htmlToText } from '../../text/html-to-text.js';
import type { Mail } from '../outbox.repository.js';
import { layout, type Place } from './layout.js';

/** A message and its receiver. */
export interface MessageToMail {
  messageId: number;
  recipient: string;
  username: string;
  /** HTML that is safe to show. */
  subject: string;
  /** HTML that is safe to show. */
  html: string;
}

/** Address of the page on which users switch mails off. */
export const settingsUrl = ({ appBaseUrl }: Pick<Place, 'appBaseUrl'>): string =>
  `${appBaseUrl}/settings#notifications`;

/** The mail about a message in the inbox. */
export function messageMail(place: Place, { messageId, recipient, username, subject, html }: MessageToMail): Mail {
  const inbox = `${place.appBaseUrl}/inbox/message/${messageId}`;
  const settings = settingsUrl(place);
  return {
    to: recipient,
    subject: htmlToText(subject).replaceAll(/\s+/g, ' '),
    html: layout(
      place,
      `<p>Hi ${escapeHtml(username)},</p>
<p>${subject}</p>
<div style="border-left: 3px solid #d73f3f; padding-left: 1em;">${html}</div>
<p><a href="${escapeHtml(inbox)}">Read it in your inbox</a></p>`,
      `You receive this mail because you are a user of the ${escapeHtml(place.orgCode)} Tasking Manager. ` +
        `<a href="${escapeHtml(settings)}">Choose which mails you receive</a>.`,
    ),
    text:
      `Hi ${username},\n\n${htmlToText(subject)}\n\n${htmlToText(html)}\n\n` +
      `Read it in your inbox: ${inbox}\nChoose which mails you receive: ${settings}\n`,
  };
}
