/** Size of a chunk in UTF-16 units: few writes to a socket, and little memory. */
const CHUNK_SIZE = 64 * 1024;

/** A document that is written while its items arrive: first `head`, then a piece per item, then `rest`. */
export interface DocumentWriter<Item> {
  readonly head: string;
  /** The part that is written when the item arrives. */
  item(item: Item): string;
  /** The part that is written after all items, in small pieces. */
  rest(): Iterable<string>;
}

/**
 * Writes a document in chunks of about 64 kB, without ever holding all of its text.
 * A document shorter than that is one chunk.
 */
export function* writeChunks<Item>(writer: DocumentWriter<Item>, items: Iterable<Item>): Generator<string, void> {
  let chunk = writer.head;
  for (const item of items) {
    chunk += writer.item(item);
    if (chunk.length >= CHUNK_SIZE) {
      yield chunk;
      chunk = '';
    }
  }
  for (const piece of writer.rest()) {
    chunk += piece;
    if (chunk.length >= CHUNK_SIZE) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

/** The same for items that arrive page by page, as a query with a cursor gives them: at least one chunk per page. */
export async function* writePages<Item>(
  writer: DocumentWriter<Item>,
  pages: AsyncIterable<Iterable<Item>>,
): AsyncGenerator<string, void> {
  const { head } = writer;
  yield head;
  for await (const page of pages) {
    yield* writeChunks({ head: '', item: (item: Item) => writer.item(item), rest: () => [] }, page);
  }
  yield* writeChunks({ head: '', item: () => '', rest: () => writer.rest() }, []);
}
