import type { ComponentChildren, VNode } from 'preact';
import { describe, expect, test } from 'vitest';
import { MarkdownText } from '../../../../src/web/text/markdown.js';

type Props = Record<string, unknown> & { children?: ComponentChildren };

const isNode = (value: unknown): value is VNode<Props> =>
  typeof value === 'object' && value !== null && 'type' in value;

/** The elements that Preact would create, as HTML. Links have their URLs. */
function shown(content: ComponentChildren): string {
  if (Array.isArray(content)) return content.map(shown).join('');
  if (!isNode(content)) return content === null || content === undefined ? '' : String(content as string);
  const { type, props } = content;
  if (typeof type === 'function') return shown((type as (props: Props) => ComponentChildren)(props));
  const address = typeof props.href === 'string' ? ` ${props.href}` : '';
  return `<${type}${address}>${shown(props.children)}</${type}>`;
}

const render = (text: string): string => shown(MarkdownText({ text })).replaceAll(/<\/?div>/g, '');

describe('MarkdownText', () => {
  test.each([
    ['plain text', '<p>plain text</p>'],
    ['one\ntwo\r\n\nthree', '<p>one<br></br>two</p><p>three</p>'],
    ['# Title\nText', '<h3>Title</h3><p>Text</p>'],
    ['- a\n* b\n\n1. c\n2) d', '<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>'],
    ['**bold *and* more** `**code**`', '<p><strong>bold <em>and</em> more</strong> <code>**code**</code></p>'],
    ['[map](https://osm.org) <https://a.b/c>', '<p><a https://osm.org>map</a> <a https://a.b/c>https://a.b/c</a></p>'],
    ['![photo](https://a.b/c.png)', '<p><a https://a.b/c.png>photo</a></p>'],
    ['2 * 3 * 4', '<p>2 * 3 * 4</p>'],
  ])('renders %j', (text, expected) => {
    expect(render(text)).toBe(expected);
  });

  test.each(['[a](javascript:alert(1))', '[a](data:text/html,x)', '[a](vbscript:x)'])('makes no link of %s', (text) => {
    expect(render(text)).not.toContain('<a');
  });

  test('keeps HTML as text', () => {
    expect(render('<img src=x onerror=alert(1)>')).toBe('<p><img src=x onerror=alert(1)></p>');
    expect(shown(MarkdownText({ text: '<b>x</b>' }))).toContain('<b>x</b>');
  });
});
