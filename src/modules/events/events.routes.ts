import type { FastifyReply, FastifyRequest } from 'fastify';
import { signTicket, TICKET_SECONDS } from '../../access/tokens/stream-ticket.js';
import type { Context } from '../../context.js';
import { isLoopback } from '../../http/plugins/limits.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { projectPath } from '../../http/schemas/schemas.js';
import { EventStream } from './streams/event-stream.js';
import { HEARTBEAT_SECONDS } from './event-hub.service.js';
import { eventsQuery, eventStream, streamTicket } from './events.schemas.js';

const DESCRIPTION =
  'Server-sent events. The first event is `ready`. Then one `task`, `comment` or `project` event follows for each committed change, ' +
  `at most a second later. This includes changes by other programs on the same database. A comment line is sent every ${HEARTBEAT_SECONDS} seconds. ` +
  'With `Last-Event-ID` a client resumes without lost or repeated events, for at least 10 minutes. After a longer time the client ' +
  'gets `reset` and must read the project again. The stream ends when its user may not read the project any more.';

/** Sends the headers and connects the stream to the response. After that Fastify does not use the response any more. */
function open(reply: FastifyReply, stream: EventStream): void {
  reply.headers({
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    // A proxy must not buffer events.
    'X-Accel-Buffering': 'no',
  });
  reply.hijack();
  reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>);
  stream.connect(reply.raw);
}

async function answerStream(
  { eventHub }: Context,
  stream: EventStream,
  { request, reply, lastEventId }: { request: FastifyRequest; reply: FastifyReply; lastEventId: string | undefined },
): Promise<FastifyReply> {
  reply.raw.once('close', () => eventHub.remove(stream));
  await eventHub.admit(stream);
  open(reply, stream);
  try {
    await eventHub.begin(stream, lastEventId);
  } catch (error) {
    request.log.error({ err: error }, 'a stream of events did not begin');
    reply.raw.destroy();
  }
  if (reply.raw.destroyed) eventHub.remove(stream);
  return reply;
}

/** The address of a client if its streams are counted; null if they are not. */
const addressOf = ({ ip }: FastifyRequest, { events }: Context['config']): string | null =>
  events.countsLoopback || !isLoopback(ip) ? ip : null;

/** The stream of events of a project and its tickets, under `/api/v2/projects/:projectId/events`. */
export const eventOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'streamProjectEvents',
    method: 'GET',
    path: '/',
    summary: 'Stream the events of a project',
    description: DESCRIPTION,
    tag: 'activity',
    access: 'project:stream',
    params: projectPath,
    query: eventsQuery,
    answers: { 200: eventStream },
    errors: ['TooManyStreams', 'Busy'],
    handler: ({ params: { projectId }, query, granted: { viewer }, request, reply }) => {
      if (request.method === 'HEAD') return reply.type('text/event-stream').send('');
      const header = request.headers['last-event-id'];
      const lastEventId = (typeof header === 'string' && header) || query.lastEventId || undefined;
      const address = addressOf(request, context.config);
      const stream = new EventStream({ projectId, userId: viewer?.id ?? null, address });
      return answerStream(context, stream, { request, reply, lastEventId });
    },
  }),
  defineOperation({
    id: 'createStreamTicket',
    method: 'POST',
    path: '/ticket/',
    summary: 'Create a ticket for streams of events',
    description:
      'For `EventSource`, which cannot send the header `Authorization`. A ticket is valid for one user and one project.',
    tag: 'activity',
    access: 'project:read-signed-in',
    params: projectPath,
    answers: { 200: streamTicket },
    handler: ({ params: { projectId }, granted: { viewer } }) => ({
      ticket: signTicket(viewer.id, projectId, context.secret),
      expiresInSeconds: TICKET_SECONDS,
    }),
  }),
];
