import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Asks whether the client has the answer with this tag already. */
export type IsKnown = (etag: string) => boolean;

/** For work that no client asked for by a tag. */
export const NOTHING_KNOWN: IsKnown = () => false;

/** An answer with its tag; the body is null where the client has it already. */
export interface Tagged<Body> {
  etag: string;
  body: Body | null;
}

/** Another release may write the same rows differently. */
const { version: RELEASE } = createRequire(import.meta.url)('../../package.json') as { version: string };

/**
 * A weak entity tag (RFC 9110, section 8.8.3) of whatever an answer is made from; weak, as it may be sent compressed.
 * @param parts what decides what the answer is, in words that cannot run into each other
 */
export function etagOf(...parts: (string | number | null)[]): string {
  return `W/"${createHash('sha1')
    .update(JSON.stringify([RELEASE, ...parts]))
    .digest('base64url')}"`;
}

/** What `If-None-Match` says that the client has (RFC 9110, section 13.1.2, compared weakly). */
export function knownTo(request: FastifyRequest): IsKnown {
  const header = request.headers['if-none-match'];
  if (header === undefined) return NOTHING_KNOWN;
  const tags = new Set(Array.from(header.matchAll(/"[^"]*"/g), ([opaque]) => opaque));
  return (etag) => header.trim() === '*' || tags.has(etag.replace(/^W\//, ''));
}

/** Whether the client asked with a tag at all. */
export const asksByTag = (isKnown: IsKnown): boolean => isKnown !== NOTHING_KNOWN;

/** Sends an answer with its tag, or 304 without it. `no-cache`: it may be kept, and is asked for each time. */
export function sendTagged<Body>(
  reply: FastifyReply,
  { etag, body }: Tagged<Body>,
  send: (body: Body) => FastifyReply,
): FastifyReply {
  reply.headers({ ETag: etag, 'Cache-Control': 'private, no-cache' });
  return body === null ? reply.code(304).send() : send(body);
}
