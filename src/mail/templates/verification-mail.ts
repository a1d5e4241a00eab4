import { escapeHtml } from '../../text/html.js';
import type { Mail } from '../outbox.repository.js';
import { layout, type Place } from './layout.js';

/** The user and the verification link. */
export interface Verification {
  to: string;
  username: string;
  /** The link to the front-end with its token. */
  link: string;
}

/** The mail with the link that verifies an address. */
export function verificationMail(place: Pick<Place, 'orgCode'>, { to, username, link }: Verification): Mail {
  const url = escapeHtml(link);
  const ignore = 'If you did not ask for this, ignore this mail: nothing is done then.';
  return {
    to,
    subject: `Confirm your e-mail address for the ${place.orgCode} Tasking Manager`,
    html: layout(
      place,
      `<p>Hi ${escapeHtml(username)},</p>
<p>Please confirm your e-mail address with this link. It is good for one day.</p>
<p><a href="${url}">${url}</a></p>`,
      ignore,
    ),
    text: `Hi ${username},\n\nPlease confirm your e-mail address with this link. It is good for one day.\n\n${link}\n\n${ignore}\n`,
  };
}
