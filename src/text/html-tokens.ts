/**
 * A token of a text: the text between tags, or a tag with its name in lower case. Comments and declarations have no
 * name.
 */
export interface HtmlToken {
  source: string;
  kind: 'text' | 'start' | 'end' | 'other';
  /** Name of the tag in lower case; empty if it has none. */
  name: string;
}

/** Longest tag, in characters. The search for its end is limited, so that a text with many `<` is read quickly. */
const MAX_TAG_LENGTH = 4096;

const NAME = /[^\s/>]*/y;

/**
 * The end of a tag: the index after its `>` outside quoted values. -1 if the tag or a quoted value does not end.
 * @param from the index after the name of the tag
 */
function endOfTag(text: string, from: number): number {
  const limit = Math.min(text.length, from + MAX_TAG_LENGTH);
  let afterEquals = false;
  for (let at = from; at < limit; at++) {
    const sign = text[at] ?? '';
    if (sign === '>') return at + 1;
    if (afterEquals && (sign === '"' || sign === "'")) {
      const closing = text.indexOf(sign, at + 1);
      if (closing < 0 || closing >= limit) return -1;
      at = closing;
    }
    if (!/\s/.test(sign)) afterEquals = sign === '=';
  }
  return -1;
}

const ENDS = [
  { opens: '<!--', closes: '-->' },
  { opens: '<!', closes: '>' },
  { opens: '<?', closes: '>' },
  { opens: '</', closes: '>' },
] as const;

/** The tag, comment or declaration that begins with the `<` at `at`; null if it is a plain character. */
function tagAt(text: string, at: number): HtmlToken | null {
  const isEnd = text[at + 1] === '/';
  NAME.lastIndex = at + (isEnd ? 2 : 1);
  const name = NAME.exec(text)?.[0] ?? '';
  if (/^[a-z]/i.test(name)) {
    const end = endOfTag(text, NAME.lastIndex);
    if (end < 0) return null;
    return { source: text.slice(at, end), kind: isEnd ? 'end' : 'start', name: name.toLowerCase() };
  }
  for (const { opens, closes } of ENDS) {
    if (!text.startsWith(opens, at)) continue;
    const end = text.slice(at, at + MAX_TAG_LENGTH).indexOf(closes, opens.length);
    return end < 0 ? null : { source: text.slice(at, at + end + closes.length), kind: 'other', name: '' };
  }
  return null;
}

/** Splits a text into tags and the text between them. All tokens together are the text. */
export function htmlTokens(text: string): HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let from = 0;
  const textUntil = (to: number): void => {
    if (to > from) tokens.push({ source: text.slice(from, to), kind: 'text', name: '' });
  };
  let closing = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', Math.max(at + 1, from))) {
    if (closing >= 0 && closing < at) closing = text.indexOf('>', at);
    const tag = closing < 0 || closing > at + MAX_TAG_LENGTH ? null : tagAt(text, at);
    if (!tag) continue;
    textUntil(at);
    tokens.push(tag);
    from = at + tag.source.length;
  }
  textUntil(text.length);
  return tokens;
}
