import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { piecesOf, type Piece } from './tags.js';

/** Which tags stay HTML, with which attributes. Everything else becomes text. */
export interface HarmlessTags {
  tags: readonly string[];
  attributes?: Record<string, string[]>;
  /** Links get `rel="nofollow"`. */
  nofollow?: boolean;
}

/** What comments on tasks may hold. */
export const COMMENT_TAGS: HarmlessTags = {
  tags: ['a', 'abbr', 'acronym', 'b', 'blockquote', 'code', 'em', 'i', 'li', 'ol', 'strong', 'ul'],
  attributes: { a: ['href', 'title'], abbr: ['title'], acronym: ['title'] },
};

const { unescapeAll } = new MarkdownIt().utils;

/** `&` with the entity that it may begin. */
const ENTITY = /&(?:(?:#\d+|#x[\da-f]+|\w+);)?/gi;

/**
 * Escapes each `&` that does not begin a whole entity. HTML would read `&copy=2` of an address, and `&notice;`, as an entity
 * without its semicolon.
 */
const escapeLoneAmpersands = (source: string): string =>
  source.replaceAll(ENTITY, (match) => (unescapeAll(match) === match ? `&amp;${match.slice(1)}` : match));

/** The signs of a tag that are no text in HTML. Entities stay. */
const asText = (source: string): string => escapeLoneAmpersands(source).replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Keeps count of the elements that are open. @returns whether the tag has a meaning: an end tag needs its start tag */
function isBalanced(open: string[], { kind, name }: Piece): boolean {
  if (kind === 'start') return open.push(name) > 0;
  const start = open.lastIndexOf(name);
  // The end of an element ends the elements within it.
  if (start >= 0) open.length = start;
  return start >= 0;
}

/** Whether a tag has attributes, none with a value, as in `a <b and c> d`: people write no such HTML, but signs and words. */
const hasWordsAlone = (source: string): boolean => !source.includes('=') && /\s[^\s/>]/.test(source);

/** Whether a tag stays a tag. */
const staysTag = (piece: Piece, harmless: ReadonlySet<string>): boolean =>
  piece.kind !== 'other' && harmless.has(piece.name) && !hasWordsAlone(piece.source);

/** Tags that are not harmless, tags with words alone, end tags without a start, comments and declarations as text, just as they were written. */
function otherTagsAsText(html: string, harmless: ReadonlySet<string>): string {
  const open: string[] = [];
  return piecesOf(html)
    .map((piece) => {
      const { source, kind } = piece;
      if (kind === 'text') return escapeLoneAmpersands(source).replaceAll('<', '&lt;');
      return staysTag(piece, harmless) && isBalanced(open, piece) ? source : asText(source);
    })
    .join('');
}

const SCHEMES = ['http', 'https', 'mailto'];

/** Whether an address has no scheme or one of those that links may have. Blanks and control characters do not hide a scheme. */
export function hasHarmlessScheme(address: string): boolean {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(address.replaceAll(/[\u0000-\u0020]+/g, '')) ?? [];
  return scheme === undefined || SCHEMES.includes(scheme.toLowerCase());
}

/**
 * Makes HTML safe to show. Harmless tags stay, with their harmless attributes and links of known kinds. Other tags,
 * comments and declarations keep their source, as text. The result of the result is the result.
 */
export function safeHtml(html: string, { tags, attributes = {}, nofollow = false }: HarmlessTags): string {
  return sanitizeHtml(otherTagsAsText(html, new Set(tags)), {
    allowedTags: [...tags],
    allowedAttributes: attributes,
    allowedSchemes: SCHEMES,
    // What is not a harmless tag is text by now; this is the second net below the first.
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
