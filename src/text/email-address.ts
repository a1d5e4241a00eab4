/** One `@`, a domain with a dot, and no sign to which mail headers give a meaning. */
const ADDRESS = /^[^\s@,;:<>()[\]"\\]+@[^\s@.,;:<>()[\]"\\]+(\.[^\s@.,;:<>()[\]"\\]+)+$/;

/** Longest address that mail servers take, in characters. */
const LONGEST = 254;

/** What the database holds no text with: NUL, half a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** An e-mail address as it is stored: without blanks around it, in lower case. @returns null where the text is none */
export function emailAddress(text: string): string | null {
  const address = text.trim().toLowerCase();
  return address.length <= LONGEST && ADDRESS.test(address) && !UNSTORABLE.test(address) ? address : null;
}
