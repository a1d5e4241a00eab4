import { verifyFor } from '../../access/tokens/session-token.js';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { findAddress, verifyAddress } from './email-verification.repository.js';

/** Time for which the link in the mail is valid, in seconds. */
const LINK_SECONDS = 86_400;

/** @throws DomainError BadSignature, ExpiredToken */
function readToken(token: string, secret: string): unknown {
  const payload = verifyFor('session', token, secret, { maxAge: LINK_SECONDS });
  if (payload !== undefined) return payload;
  const isOld = verifyFor('session', token, secret, { maxAge: Number.MAX_SAFE_INTEGER }) !== undefined;
  throw new DomainError(isOld ? 'ExpiredToken' : 'BadSignature');
}

/**
 * Marks the address of a user as verified.
 * @param token the token in the mail that was sent to the address
 * @throws DomainError USER_NOT_FOUND, BadSignature, ExpiredToken, InvalidEmail
 */
export async function verifyEmail({ database, secret }: Context, username: string, token: string): Promise<void> {
  const user = await findAddress(database.prisma, username);
  if (!user) throw new DomainError('USER_NOT_FOUND', { details: { username } });
  const payload = readToken(token, secret);
  const { id, emailAddress } = user;
  if (typeof payload !== 'string' || emailAddress?.toLowerCase() !== payload.toLowerCase())
    throw new DomainError('InvalidEmail');
  if (!(await verifyAddress(database.prisma, id, emailAddress))) throw new DomainError('InvalidEmail');
}
