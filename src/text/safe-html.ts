import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { htmlTokens, type HtmlToken } from './html-tokens.js';

/** The allowed tags with their allowed attributes. Other tags become text. */
export interface HarmlessTags {
  tags: readonly string[];
  attributes?: Record<string, string[]>;
  /** Links get `rel="nofollow"`. */
  nofollow?: boolean;
}

/** The allowed tags in comments on tasks. */
export const COMMENT_TAGS: HarmlessTags = {
  tags: ['a', 'abbr', 'acronym', 'b', 'blockquote', 'code', 'em', 'i', 'li', 'ol', 'strong', 'ul'],
  attributes: { a: ['href', 'title'], abbr: ['title'], acronym: ['title'] },
};

const { unescapeAll } = new MarkdownIt().utils;

/** `&` with the entity that it may begin. */
const ENTITY = /&(?:(?:#\d+|#x[\da-f]+|\w+);)?/gi;

/**
 * Escapes each `&` that does not begin a complete entity. In HTML, `&copy=2` of an address and `&notice;` would be read as an
 * entity without its semicolon.
 */
const escapeLoneAmpersands = (source: string): string =>
  source.replaceAll(ENTITY, (match) => (unescapeAll(match) === match ? `&amp;${match.slice(1)}` : match));

/** Escapes the characters of a tag. Entities are kept. */
const asText = (source: string): string => escapeLoneAmpersands(source).replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Elements without an end tag. */
const EMPTY = new Set(['br', 'hr', 'img']);

/** Largest depth of nested elements. Deeper elements become text, because the time to read them grows with the depth. */
const MAX_DEPTH = 1000;

/**
 * Adds the element of a start tag to the open elements, or removes the element of an end tag.
 * @returns whether the tag is valid: an end tag needs its start tag, and elements are not nested too deep
 */
function isBalanced(open: string[], { kind, name }: HtmlToken): boolean {
  if (kind === 'start' && EMPTY.has(name)) return true;
  if (kind === 'start') return open.length < MAX_DEPTH && open.push(name) > 0;
  const start = open.lastIndexOf(name);
  // The end of an element ends the elements within it.
  if (start >= 0) open.length = start;
  return start >= 0;
}

/** Attributes that HTML writes without a value. */
const FLAGS = new Set(['compact', 'nowrap', 'open', 'reversed']);

/** Whether a tag has only words in place of attributes, as in `a <b and c> d`. This is text and not HTML. */
const hasWordsAlone = (source: string): boolean =>
  !source.includes('=') &&
  source
    .replace(/^<\/?[^\s/>]+/, '')
    .split(/[\s/>]+/)
    .some((word) => word !== '' && !FLAGS.has(word.toLowerCase()));

/** Whether a tag is kept. */
const staysTag = (token: HtmlToken, harmless: ReadonlySet<string>): boolean =>
  token.kind !== 'other' && harmless.has(token.name) && !hasWordsAlone(token.source);

/**
 * Writes as text: tags that are not allowed, tags whose attributes have no value, end tags without a start, comments
 * and declarations.
 */
function otherTagsAsText(html: string, harmless: ReadonlySet<string>): string {
  const open: string[] = [];
  return htmlTokens(html)
    .map((token) => {
      const { source, kind } = token;
      if (kind === 'text') return escapeLoneAmpersands(source).replaceAll('<', '&lt;');
      return staysTag(token, harmless) && isBalanced(open, token) ? source : asText(source);
    })
    .join('');
}

const SCHEMES = ['http', 'https', 'mailto'];

/** Whether an address has no scheme or an allowed one. Blanks and control characters do not hide a scheme. */
export function hasHarmlessScheme(address: string): boolean {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(address.replaceAll(/[\u0000-\u0020]+/g, '')) ?? [];
  return scheme === undefined || SCHEMES.includes(scheme.toLowerCase());
}

/**
 * Makes HTML safe to show. Allowed tags are kept, with their allowed attributes and links. Other tags, comments and
 * declarations are shown as text. Sanitizing the result again changes nothing.
 */
export function safeHtml(html: string, { tags, attributes = {}, nofollow = false }: HarmlessTags): string {
  return sanitizeHtml(otherTagsAsText(html, new Set(tags)), {
    allowedTags: [...tags],
    allowedAttributes: attributes,
    allowedSchemes: SCHEMES,
    // Tags that are not allowed are text at this point. This is a second protection.
    disallowedTagsMode: 'escape',
    ...(nofollow && {
      transformTags: {
        a: (tagName: string, attribs: Record<string, string>) => {
          const { href, title } = attribs;
          const kept = { ...(href !== undefined && { href }), ...(title !== undefined && { title }) };
          const isLink = href !== undefined && hasHarmlessScheme(href);
          return { tagName, attribs: isLink ? { ...kept, rel: 'nofollow' } : kept };
        },
      },
    }),
  });
}
