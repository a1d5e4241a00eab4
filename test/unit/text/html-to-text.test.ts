import { describe, expect, it } from 'vitest';
import { htmlToText } from '../../../src/text/html-to-text.js';

describe('HTML as text', () => {
  it('has line breaks for blocks, and the signs of entities', () => {
    expect(htmlToText('<p>one \t</p>\n<p>a &lt;b&gt; &amp;lt;</p>')).toBe('one\na <b> &lt;');
  });

  it('is read quickly from a long run of blanks', () => {
    const start = performance.now();
    expect(htmlToText(`a${'\t '.repeat(200_000)}b`)).toHaveLength(400_002);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
