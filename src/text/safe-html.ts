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

/** Tags that are not harmless, end tags without a start, comments and declarations as text, just as they were written. */
function otherTagsAsText(html: string, harmless: ReadonlySet<string>): string {
  const open: string[] = [];
  return piecesOf(html)
    .map((piece) => {
      const { source, kind, name } = piece;
      if (kind === 'text') return escapeLoneAmpersands(source).replaceAll('<', '&lt;');
      return kind !== 'other' && harmless.has(name) && isBalanced(open, piece) ? source : asText(source);
    })
    .join('');
}

/**
 * Makes HTML safe to show. Harmless tags stay, with their harmless attributes and links of known kinds. Other tags,
 * comments and declarations keep their source, as text. The result of the result is the result.
 */
export function safeHtml(html: string, { tags, attributes = {}, nofollow = false }: HarmlessTags): string {
  return sanitizeHtml(otherTagsAsText(html, new Set(tags)), {
    allowedTags: [...tags],
    allowedAttributes: attributes,
    allowedSchemes: ['http', 'https', 'mailto'],
    // What is not a harmless tag is text by now; this is the second net below the first.
    disallowedTagsMode: 'escape',
    ...(nofollow && {
      transformTags: {
        a: (tagName: string, attribs: Record<string, string>) => {
          const { href, title } = attribs;
          const kept = { ...(href !== undefined && { href }), ...(title !== undefined && { title }) };
          return { tagName, attribs: href === undefined ? kept : { ...kept, rel: 'nofollow' } };
        },
      },
    }),
  });
}
