import { signFor, verifyFor } from './session-token.js';

/** Time for which a signature is valid, in seconds: an hour. */
const SIGNATURE_SECONDS = 3600;

const payloadOf = (projectId: number): string => `export ${projectId}`;

/** A signature with which a client that sends no session may fetch the exports of a project. */
export const signExports = (projectId: number, secret: string): string =>
  signFor('export', payloadOf(projectId), secret);

/** Whether a request carries a valid signature for the project. */
export const isSignedFor = (
  projectId: number,
  request: { signature: string | undefined; secret: string } | undefined,
): boolean =>
  request?.signature !== undefined &&
  verifyFor('export', request.signature, request.secret, { maxAge: SIGNATURE_SECONDS }) === payloadOf(projectId);
