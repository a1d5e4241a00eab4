import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedComment } from '../../../src/modules/tasks/comments/comment.rules.js';
import { markdownToHtml, MARKDOWN_TAGS } from '../../../src/text/markdown.js';
import { COMMENT_TAGS } from '../../../src/text/safe-html.js';
import { htmlTokens } from '../../../src/text/html-tokens.js';

describe('a stored comment', () => {
  it.each([
    ['see <https://x.org/?a=1&b=2> for more', 'see &lt;https://x.org/?a=1&amp;b=2&gt; for more'],
    ['<Town Name> is misspelt', '&lt;Town Name&gt; is misspelt'],
    ['tagged <building=yes levels=2> here', 'tagged &lt;building=yes levels=2&gt; here'],
    ['<way 123456>', '&lt;way 123456&gt;'],
    ['</way>', '&lt;/way&gt;'],
    ['x</i> y', 'x&lt;/i&gt; y'],
    ['<b>x</i></b></b>', '<b>x&lt;/i&gt;</b>&lt;/b&gt;'],
    ['<!-- a <b>b</b> -->', '&lt;!-- a &lt;b&gt;b&lt;/b&gt; --&gt;'],
    ['<!DOCTYPE html>', '&lt;!DOCTYPE html&gt;'],
    ['<?xml version="1.0"?>', '&lt;?xml version="1.0"?&gt;'],
    ['<Node Id="1>2">', '&lt;Node Id="1&gt;2"&gt;'],
    ['1 < 2, <3, <b', '1 &lt; 2, &lt;3, &lt;b'],
    ['a & b &amp; c', 'a &amp; b &amp; c'],
    ['https://x.org/?a=1&copy=2&lt=3&reg', 'https://x.org/?a=1&amp;copy=2&amp;lt=3&amp;reg'],
    ['&notice; &unknown; AT&T &#xZZ; &', '&amp;notice; &amp;unknown; AT&amp;T &amp;#xZZ; &amp;'],
    ['<way a=1&copy=2 &copyright;>', '&lt;way a=1&amp;copy=2 &amp;copyright;&gt;'],
    ['<b title="no end>text <i>x</i>', '&lt;b title="no end&gt;text <i>x</i>'],
    ['where a<b and c>d', 'where a&lt;b and c&gt;d'],
    ['where a<b open and c>d', 'where a&lt;b open and c&gt;d'],
    ['<i 5>, <a street>', '&lt;i 5&gt;, &lt;a street&gt;'],
    ['<!-- no end <i>x</i>', '&lt;!-- no end <i>x</i>'],
    ['<scr<script>ipt>alert(1)</script>', '&lt;scr&lt;script&gt;ipt&gt;alert(1)&lt;/script&gt;'],
  ])('keeps the source of %s as text', (written, stored) => expect(storedComment(written)).toBe(stored));

  it.each([
    ['<b class="x" onclick="y()">bold</b>', '<b>bold</b>'],
    ['<a href="https://x.org/?a=1&b=2" title="t">x</a>', '<a href="https://x.org/?a=1&amp;b=2" title="t">x</a>'],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['<a href=" java\tscript:alert(1)">x</a>', '<a>x</a>'],
    ['<b >x</b ><b\n/>', '<b>x</b><b></b>'],
    ['<a href="https://x.org" download>x</a>', '<a href="https://x.org">x</a>'],
    ['<ul><li>one</li></ul>', '<ul><li>one</li></ul>'],
  ])('keeps the harmless part of %s', (written, stored) => expect(storedComment(written)).toBe(stored));

  it('keeps elements that are nested too deep as text', () => {
    const stored = storedComment('<b>'.repeat(100_000)) ?? '';
    expect(stored.match(/<b>/g)).toHaveLength(1000);
    expect(stored.match(/&lt;b&gt;/g)).toHaveLength(99_000);
    const lines = '<br>'.repeat(2000);
    expect(markdownToHtml(`a${lines}b`)).toBe(`<p>a${lines}b</p>`);
  });

  it('reads a long text of unclosed tags quickly', () => {
    const start = performance.now();
    for (const part of ['<a ', '<a b="', "<a ='", '<!--', '<b =', '</', '<a b="> ']) storedComment(part.repeat(20_000));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

const SNIPPETS = [
  '<',
  '>',
  '</',
  '/>',
  '<!--',
  '-->',
  '<?',
  '"',
  "'",
  '=',
  ' ',
  '\n',
  '&',
  '&lt;',
  '&#60;',
  'x',
  '`',
  '*',
  '[',
  '](',
  ')',
];
const NAMES = [
  'b',
  'A',
  'script',
  'img',
  'svg',
  'style',
  'textarea',
  'p',
  'li',
  'code',
  'math',
  'title',
  'ul',
  'pre',
  'table',
  'td',
];
const PARTS = [
  'href=',
  'onerror=alert(1)',
  'javascript:alert(1)',
  'src=x',
  'https://x.org',
  'style="x"',
  ' onload = "x" ',
];
const wild = fc
  .array(fc.constantFrom(...SNIPPETS, ...NAMES, ...NAMES.map((name) => `<${name} `), ...PARTS), { maxLength: 30 })
  .map((parts) => parts.join(''));

const HARMLESS_ATTRIBUTE = /\s(href|title|rel|src|alt|start)="[^"]*"/g;

/** Everything in HTML that a browser would take for a tag: only harmless ones with harmless attributes. */
function expectHarmless(html: string, tags: readonly string[]): void {
  for (const { kind, name, source } of htmlTokens(html)) {
    if (kind === 'text') {
      expect(source).not.toContain('<');
      continue;
    }
    expect(tags).toContain(name);
    expect(source.replaceAll(HARMLESS_ATTRIBUTE, '')).toMatch(/^<\/?[a-z0-9]+( \/)?>$/);
    expect(source).not.toMatch(/(href|src)="\s*(javascript|data|vbscript):/i);
  }
}

describe('any text', () => {
  it('returns a comment with harmless tags only, which is stored unchanged the second time', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const stored = storedComment(text) ?? '';
        expectHarmless(stored, COMMENT_TAGS.tags);
        expect(storedComment(stored) ?? '').toBe(stored);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps every character when it has no harmless tags', () => {
    const unescape = (html: string): string =>
      html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    const plain = fc
      .array(fc.constantFrom('<', '>', '"', "'", '=', ' ', 'way', 'Node', '!', '-', '?', '/', '1'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(plain, (text) => {
        expect(unescape(storedComment(text) ?? '')).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps every word outside of harmless tags', () => {
    const words = fc.array(fc.constantFrom('<', '>', '<b ', '</b>', '<way ', '"', "'", '=', ' ', '@'), {
      maxLength: 25,
    });
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.map((part, index) => (part === '@' ? `word${index}x` : part)).join('');
        const stored = storedComment(text) ?? '';
        const outside = htmlTokens(text).filter(({ name }) => name !== 'b');
        const wanted = outside.flatMap(({ source }) => [...source.matchAll(/word\d+x/g)].map(String));
        for (const word of wanted) expect(stored).toContain(word);
      }),
      { numRuns: 5000 },
    );
  });

  it('returns harmless tags only when it is Markdown', () => {
    fc.assert(
      fc.property(wild, (text) => expectHarmless(markdownToHtml(text), MARKDOWN_TAGS.tags)),
      { numRuns: 3000 },
    );
  });
});
