import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';

/** Text to send, whole or in chunks. */
export type Text = string | Buffer | AsyncIterable<string>;

/** Pauses after each chunk so that other requests are served. Without a pause, all chunks may be sent in one turn. */
async function* withPauses(chunks: AsyncIterable<string>): AsyncGenerator<string, void> {
  for await (const chunk of chunks) {
    yield chunk;
    await setImmediate();
  }
}

/** JSON and GeoJSON have no parameter `charset` (RFC 8259, RFC 7946): they are always UTF-8. */
const WITHOUT_CHARSET = ['application/json', 'application/geo+json'];

/** Sends text. Chunks are sent as fast as the client reads them. */
export function sendText(reply: FastifyReply, text: Text, type: string): FastifyReply {
  reply.type(WITHOUT_CHARSET.includes(type) ? type : `${type}; charset=utf-8`);
  // Sent as bytes, because Node would copy a string into a buffer of three times its length.
  if (typeof text === 'string') return reply.send(Buffer.from(text));
  return reply.send(Buffer.isBuffer(text) ? text : Readable.from(withPauses(text), { objectMode: true }));
}

/** Sends JSON text without parsing it. */
export const sendJsonText = (reply: FastifyReply, text: Text, type = 'application/json'): FastifyReply =>
  sendText(reply, text, type);
