import type { FastifyReply, FastifyRequest } from 'fastify';
import { NOTHING_KNOWN, type IsKnown, type Tagged } from '../entity-tag.js';

/** A check whether `If-None-Match` contains a tag (RFC 9110, section 13.1.2, compared weakly). */
export function knownTo(request: FastifyRequest): IsKnown {
  const header = request.headers['if-none-match'];
  if (header === undefined) return NOTHING_KNOWN;
  const tags = new Set(Array.from(header.matchAll(/"[^"]*"/g), ([opaque]) => opaque));
  return (etag) => header.trim() === '*' || tags.has(etag.replace(/^W\//, ''));
}

/** Sends an answer with its tag, or 304. `no-cache`: clients may store the answer, and must check before each use that it is current. */
export function sendTagged<Body>(
  reply: FastifyReply,
  { etag, body }: Tagged<Body>,
  send: (body: Body) => FastifyReply,
): FastifyReply {
  reply.headers({ ETag: etag, 'Cache-Control': 'private, no-cache' });
  return body === null ? reply.code(304).send() : send(body);
}
