import type { ComponentChildren, VNode } from 'preact';

/** Shows Markdown as elements of Preact: what people write cannot become a script. */

const INLINE = /(`[^`]+`)|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|!?\[([^\]]*)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>)]+)/;

const isSafe = (address: string): boolean => /^(https?:\/\/|mailto:|\/)/i.test(address);

/** A link that leaves the page; only its text where the address is none to follow. */
export function Link({ to, children }: { to: string; children: ComponentChildren }) {
  if (!isSafe(to)) return <>{children}</>;
  return (
    <a href={to} rel="noopener nofollow" target="_blank">
      {children}
    </a>
  );
}

/** A piece of a line: code, bold, italic, a link or an address. Pictures become links: no other host is asked for them. */
function piece([, code, bold, italic, label, to, address]: RegExpExecArray): ComponentChildren {
  if (code !== undefined) return <code>{code.slice(1, -1)}</code>;
  if (bold !== undefined) return <strong>{inline(bold)}</strong>;
  if (italic !== undefined) return <em>{inline(italic)}</em>;
  if (to !== undefined) return <Link to={to}>{label || to}</Link>;
  return <Link to={address!}>{address}</Link>;
}

function inline(text: string): ComponentChildren[] {
  const pieces: ComponentChildren[] = [];
  let rest = text;
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    pieces.push(rest.slice(0, found.index), piece(found));
    rest = rest.slice(found.index + found[0].length);
  }
  return [...pieces, rest];
}

/** Headings begin below those of the page. */
function heading(line: string): VNode {
  const text = inline(line.replace(/^#+\s*/, ''));
  return <h3>{text}</h3>;
}

function block(lines: string[]): VNode {
  const [first = ''] = lines;
  if (/^#{1,6}\s/.test(first) && lines.length === 1) return heading(first);
  const isList = (pattern: RegExp): boolean => lines.every((line) => pattern.test(line));
  const items = (): VNode[] =>
    lines.map((line, n) => <li key={n}>{inline(line.replace(/^\s*([-*+]|\d+[.)])\s+/, ''))}</li>);
  if (isList(/^\s*[-*+]\s/)) return <ul>{items()}</ul>;
  if (isList(/^\s*\d+[.)]\s/)) return <ol>{items()}</ol>;
  return <p>{lines.flatMap((line, n) => (n > 0 ? [<br key={n} />, ...inline(line)] : inline(line)))}</p>;
}

/** Lines that belong together: a list, a heading, a paragraph. */
function blocksOf(text: string): string[][] {
  const blocks: string[][] = [[]];
  const kind = (line: string): string =>
    /^#{1,6}\s/.test(line) ? 'h' : /^\s*([-*+]|\d+[.)])\s/.test(line) ? 'l' : 'p';
  for (const line of text.replaceAll('\r', '').split('\n')) {
    const last = blocks.at(-1)!;
    if (line.trim() === '') blocks.push([]);
    else if (last.length > 0 && (kind(line) === 'h' || kind(last[0]!) !== kind(line))) blocks.push([line]);
    else last.push(line);
  }
  return blocks.filter((lines) => lines.length > 0);
}

/** Text that people wrote in Markdown. */
export const MarkdownText = ({ text }: { text: string }) => (
  <>
    {blocksOf(text).map((lines, n) => (
      <div key={n}>{block(lines)}</div>
    ))}
  </>
);
