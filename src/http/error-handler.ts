import type { Socket } from 'node:net';
import type { ConnectionError, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isBadInput } from '../db/pg-errors.js';
import type { App } from './app-types.js';
import { DomainError, ERRORS, errorBody } from './errors.js';
import { JsonError } from './json.js';

/** Path parameters that are no id of anything: what was looked for is not there. */
const NOT_FOUND_BY_PARAMETER = {
  projectId: 'PROJECT_NOT_FOUND',
  taskId: 'TASK_NOT_FOUND',
  username: 'USER_NOT_FOUND',
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

/** Any error as one of the table's: what the client did wrong, or that the server failed. */
function toDomainError(error: FastifyError, request: FastifyRequest): DomainError {
  if (error instanceof DomainError) return error;
  const { invalid } = request.routeOptions.config;
  if (error.validation) return fromValidation(error, request);
  if (error instanceof JsonError) return new DomainError('InvalidData', { sentence: invalid ?? error.message });
  if (isBadInput(error)) return new DomainError('InvalidData', { ...(invalid && { sentence: invalid }) });
  if (error.statusCode === 413) return new DomainError('RequestTooLarge');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new DomainError('InvalidData', { sentence: invalid ?? error.message });
  return new DomainError('INTERNAL_SERVER_ERROR', { details: { request_id: request.id }, cause: error });
}

/** Answers a request that failed. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const domainError = toDomainError(error, request);
  if (ERRORS[domainError.code].status >= 500) request.log.error({ err: error }, 'request failed');
  return sendError(reply, domainError);
}

/** Writes every error response, in the envelope of its code. Bugs are logged with their cause and told without it. */
export function registerErrorHandler(app: App): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => sendError(reply, new DomainError('NOT_FOUND')));
}

/** Sends an error of the table. */
export function sendError(reply: FastifyReply, error: DomainError): FastifyReply {
  const { status } = ERRORS[error.code];
  if (status === 401) reply.header('WWW-Authenticate', 'Token');
  return reply
    .code(status)
    .removeHeader('content-disposition')
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(errorBody(error));
}

const RAW_STATUS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what is no HTTP (a broken request line, headers that are too large), in the envelope too, and hangs up. */
export function answerNoHttp(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy(error);
    return;
  }
  const body = JSON.stringify(errorBody(new DomainError('InvalidData', { sentence: 'The request is not valid HTTP' })));
  const status = RAW_STATUS[error.code] ?? '400 Bad Request';
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
}
