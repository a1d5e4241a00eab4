import { signSession } from '../../../access/tokens/session-token.js';
import type { Context } from '../../../context.js';
import type { Db } from '../../../db/transaction.js';
import { queueMail } from '../../../mail/mail.service.js';
import { verificationMail } from '../../../mail/templates/verification-mail.js';

/** The user and the address to verify. */
export interface Unverified {
  username: string;
  emailAddress: string;
}

/**
 * The link that verifies an address. Its token is signed like a session, with the address in lower case as payload. It
 * is valid for a day.
 */
function verificationLink(
  { config, secret }: Pick<Context, 'config' | 'secret'>,
  { username, emailAddress }: Unverified,
): string {
  const query = new URLSearchParams({ token: signSession(emailAddress.toLowerCase(), secret), username });
  return `${config.appBaseUrl}/verify-email/?${query.toString()}`;
}

/**
 * Queues the mail with the verification link. It is sent after the commit.
 * @param tx the transaction that stores the address, or a client outside a transaction
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
