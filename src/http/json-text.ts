import type { FastifyReply } from 'fastify';

/** Sends JSON that is text already (the database or a serializer wrote it), without parsing and writing it again. */
export function sendJsonText(reply: FastifyReply, text: string | Buffer, type = 'application/json'): FastifyReply {
  if (typeof text !== 'string') return reply.type(`${type}; charset=utf-8`).send(text);
  return reply
    .type(`${type}; charset=utf-8`)
    .serializer((body: string) => body)
    .send(text);
}
