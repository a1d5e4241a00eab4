import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

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
const { version: RELEASE } = createRequire(import.meta.url)('../package.json') as { version: string };

/**
 * A weak entity tag (RFC 9110, section 8.8.3) of whatever an answer is made from; weak, as it may be sent compressed.
 * @param parts what decides what the answer is, in words that cannot run into each other
 */
export function etagOf(...parts: (string | number | null)[]): string {
  return `W/"${createHash('sha1')
    .update(JSON.stringify([RELEASE, ...parts]))
    .digest('base64url')}"`;
}

/** Whether the client asked with a tag at all. */
export const asksByTag = (isKnown: IsKnown): boolean => isKnown !== NOTHING_KNOWN;
