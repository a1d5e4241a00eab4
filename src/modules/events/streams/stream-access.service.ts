import type { Database } from '../../../db/database.js';
import type { EventStream } from './event-stream.js';
import { groupBy } from '../group-by.js';
import { readFormerReaders, type StreamReader } from './stream-access.repository.js';

const readerKey = ({ projectId, userId }: StreamReader): string => `${projectId} ${userId}`;

/** Finds the streams whose users may not read the project any more. */
export async function streamsToEnd({ db }: Database, streams: EventStream[]): Promise<EventStream[]> {
  if (streams.length === 0) return [];
  const byReader = groupBy(streams, readerKey);
  const readers = [...byReader.values()].flatMap((ofReader) => ofReader.slice(0, 1));
  const former = await readFormerReaders(db, readers);
  return former.flatMap((reader) => byReader.get(readerKey(reader)) ?? []);
}
