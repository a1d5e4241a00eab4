import { piecesOf } from './tags.js';

const SIGNS: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&', nbsp: ' ' };
const BREAKS = new Set([
  'br',
  'p',
  'li',
  'tr',
  'pre',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'table',
]);

/** The text of HTML of this server, without its tags. Blocks and line breaks become line breaks. */
export const htmlToText = (html: string): string =>
  piecesOf(html)
    .map(({ kind, name, source }) => {
      if (kind === 'text')
        return source.replaceAll(/&(lt|gt|quot|#39|amp|nbsp);/g, (all, sign: string) => SIGNS[sign] ?? all);
      return BREAKS.has(name) ? '\n' : '';
    })
    .join('')
    // A run of blanks is looked at from its beginning only, so that a long one is read quickly.
    .replaceAll(/(?<![ \t])[ \t]*\n\s*/g, '\n')
    .trim();
