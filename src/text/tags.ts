/** A piece of a text: what stands between tags, or a tag with its name in lower case. Comments and declarations have no name. */
export interface Piece {
  source: string;
  kind: 'text' | 'start' | 'end' | 'other';
  /** Name of the tag in lower case; empty where there is none. */
  name: string;
}

/** How long a tag may be. The search for its end is bounded, so that a text of many `<` is read quickly. */
const LONGEST_TAG = 4096;

const NAME = /[^\s/>]*/y;

/**
 * Where the tag ends whose name ends at `from`: behind its `>`, which stands in no quoted value. -1 where it does not end, as when a
 * quoted value does not.
 */
function endOfTag(text: string, from: number): number {
  const limit = Math.min(text.length, from + LONGEST_TAG);
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

/** The tag, comment or declaration that begins with the `<` at `at`; null where it is only a sign. */
function tagAt(text: string, at: number): Piece | null {
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
    const end = text.slice(at, at + LONGEST_TAG).indexOf(closes, opens.length);
    return end < 0 ? null : { source: text.slice(at, at + end + closes.length), kind: 'other', name: '' };
  }
  return null;
}

/** Cuts a text into tags and what stands between them. The sources of all pieces together are the text. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const textUntil = (to: number): void => {
    if (to > from) pieces.push({ source: text.slice(from, to), kind: 'text', name: '' });
  };
  let closing = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', Math.max(at + 1, from))) {
    if (closing >= 0 && closing < at) closing = text.indexOf('>', at);
    const tag = closing < 0 || closing > at + LONGEST_TAG ? null : tagAt(text, at);
    if (!tag) continue;
    textUntil(at);
    pieces.push(tag);
    from = at + tag.source.length;
  }
  textUntil(text.length);
  return pieces;
}
