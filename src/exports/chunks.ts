/** Smallest size of a chunk in UTF-16 units. Larger chunks need more memory, smaller ones more writes to the socket. */
const CHUNK_SIZE = 64 * 1024;

/** A document that is written while its items arrive: first `head`, then a part for each item, then `rest`. */
export interface DocumentWriter<Item> {
  readonly head: string;
  /** The part that is written when the item arrives. */
  item(item: Item): string;
  /** The parts that are written after all items. */
  rest(): Iterable<string>;
}

/**
 * Writes a document in chunks of about 64 kB, so that not all of its text is in memory. A shorter document is one chunk.
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
  for (const part of writer.rest()) {
    chunk += part;
    if (chunk.length >= CHUNK_SIZE) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

/** Like {@link writeChunks}, for items that arrive page by page from a query with a cursor. The first chunk is `head`. */
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
