import { describe, expect, it } from 'vitest';
import { MARKDOWN_TAGS, markdownToHtml } from '../../../src/text/markdown.js';

const CASES: [string, string][] = [
  ['hello', '<p>hello</p>'],
  ['- one\n- two', '<ul>\n<li>one</li>\n<li>two</li>\n</ul>'],
  ['**bold** and *slanted* & "q"', '<p><strong>bold</strong> and <em>slanted</em> &amp; "q"</p>'],
  ['line one\nline two', '<p>line one<br>\nline two</p>'],
  ['~~gone~~', '<p><del>gone</del></p>'],
  ['# Title\n\n> quote', '<h1>Title</h1>\n<blockquote>\n<p>quote</p>\n</blockquote>'],
  ['```\na <b>\n\nc\n```', '<pre><code>a &lt;b&gt;\n\nc\n</code></pre>'],
  ['`x < y`', '<p><code>x &lt; y</code></p>'],
  ['[link](https://example.org)', '<p><a href="https://example.org" rel="nofollow">link</a></p>'],
  [
    'see https://example.org/a?b=1&c=2',
    '<p>see <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow">https://example.org/a?b=1&amp;c=2</a></p>',
  ],
  [
    '| a |\n|---|\n| 1 |',
    '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>',
  ],
  ['![map](https://example.org/m.png)', '<p><img src="https://example.org/m.png" alt="map"></p>'],
  ['a <b>c</b> <Town Name>', '<p>a <b>c</b> &lt;Town Name&gt;</p>'],
  ['<script>\nalert(1)\n</script>', '<p>&lt;script&gt;<br>\nalert(1)<br>\n&lt;/script&gt;</p>'],
  [
    '<a href="https://x.org" onclick="x()" target="_blank">y</a>',
    '<p><a href="https://x.org" rel="nofollow">y</a></p>',
  ],
  [
    '<name:en> [x](ftp://x.org) [y](/local)',
    '<p>&lt;name:en&gt; [x](ftp://x.org) <a href="/local" rel="nofollow">y</a></p>',
  ],
  ['<a href="javascript:alert(1)">x</a>', '<p><a>x</a></p>'],
  ['<!-- x --> y', '<p>&lt;!-- x --&gt; y</p>'],
  ['<ol reversed><li>x</li></ol>', '<ol><li>x</li></ol>'],
  ['', ''],
];

describe('Markdown', () => {
  it.each(CASES)('converts %s to HTML', (text, html) => expect(markdownToHtml(text)).toBe(html));

  it.each(CASES)('returns the HTML of %s unchanged', (text) => {
    const html = markdownToHtml(text);
    expect(markdownToHtml(html)).toBe(html);
  });

  it('leaves only the allowed tags', () => {
    expect(markdownToHtml('**a** *b*', { tags: ['p', 'strong'] })).toBe(
      '<p><strong>a</strong> &lt;em&gt;b&lt;/em&gt;</p>',
    );
  });

  it.each([
    '<p></p>',
    '<p>plain "text" with \'quotes\', \u00a0 and 日本語 🗺</p>\n<h2>title <em>with</em></h2>\n\n<p>a <b>b</b><code>c</code></p>',
    '<p>one\r\ntwo\tthree</p><p>four</p>',
    '<h1><strong></strong></h1>',
    '<p>a <b>c <i>nested</i></b></p>',
    '<p>a <b onclick="x()">c</b></p>',
    '<p>a & b &lt; c</p>',
    '<h2>not closed</h3>',
    '<p>a <script>alert(1)</script></p>',
    '<p>a <b>c</i></p>',
    '<p>a <p>b</p></p>',
  ])('returns the result of the sanitizer for the stored HTML %s', (html) => {
    expect(markdownToHtml(html)).toBe(markdownToHtml(html, { ...MARKDOWN_TAGS }));
  });

  it('continues with Markdown after stored HTML', () => {
    expect(markdownToHtml('<p>first</p>\n\n**second**')).toBe('<p>first</p>\n<p><strong>second</strong></p>');
  });
});
