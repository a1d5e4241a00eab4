import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isBadInput, isBusy, isTimedOut } from '../../db/pg-errors.js';
import type { App } from '../app-types.js';
import { DomainError, ERRORS, errorBody, wireCodeOf } from '../../errors/errors.js';
import { JsonError } from '../json.js';

/** The code of the 404 for an invalid value of a path parameter, by the name of the parameter. */
const NOT_FOUND_BY_PARAMETER = {
  projectId: 'PROJECT_NOT_FOUND',
  taskId: 'TASK_NOT_FOUND',
  username: 'USER_NOT_FOUND',
  userId: 'USER_NOT_FOUND',
  organisationId: 'ORGANISATION_NOT_FOUND',
  teamId: 'TEAM_NOT_FOUND',
  campaignId: 'CAMPAIGN_NOT_FOUND',
  interestId: 'INTEREST_NOT_FOUND',
  partnerId: 'PARTNER_NOT_FOUND',
  partnershipId: 'PARTNERSHIP_NOT_FOUND',
  permalink: 'PARTNER_NOT_FOUND',
  licenseId: 'LICENSE_NOT_FOUND',
  categoryId: 'ISSUE_CATEGORY_NOT_FOUND',
  applicationKey: 'APPLICATION_NOT_FOUND',
  levelId: 'MAPPING_LEVEL_NOT_FOUND',
  badgeId: 'MAPPING_BADGE_NOT_FOUND',
  messageId: 'MESSAGE_NOT_FOUND',
} as const;

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function fromParams(error: FastifyError, params: unknown): DomainError {
  const failed = new Set(error.validation?.map((issue) => issue.instancePath.split('/')[1]));
  for (const [name, code] of Object.entries(NOT_FOUND_BY_PARAMETER))
    if (failed.has(name))
      return new DomainError(code, { details: { [snakeCase(name)]: (params as Record<string, unknown>)[name] } });
  return new DomainError('NOT_FOUND');
}

function fromValidation(error: FastifyError, request: FastifyRequest): DomainError {
  if (error.validationContext === 'params') return fromParams(error, request.params);
  const [issue] = error.validation ?? [];
  const where = issue?.instancePath.split('/').filter(Boolean).join('.');
  const sentence =
    request.routeOptions.config.invalid ?? `${where ? `${where}: ` : ''}${issue?.message ?? error.message}`;
  return new DomainError('InvalidData', { sentence });
}

const BAD_PATH = 'The path is not valid: each % must be followed by two hexadecimal digits of UTF-8 text';

/** Any error as an error of the table. */
function toDomainError(error: FastifyError, request: FastifyRequest): DomainError {
  if (error instanceof DomainError) return error;
  const { invalid } = request.routeOptions.config;
  if (error.code === 'FST_ERR_BAD_URL') return new DomainError('InvalidData', { sentence: BAD_PATH });
  // The value is longer than any name or id.
  if (error.code === 'FST_ERR_MAX_PARAM_LENGTH') return new DomainError('NOT_FOUND');
  if (error.validation) return fromValidation(error, request);
  if (error instanceof JsonError) return new DomainError('InvalidData', { sentence: invalid ?? error.message });
  if (isBadInput(error)) return new DomainError('InvalidData', { ...(invalid && { sentence: invalid }) });
  if (error.statusCode === 413) return new DomainError('RequestTooLarge');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new DomainError('InvalidData', { sentence: invalid ?? error.message });
  if (isTimedOut(error)) return new DomainError('DatabaseTimeout', { cause: error });
  if (isBusy(error)) return new DomainError('Busy', { cause: error });
  return new DomainError('INTERNAL_SERVER_ERROR', { details: { request_id: request.id }, cause: error });
}

/** Answers a request that failed. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const domainError = toDomainError(error, request);
  if (ERRORS[domainError.code].status >= 500) request.log.error({ err: error }, 'request failed');
  return sendError(reply, domainError);
}

/**
 * Writes every error response, in the envelope of its code. Unexpected errors are logged with their cause. The answer does
 * not contain the cause.
 * @param answerPage answers an unknown path that is a page of the front-end; returns null for other paths
 */
export function registerErrorHandler(
  app: App,
  answerPage: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null = () => null,
): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(
    (request, reply) => answerPage(request, reply) ?? sendError(reply, new DomainError('NOT_FOUND')),
  );
}

/** Sends an error of the table. */
export function sendError(reply: FastifyReply, error: DomainError): FastifyReply {
  const { status } = ERRORS[error.code];
  reply.refusal = wireCodeOf(error.code);
  if (status === 401) reply.header('WWW-Authenticate', 'Token');
  return (
    reply
      .code(status)
      .removeHeader('content-disposition')
      // Headers of the answer that was being prepared when the error occurred.
      .removeHeader('content-encoding')
      .removeHeader('etag')
      .removeHeader('cache-control')
      .type('application/json; charset=utf-8')
      .serializer((body: unknown) => JSON.stringify(body))
      .send(errorBody(error))
  );
}

/** Matches the start of a request if its request line is the part that is too large. */
const IN_REQUEST_LINE = /^[A-Z]+ \S*$|^\S* HTTP\/1\.\d\r\n/;

function invalidHttpError(error: ConnectionError): DomainError {
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return new DomainError('RequestTimeout');
  if (error.code !== 'HPE_HEADER_OVERFLOW')
    return new DomainError('InvalidData', { sentence: 'The request is not valid HTTP' });
  const packet = (error.rawPacket as unknown as Buffer | undefined)?.toString('latin1') ?? '';
  return new DomainError(IN_REQUEST_LINE.test(packet) ? 'UriTooLong' : 'HeadersTooLarge');
}

/** Answers invalid HTTP (a broken request line, too large headers) in the envelope and closes the connection. */
export function answerInvalidHttp(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy(error);
    return;
  }
  const refusal = invalidHttpError(error);
  const body = JSON.stringify(errorBody(refusal));
  const { status } = ERRORS[refusal.code];
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
}
