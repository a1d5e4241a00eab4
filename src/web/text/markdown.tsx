import type { ComponentChildren, VNode } from 'preact';

/** Shows Markdown as elements of Preact. Nothing that users write becomes HTML. */

const INLINE =
  /(`[^`]+`)|\*\*((?:[^*]|\*(?!\*))+)\*\*|\*([^*\s][^*]*)\*|!?\[([^\]]*)\]\(([^)\s]+)\)|<?(https?:\/\/[^\s<>)]+)>?/;

const isSafe = (address: string): boolean => /^(https?:\/\/|mailto:|\/)/i.test(address);

/** A link to another site; only its text where the address is not safe. */
export function Link({ to, children }: { to: string; children: ComponentChildren }) {
  if (!isSafe(to)) return <>{children}</>;
  return (
    <a href={to} rel="noopener nofollow" target="_blank">
      {children}
    </a>
  );
}

/** A piece of a line: code, bold, italic, a link or an address. A picture becomes a link, so that nothing is loaded from another host. */
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

type Kind = 'heading' | 'ul' | 'ol' | 'text';

/** What marks the first characters of a line. */
const MARKS: [Kind, RegExp][] = [
  ['heading', /^#{1,6}\s+/],
  ['ul', /^\s*[-*+]\s+/],
  ['ol', /^\s*\d+[.)]\s+/],
];

/** Lines of one kind, without their marks: a heading, a list or a paragraph. */
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

function shown({ kind, lines }: Block): VNode {
  // A heading of a text is below the headings of the page.
  if (kind === 'heading') return <h3>{lines.map(inline)}</h3>;
  if (kind === 'text')
    return <p>{lines.flatMap((line, n) => (n > 0 ? [<br key={n} />, ...inline(line)] : inline(line)))}</p>;
  const List = kind;
  return (
    <List>
      {lines.map((line, n) => (
        <li key={n}>{inline(line)}</li>
      ))}
    </List>
  );
}

/** A text in Markdown. */
export const MarkdownText = ({ text }: { text: string }) => (
  <>
    {blocksOf(text).map((block, n) => (
      <div key={n}>{shown(block)}</div>
    ))}
  </>
);
