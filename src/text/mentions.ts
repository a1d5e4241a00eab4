/** Groups of people that a comment can mention with `#`. */
export const GROUPS = ['author', 'managers', 'mappers', 'contributors'] as const;

export type Group = (typeof GROUPS)[number];

/** The mentions in a comment. */
export interface Mentions {
  /** User names, each once. */
  names: string[];
  groups: Group[];
}

/**
 * `@[any name]`, which may contain pairs of brackets, or `@name` of letters of any script, digits and `_`. The `@` is not in the
 * middle of a word (`mail@example.org`). No name is longer than 255 characters: the search for its end is bounded, so that any text is read quickly.
 */
const NAME =
  /@\[((?:[^[\]]|\[[^[\]]{0,255}\]){1,255})\]|@\[([^\]]{1,255})\]|(?<![\p{L}\p{M}\p{N}_+-])@([\p{L}\p{M}\p{N}_]+)/gu;
const GROUP = /(?<![\p{L}\p{M}\p{N}_&#/])#(author|managers|mappers|contributors)(?![\p{L}\p{M}\p{N}_])/gu;

/** The address of a page, up to its end: names in it (`https://example.org/@name`) are no mentions. */
const ADDRESS = /https?:\/\/\S*$/i;
/** Longer addresses are not looked for. */
const ADDRESS_LENGTH = 200;

const isInAddress = (text: string, at: number): boolean =>
  text[at + 1] !== '[' && ADDRESS.test(text.slice(Math.max(0, at - ADDRESS_LENGTH), at));

/**
 * Finds the mentions in a comment.
 * @param comment as the user wrote it
 */
export function mentionsOf(comment: string): Mentions {
  const found = [...comment.matchAll(NAME)].filter(({ index }) => !isInAddress(comment, index));
  return {
    names: [...new Set(found.map(([, paired, inBrackets, word]) => paired ?? inBrackets ?? word ?? ''))],
    groups: [...new Set([...comment.matchAll(GROUP)].map(([, group]) => group as Group))],
  };
}
