/** Groups of people that a comment can mention with `#`. */
export const GROUPS = ['author', 'managers', 'mappers', 'contributors'] as const;

/** A group of people that a comment can mention. */
export type Group = (typeof GROUPS)[number];

/** The mentions in a comment. */
export interface Mentions {
  /** User names, each once. */
  names: string[];
  groups: Group[];
}

/**
 * `@[any name]`, which may contain pairs of brackets, or `@name` of letters of any script, digits and `_`. The `@` is not in
 * the middle of a word (`mail@example.org`). No name is longer than 255 characters. The search for the end of a name is
 * limited to this length, so that any text is read quickly.
 */
const NAME =
  /@\[((?:[^[\]]|\[[^[\]]{0,255}\]){1,255})\]|@\[([^\]]{1,255})\]|(?<![\p{L}\p{M}\p{N}_+-])@([\p{L}\p{M}\p{N}_]+)/gu;
const GROUP = /(?<![\p{L}\p{M}\p{N}_&#/])#(author|managers|mappers|contributors)(?![\p{L}\p{M}\p{N}_])/gu;

/** A web address at the end of a text. Names in an address (`https://example.org/@name`) are not mentions. */
const ADDRESS = /https?:\/\/\S*$/i;
/** Longest part of a text that is searched for an address, in characters. */
const ADDRESS_LENGTH = 200;

const isInAddress = (text: string, at: number): boolean =>
  text[at + 1] !== '[' && ADDRESS.test(text.slice(Math.max(0, at - ADDRESS_LENGTH), at));

/**
 * Finds the mentions in a comment.
 * @param comment the comment as the user wrote it
 */
export function mentionsOf(comment: string): Mentions {
  const found = [...comment.matchAll(NAME)].filter(({ index }) => !isInAddress(comment, index));
  return {
    names: [...new Set(found.map(([, paired, inBrackets, word]) => paired ?? inBrackets ?? word ?? ''))],
    groups: [...new Set([...comment.matchAll(GROUP)].map(([, group]) => group as Group))],
  };
}
