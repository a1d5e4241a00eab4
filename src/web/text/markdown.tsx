import type { ComponentChildren, VNode } from 'preact';

/** Shows Markdown as Preact elements. HTML in the text is shown as text. */

const INLINE =
  /(`[^`]+`)|\*\*((?:[^*]|\*(?!\*))+)\*\*|\*([^*\s][^*]*)\*|!?\[([^\]]*)\]\(([^)\s]+)\)|<?(https?:\/\/[^\s<>)]+)>?/;

const isSafe = (address: string): boolean => /^(https?:\/\/|mailto:|\/)/i.test(address);

/** A link to another site. If its URL is not safe, only its text is shown. */
export function Link({ to, children }: { to: string; children: ComponentChildren }) {
  if (!isSafe(to)) return <>{children}</>;
  return (
    <a href={to} rel="noopener nofollow" target="_blank">
      {children}
    </a>
  );
}

/** Renders a match of `INLINE`: code, bold, italic, a link or a URL. An image becomes a link, so that no other host is contacted. */
function renderMatch([, code, bold, italic, label, to, address]: RegExpExecArray): ComponentChildren {
  if (code !== undefined) return <code>{code.slice(1, -1)}</code>;
  if (bold !== undefined) return <strong>{renderInline(bold)}</strong>;
  if (italic !== undefined) return <em>{renderInline(italic)}</em>;
  if (to !== undefined) return <Link to={to}>{label || to}</Link>;
  return <Link to={address!}>{address}</Link>;
}

function renderInline(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let rest = text;
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    parts.push(rest.slice(0, found.index), renderMatch(found));
    rest = rest.slice(found.index + found[0].length);
  }
  return [...parts, rest];
}

type Kind = 'heading' | 'ul' | 'ol' | 'text';

/** The characters at the start of a line that give its kind. */
const MARKS: [Kind, RegExp][] = [
  ['heading', /^#{1,6}\s+/],
  ['ul', /^\s*[-*+]\s+/],
  ['ol', /^\s*\d+[.)]\s+/],
];

/** A heading, a list or a paragraph: lines of one kind, without their marks. */
interface Block {
  kind: Kind;
  lines: string[];
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = null as Block | null;
  for (const line of text.replaceAll('\r', '').split('\n')) {
    if (line.trim() === '') {
      open = null;
      continue;
    }
    const [kind, mark] = MARKS.find(([, pattern]) => pattern.test(line)) ?? (['text', ''] as const);
    const content = line.replace(mark, '');
    if (open?.kind === kind && kind !== 'heading') open.lines.push(content);
    else blocks.push((open = { kind, lines: [content] }));
  }
  return blocks;
}

function renderBlock({ kind, lines }: Block): VNode {
  // Headings in texts have level 3, because the page itself uses levels 1 and 2.
  if (kind === 'heading') return <h3>{lines.map(renderInline)}</h3>;
  if (kind === 'text')
    return <p>{lines.flatMap((line, n) => (n > 0 ? [<br key={n} />, ...renderInline(line)] : renderInline(line)))}</p>;
  const List = kind;
  return (
    <List>
      {lines.map((line, n) => (
        <li key={n}>{renderInline(line)}</li>
      ))}
    </List>
  );
}

/** Shows a text in Markdown. */
export const MarkdownText = ({ text }: { text: string }) => (
  <>
    {blocksOf(text).map((block, n) => (
      <div key={n}>{renderBlock(block)}</div>
    ))}
  </>
);
