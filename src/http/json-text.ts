import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Text that is ready to be sent, whole or in pieces. */
export type Text = string | Buffer | AsyncIterable<string>;

/** Sends text as it is (the database or a serializer wrote it), in pieces as fast as the client takes them. */
export function sendText(reply: FastifyReply, text: Text, type: string): FastifyReply {
  reply.type(`${type}; charset=utf-8`);
  if (typeof text === 'string') return reply.serializer((body: string) => body).send(text);
  return reply.send(Buffer.isBuffer(text) ? text : Readable.from(text, { objectMode: true }));
}

/** Sends JSON that is text already, without parsing and writing it again. */
export const sendJsonText = (reply: FastifyReply, text: Text, type = 'application/json'): FastifyReply =>
  sendText(reply, text, type);
