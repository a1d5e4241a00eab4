import { h, type ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Link, MarkdownText } from './markdown.js';

/** The elements that stay in texts. Of other elements only the content is shown. */
const ALLOWED = new Set(
  'P BR B STRONG I EM U S DEL CODE PRE BLOCKQUOTE UL OL LI TABLE THEAD TBODY TR TH TD HR DL DT DD SUP SUB'.split(' '),
);

/** Headings in texts become level 3, because the page itself uses levels 1 and 2. */
const HEADING = /^H[1-6]$/;

/** The elements that are removed with their content. */
const REMOVED = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'HEAD', 'TITLE']);

function renderChildren(node: Node): ComponentChildren[] {
  return [...node.childNodes].map(renderNode);
}

/** Renders an image as a link, so that no other host is contacted. */
function renderImage(element: Element): ComponentChildren {
  const address = element.getAttribute('src') ?? '';
  return <Link to={address}>{element.getAttribute('alt') || address}</Link>;
}

/** Renders an element with its content, without its attributes. */
function renderNode(node: Node): ComponentChildren {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
  if (!(node instanceof Element) || REMOVED.has(node.tagName)) return null;
  if (node.tagName === 'A') return <Link to={node.getAttribute('href') ?? ''}>{renderChildren(node)}</Link>;
  if (node.tagName === 'IMG') return renderImage(node);
  if (HEADING.test(node.tagName)) return <h3>{renderChildren(node)}</h3>;
  const children = renderChildren(node);
  return ALLOWED.has(node.tagName) ? h(node.tagName.toLowerCase(), null, children) : <>{children}</>;
}

/** Parses HTML. A document of DOMParser runs no scripts and loads no files. */
const parseHtml = (html: string): Node => new DOMParser().parseFromString(html, 'text/html').body;

/** An HTML tag. A URL in angle brackets does not match: it is Markdown. */
const HTML = /<\/?[a-z][a-z0-9]*(\s[^>]*)?\/?>/i;

/** Markdown as the user wrote it. In stored comments `<` and `&` are HTML entities. */
const unescapeHtml = (text: string): string => parseHtml(text.replaceAll('<', '&lt;')).textContent ?? '';

/**
 * Shows a text from the API. Texts of projects are HTML that the server has made from Markdown. Comments on tasks are Markdown.
 * No text can add a script or a style to the page, or start a request.
 */
export function RichText({ text }: { text: string }) {
  const content = useMemo(
    () => (HTML.test(text) ? renderChildren(parseHtml(text)) : <MarkdownText text={unescapeHtml(text)} />),
    [text],
  );
  return <div class="rich">{content}</div>;
}
