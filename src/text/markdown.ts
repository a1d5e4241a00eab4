import MarkdownIt from 'markdown-it';
import { hasHarmlessScheme, safeHtml, type HarmlessTags } from './safe-html.js';
import { htmlTokens } from './html-tokens.js';

const INLINE = ['a', 'abbr', 'acronym', 'b', 'br', 'code', 'del', 'em', 'i', 'img', 's', 'strong', 'sub', 'sup', 'u'];
const BLOCKS = ['blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'ol', 'p', 'pre', 'table', 'ul'];
const PARTS = ['li', 'tbody', 'td', 'th', 'thead', 'tr'];
const EMPTY = new Set(['br', 'hr', 'img']);

/** The tags that Markdown can produce. */
export const MARKDOWN_TAGS: HarmlessTags = {
  tags: [...INLINE, ...BLOCKS, ...PARTS],
  attributes: {
    a: ['href', 'title', 'rel'],
    abbr: ['title'],
    acronym: ['title'],
    img: ['src', 'alt', 'title'],
    ol: ['start'],
  },
  nofollow: true,
};

const markdown = new MarkdownIt({ html: true, linkify: true, breaks: true });
// `www.example.org` becomes a link, `somebody@example.org` stays text.
markdown.linkify.set({ fuzzyLink: true, fuzzyEmail: false });
// `<name:en>` and the address of an `[x](ftp://example.org)` stay text.
markdown.validateLink = hasHarmlessScheme;
markdown.renderer.rules.s_open = () => '<del>';
markdown.renderer.rules.s_close = () => '</del>';

const blocks = new Set(BLOCKS);
const OPENS_BLOCK = new RegExp(`^</?(${BLOCKS.join('|')})(?=[\\s/>]|$)`, 'i');

/**
 * HTML blocks of CommonMark, for harmless tags only: a line that begins with another tag is a paragraph. A block ends before
 * a blank line. A `<pre>` block ends at its end tag.
 */
markdown.block.ruler.at(
  'html_block',
  (state, startLine, endLine, silent) => {
    const lineAt = (line: number): string =>
      state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
    const [, name] = OPENS_BLOCK.exec(lineAt(startLine)) ?? [];
    if (name === undefined || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
    if (silent) return true;
    const isPre = name.toLowerCase() === 'pre';
    let next = startLine;
    while (next < endLine && (isPre || lineAt(next) !== '')) {
      next++;
      if (isPre && /<\/pre>/i.test(lineAt(next - 1))) break;
    }
    state.line = next;
    const token = state.push('html_block', '', 0);
    token.map = [startLine, next];
    token.content = state.getLines(startLine, next, state.blkIndent, true);
    return true;
  },
  { alt: ['paragraph', 'reference', 'blockquote'] },
);

/** Whether a text consists of HTML blocks only. Such a text is not Markdown. */
function isBlocksAlone(text: string): boolean {
  let depth = 0;
  let hasBlock = false;
  for (const { kind, name, source } of htmlTokens(text)) {
    if (kind === 'other' || (depth === 0 && (kind === 'text' ? source.trim() !== '' : !blocks.has(name)))) return false;
    hasBlock ||= kind === 'start';
    if (kind === 'start' && !EMPTY.has(name)) depth++;
    if (kind === 'end') depth--;
    if (depth < 0) return false;
  }
  return hasBlock && depth === 0;
}

/** Replaces `<br />`, as sanitize-html writes it, by `<br>`, as CommonMark, clients and stored texts have it. */
const withPlainEmptyTags = (html: string): string => html.replaceAll(/<(br|hr|img)((?: [^<>]*?)?) \/>/g, '<$1$2>');

const PLAIN = '[^<>&]*';

/** Paragraphs and headings with at most one level of plain tags in them. This HTML is safe unchanged. Most stored texts have this form. */
const SAFE_PARAGRAPHS = new RegExp(
  `^(?:<(p|h[1-6])>${PLAIN}(?:<(b|code|del|em|i|strong|u)>${PLAIN}</\\2>${PLAIN})*</\\1>\\s*)+$`,
);

/**
 * Turns Markdown into HTML that is safe to show. Harmless tags in the text are kept, other tags become text. HTML that this
 * function has returned before is returned unchanged.
 * @param harmless the tags that are kept; by default the tags that Markdown can produce
 * @returns HTML without blanks before and after it
 */
export function markdownToHtml(text: string, harmless: HarmlessTags = MARKDOWN_TAGS): string {
  const trimmed = text.trim();
  // An edit sends all texts of a project as they are stored. Parsing this form takes ten times as long.
  if (harmless === MARKDOWN_TAGS && SAFE_PARAGRAPHS.test(trimmed)) return trimmed;
  const html = isBlocksAlone(trimmed) ? trimmed : markdown.render(text);
  return withPlainEmptyTags(safeHtml(html, harmless)).trim();
}
