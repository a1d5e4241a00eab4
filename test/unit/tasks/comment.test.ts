import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedComment } from '../../../src/modules/tasks/comments/comment.rules.js';

describe('stored comment', () => {
  it.each([
    ['plain text', 'all roads traced', 'all roads traced'],
    ['ampersands', 'roads & rivers', 'roads &amp; rivers'],
    ['comparisons', '3 < 4 > 2', '3 &lt; 4 &gt; 2'],
    ['other scripts', 'धन्यवाद 😀', 'धन्यवाद 😀'],
    ['harmless tags', '<b>note</b> <i>this</i> <code>way</code>', '<b>note</b> <i>this</i> <code>way</code>'],
    ['lists', '<ul><li>one</li></ul>', '<ul><li>one</li></ul>'],
    ['links', '<a href="https://example.org/x">see</a>', '<a href="https://example.org/x">see</a>'],
    ['a mention', '@[some user] look', '@[some user] look'],
  ])('keeps %s', (_what, comment, stored) => expect(storedComment(comment)).toBe(stored));

  it.each([null, undefined, ''])('is null for %j', (comment) => expect(storedComment(comment)).toBeNull());

  it.each([
    '<script>alert(1)</script>',
    '<ScRiPt src=//evil.example></sCrIpT>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" jAvAsCrIpT:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<b onmouseover="alert(1)">x</b>',
    '<svg><script>alert(1)</script></svg>',
    '<iframe src="https://evil.example"></iframe>',
    '<<script>script>alert(1)<</script>/script>',
    '<style>*{display:none}</style>',
    '<!--<script>-->alert(1)',
  ])('removes everything in runs of %s', (comment) => {
    const stored = storedComment(comment) ?? '';
    expect(stored).not.toMatch(/<\s*(script|img|svg|iframe|style)/i);
    for (const [tag] of stored.matchAll(/<[^>]*>/g)) expect(tag).not.toMatch(/\son\w+\s*=|javascript:|data:/i);
  });

  it('contains only harmless tags, whatever is written', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      ' ',
      'script',
      'b',
      'a',
      'href=',
      'onload=',
      'javascript:',
      '&',
      '!--',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const stored = storedComment(pieces.join('')) ?? '';
        for (const [tag] of stored.matchAll(/<[^>]*>/g)) {
          expect(tag).toMatch(/^<\/?(a|b)( href="[^"]*")?( \/)?>$/);
          expect(tag).not.toMatch(/javascript:/i);
        }
        // Outside of them there is text only, whatever it reads like.
        expect(stored.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
      }),
      {
        examples: [[['href=', '"', 'javascript:']], [['<', 'a', ' ', 'href=', '"', 'javascript:', 'x', '"', '>', 'x']]],
      },
    );
  });
});
