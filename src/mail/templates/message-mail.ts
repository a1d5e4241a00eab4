import { escapeHtml } from '../../text/html.js';
import { htmlToText } from '../../text/html-to-text.js';
import type { Mail } from '../outbox.repository.js';
import { layout, type Instance } from './layout.js';

/** A message and its receiver. */
interface MessageToMail {
  messageId: number;
  recipient: string;
  username: string;
  /** HTML that is safe to show. */
  subject: string;
  /** HTML that is safe to show. */
  html: string;
}

/** URL of the page on which users switch mails off. */
export const settingsUrl = ({ appBaseUrl }: Pick<Instance, 'appBaseUrl'>): string =>
  `${appBaseUrl}/settings#notifications`;

/** The mail for a message in the inbox. */
export function messageMail(
  instance: Instance,
  { messageId, recipient, username, subject, html }: MessageToMail,
): Mail {
  const inbox = `${instance.appBaseUrl}/inbox/message/${messageId}`;
  const settings = settingsUrl(instance);
  return {
    to: recipient,
    subject: htmlToText(subject).replaceAll(/\s+/g, ' '),
    html: layout(
      instance,
      `<p>Hi ${escapeHtml(username)},</p>
<p>${subject}</p>
<div style="border-left: 3px solid #d73f3f; padding-left: 1em;">${html}</div>
<p><a href="${escapeHtml(inbox)}">Read it in your inbox</a></p>`,
      `You receive this mail because you are a user of the ${escapeHtml(instance.orgCode)} Tasking Manager. ` +
        `<a href="${escapeHtml(settings)}">Choose which mails you receive</a>.`,
    ),
    text:
      `Hi ${username},\n\n${htmlToText(subject)}\n\n${htmlToText(html)}\n\n` +
      `Read it in your inbox: ${inbox}\nChoose which mails you receive: ${settings}\n`,
  };
}
