import { h, type ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Link, MarkdownText } from './markdown.js';

/** The elements of stored texts that are shown as they are. Of others only the content is shown. */
const SHOWN = new Set(
  'P BR B STRONG I EM U S DEL CODE PRE BLOCKQUOTE UL OL LI TABLE THEAD TBODY TR TH TD HR DL DT DD SUP SUB'.split(' '),
);

/** Headings begin below those of the page. */
const HEADING = /^H[1-6]$/;

const HIDDEN = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'HEAD', 'TITLE']);

function childrenOf(node: Node): ComponentChildren[] {
  return [...node.childNodes].map(shown);
}

/** A picture becomes a link: no other host is asked for it. */
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

/** Only read: a document that is parsed so runs nothing and loads nothing. */
const parse = (html: string): Node => new DOMParser().parseFromString(html, 'text/html').body;

/** A text of a project, as it is stored: HTML or Markdown. Nothing of it becomes a script, a style or a request. */
export function RichText({ text }: { text: string }) {
  const isHtml = /<\/?[a-z][^>]*>/i.test(text);
  const content = useMemo(() => (isHtml ? childrenOf(parse(text)) : <MarkdownText text={text} />), [text]);
  return <div class="rich">{content}</div>;
}
