import type { FastifyReply } from 'fastify';

/** Sends JSON that is text already (the database or a serializer wrote it), without parsing and writing it again. */
export function sendJsonText(reply: FastifyReply, text: string, type = 'application/json'): FastifyReply {
  return reply
    .type(`${type}; charset=utf-8`)
    .serializer((body: string) => body)
    .send(text);
}
