/** One `@`, a domain with a dot, and no character that has a meaning in mail headers. */
const ADDRESS = /^[^\s@,;:<>()[\]"\\]+@[^\s@.,;:<>()[\]"\\]+(\.[^\s@.,;:<>()[\]"\\]+)+$/;

/** Longest valid address, in characters. */
const MAX_LENGTH = 254;

/** Characters that the database cannot store: NUL, half a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/**
 * An e-mail address as it is stored: trimmed and in lower case.
 * @returns null if the text is not an address
 */
export function emailAddress(text: string): string | null {
  const address = text.trim().toLowerCase();
  return address.length <= MAX_LENGTH && ADDRESS.test(address) && !UNSTORABLE.test(address) ? address : null;
}
