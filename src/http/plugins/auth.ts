import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../errors/errors.js';
import type { App } from '../app-types.js';
import { decodeCredentials, verifySession } from '../../access/tokens/session-token.js';

/** The user of the session that a request carries, or null without a valid session. */
export function userOf(request: FastifyRequest, secret: string): number | null {
  const [, scheme, credentials] = /^(\S+) +(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (scheme?.toLowerCase() !== 'token' || !credentials) return null;
  const token = decodeCredentials(credentials);
  const payload = token === undefined ? undefined : verifySession(token, secret);
  return typeof payload === 'number' && Number.isSafeInteger(payload) && payload > 0 ? payload : null;
}

/** Reads the session of every request into `request.userId`, before the body is read. 401 if the route requires a session. */
export function registerAuth(app: App, secret: string): void {
  app.decorateRequest('userId', null);
  app.addHook('onRequest', (request, _reply, done) => {
    const auth = request.routeOptions.config.auth ?? 'none';
    if (auth !== 'none') request.userId = userOf(request, secret);
    done(auth === 'required' && request.userId === null ? new DomainError('InvalidToken') : undefined);
  });
}

/** The user of a request on a route that requires a session. @throws DomainError InvalidToken without a session */
export function sessionUser(request: { userId: number | null }): number {
  if (request.userId === null) throw new DomainError('InvalidToken');
  return request.userId;
}
