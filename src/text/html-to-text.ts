import { htmlTokens } from './html-tokens.js';

const CHARACTERS: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&', nbsp: ' ' };
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

/** The text of HTML that this server has made, without tags. Blocks and line breaks become line breaks. */
export const htmlToText = (html: string): string =>
  htmlTokens(html)
    .map(({ kind, name, source }) => {
      if (kind === 'text')
        return source.replaceAll(/&(lt|gt|quot|#39|amp|nbsp);/g, (entity, name: string) => CHARACTERS[name] ?? entity);
      return BREAKS.has(name) ? '\n' : '';
    })
    .join('')
    // The pattern matches a run of blanks only from its beginning, so that a long run takes little time.
    .replaceAll(/(?<![ \t])[ \t]*\n\s*/g, '\n')
    .trim();
