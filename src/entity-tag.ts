import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

/** A check whether the client already has the answer with a tag. */
export type IsKnown = (etag: string) => boolean;

/** The check for work without a request: no client has the answer. */
export const NOTHING_KNOWN: IsKnown = () => false;

/** An answer with its tag. The body is null if the client already has it. */
export interface Tagged<Body> {
  etag: string;
  body: Body | null;
}

/** Another release may format the same rows differently. */
const { version: RELEASE } = createRequire(import.meta.url)('../package.json') as { version: string };

/**
 * A weak entity tag (RFC 9110, section 8.8.3) of an answer. Weak, because the answer may be compressed.
 * @param parts the values that determine the answer; together they must be unambiguous
 */
export function etagOf(...parts: (string | number | null)[]): string {
  return `W/"${createHash('sha1')
    .update(JSON.stringify([RELEASE, ...parts]))
    .digest('base64url')}"`;
}

/** Whether the client asked with a tag at all. */
export const asksByTag = (isKnown: IsKnown): boolean => isKnown !== NOTHING_KNOWN;
