/** Groups of people that a comment can mention with `#`. */
export const GROUPS = ['author', 'managers', 'mappers', 'contributors'] as const;

export type Group = (typeof GROUPS)[number];

/** Who a comment mentions. */
export interface Mentions {
  /** User names, each once. */
  names: string[];
  groups: Group[];
}

/** `@[any name]`, or `@name` of letters of any script, digits and `_`, which does not go on a word (`mail@example.org`). */
const NAME = /@\[([^\]]+)\]|(?<![\p{L}\p{M}\p{N}_.+-])@([\p{L}\p{M}\p{N}_]+)/gu;
const GROUP = /(?<![\p{L}\p{M}\p{N}_&#/])#(author|managers|mappers|contributors)(?![\p{L}\p{M}\p{N}_])/gu;

/**
 * Finds who a comment mentions.
 * @param comment as the user wrote it
 */
export const mentionsOf = (comment: string): Mentions => ({
  names: [...new Set([...comment.matchAll(NAME)].map(([, inBrackets, word]) => inBrackets ?? word ?? ''))],
  groups: [...new Set([...comment.matchAll(GROUP)].map(([, group]) => group as Group))],
});
