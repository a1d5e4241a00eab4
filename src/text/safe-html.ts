import sanitizeHtml from 'sanitize-html';
import { piecesOf } from './tags.js';

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

/** The signs of a tag that are no text in HTML. `&` stays: it may begin an entity. */
const asText = (source: string): string =>
  source.replaceAll(/&(?!#?\w+;)|[<>]/g, (sign) => (sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : '&amp;'));

/** Tags that are not harmless, comments and declarations as text, just as they were written. */
const otherTagsAsText = (html: string, harmless: ReadonlySet<string>): string =>
  piecesOf(html)
    .map(({ source, kind, name }) => {
      if (kind === 'text') return source.replaceAll('<', '&lt;');
      return kind !== 'other' && harmless.has(name) ? source : asText(source);
    })
    .join('');

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
