import { escapeHtml } from '../../text/html.js';
import type { Mail } from '../outbox.repository.js';
import { layout, type Instance } from './layout.js';

/** The user and the verification link. */
export interface Verification {
  to: string;
  username: string;
  /** The link to the front-end with its token. */
  link: string;
}

/** The mail with the link that verifies an address. */
export function verificationMail(instance: Pick<Instance, 'orgCode'>, { to, username, link }: Verification): Mail {
  const url = escapeHtml(link);
  const request = 'Please confirm your e-mail address with this link. The link is valid for one day.';
  const ignore = 'If you did not ask for this mail, please ignore it.';
  return {
    to,
    subject: `Confirm your e-mail address for the ${instance.orgCode} Tasking Manager`,
    html: layout(
      instance,
      `<p>Hi ${escapeHtml(username)},</p>
<p>${request}</p>
<p><a href="${url}">${url}</a></p>`,
      ignore,
    ),
    text: `Hi ${username},\n\n${request}\n\n${link}\n\n${ignore}\n`,
  };
}
