import { h, type ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Link, MarkdownText } from './markdown.js';

/** The elements of stored texts that are shown as they are. Of others only the content is shown. */
const SHOWN = new Set(
  'P BR B STRONG I EM U S DEL CODE PRE BLOCKQUOTE UL OL LI TABLE THEAD TBODY TR TH TD HR DL DT DD SUP SUB'.split(' '),
);

/** A heading of a text is below the headings of the page. */
const HEADING = /^H[1-6]$/;

const HIDDEN = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'HEAD', 'TITLE']);

function childrenOf(node: Node): ComponentChildren[] {
  return [...node.childNodes].map(shown);
}

/** A picture becomes a link, so that nothing is loaded from another host. */
function picture(element: Element): ComponentChildren {
  const address = element.getAttribute('src') ?? '';
  return <Link to={address}>{element.getAttribute('alt') || address}</Link>;
}

/** An element without its attributes, with what is in it. */
function shown(node: Node): ComponentChildren {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
  if (!(node instanceof Element) || HIDDEN.has(node.tagName)) return null;
  if (node.tagName === 'A') return <Link to={node.getAttribute('href') ?? ''}>{childrenOf(node)}</Link>;
  if (node.tagName === 'IMG') return picture(node);
  if (HEADING.test(node.tagName)) return <h3>{childrenOf(node)}</h3>;
  return SHOWN.has(node.tagName) ? h(node.tagName.toLowerCase(), null, childrenOf(node)) : <>{childrenOf(node)}</>;
}

/** A document that DOMParser makes runs no script and loads nothing. */
const parse = (html: string): Node => new DOMParser().parseFromString(html, 'text/html').body;

/** A tag. An address in angle brackets is Markdown. */
const HTML = /<\/?[a-z][a-z0-9]*(\s[^>]*)?\/?>/i;

/** Markdown as the user wrote it: comments are stored with `<` and `&` as entities. */
const unescaped = (text: string): string => parse(text.replaceAll('<', '&lt;')).textContent ?? '';

/**
 * A text of the API. Texts of projects are HTML that the server made of Markdown. Comments on tasks are Markdown.
 * Nothing of it becomes a script, a style or a request.
 */
export function RichText({ text }: { text: string }) {
  const content = useMemo(
    () => (HTML.test(text) ? childrenOf(parse(text)) : <MarkdownText text={unescaped(text)} />),
    [text],
  );
  return <div class="rich">{content}</div>;
}
