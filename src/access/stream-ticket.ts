import { DomainError } from '../errors/errors.js';
import { signFor, verifyFor } from './session-token.js';

/** How long a ticket opens streams, in seconds. An open stream continues after that. */
export const TICKET_SECONDS = 60;

/** A ticket with which a client that cannot send a session opens a stream of events of one project, as one user. */
export const signTicket = (userId: number, projectId: number, secret: string, now?: number): string =>
  signFor('stream', [userId, projectId], secret, now);

/**
 * The user of a ticket.
 * @throws DomainError InvalidToken where the ticket is forged, too old or of another project
 */
export function userOfTicket(ticket: string, projectId: number, { secret }: { secret: string }): number {
  const payload = verifyFor('stream', ticket, secret, { maxAge: TICKET_SECONDS });
  if (!Array.isArray(payload) || payload[1] !== projectId || typeof payload[0] !== 'number')
    throw new DomainError('InvalidToken');
  return payload[0];
}
