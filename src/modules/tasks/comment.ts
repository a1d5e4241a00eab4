import sanitizeHtml from 'sanitize-html';

/** What the original leaves in a comment: a few harmless tags, no event attributes, links of known kinds. */
const HARMLESS: sanitizeHtml.IOptions = {
  allowedTags: ['a', 'abbr', 'acronym', 'b', 'blockquote', 'code', 'em', 'i', 'li', 'ol', 'strong', 'ul'],
  allowedAttributes: { a: ['href', 'title'], abbr: ['title'], acronym: ['title'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  disallowedTagsMode: 'escape',
};

/** A comment as it is stored: HTML-escaped, but for a few harmless tags. Null and empty give null. */
export function storedComment(comment: string | null | undefined): string | null {
  return comment ? sanitizeHtml(comment, HARMLESS) : null;
}
