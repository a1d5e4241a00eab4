import { signSession } from '../../../access/tokens/session-token.js';
import type { Context } from '../../../context.js';
import type { Db } from '../../../db/transaction.js';
import { queueMail } from '../../../mail/mail.service.js';
import { verificationMail } from '../../../mail/templates/verification-mail.js';

/** Who has to verify which address. */
export interface Unverified {
  username: string;
  emailAddress: string;
}

/**
 * The link that verifies an address. Its token is signed like a session, and its payload is the address in lower case. It is
 * good for a day.
 */
function verificationLink(
  { config, secret }: Pick<Context, 'config' | 'secret'>,
  { username, emailAddress }: Unverified,
): string {
  const query = new URLSearchParams({ token: signSession(emailAddress.toLowerCase(), secret), username });
  return `${config.appBaseUrl}/verify-email/?${query.toString()}`;
}

/**
 * Queues the mail with the link that verifies an address. It leaves after the commit.
 * @param tx the transaction that stores the address; a client outside a transaction where it is stored already
 */
export const queueVerification = (tx: Db, context: Context, user: Unverified): Promise<void> =>
  queueMail(
    tx,
    verificationMail(context.config.system, {
      to: user.emailAddress,
      username: user.username,
      link: verificationLink(context, user),
    }),
  );
