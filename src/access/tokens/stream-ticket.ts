import { DomainError } from '../../errors/errors.js';
import { signFor, verifyFor } from './session-token.js';

/** Time within which a stream can be opened with a ticket, in seconds. An open stream continues after that. */
export const TICKET_SECONDS = 60;

/** Makes a ticket. A client that cannot send a session opens a stream of events with it, for one project and as one user. */
export const signTicket = (userId: number, projectId: number, secret: string, now?: number): string =>
  signFor('stream', [userId, projectId], secret, now);

/**
 * The user of a ticket.
 * @throws DomainError InvalidToken if the ticket is forged, too old or for another project
 */
export function userOfTicket(ticket: string, projectId: number, { secret }: { secret: string }): number {
  const payload = verifyFor('stream', ticket, secret, { maxAge: TICKET_SECONDS });
  if (!Array.isArray(payload) || payload[1] !== projectId || typeof payload[0] !== 'number')
    throw new DomainError('InvalidToken');
  return payload[0];
}
