import type { StoredEvent } from './change-log.repository.js';

/** The text of streams, as https://html.spec.whatwg.org/multipage/server-sent-events.html has it. */

/** A place in the log: what `Last-Event-ID` carries. */
export interface Position {
  generation: string;
  seq: number;
}

export const eventId = ({ generation, seq }: Position): string => `${generation}-${seq}`;

/** Reads an id. @returns null where it is none of ours */
export function parseEventId(text: string): Position | null {
  const [, generation, seq] = /^([0-9a-f]{8})-(\d{1,15})$/.exec(text) ?? [];
  return generation !== undefined && seq !== undefined ? { generation, seq: Number(seq) } : null;
}

const block = (id: string, event: string, data: string): string => `id: ${id}\nevent: ${event}\ndata: ${data}\n\n`;

/** Events of the log. */
export const eventsText = (events: StoredEvent[], generation: string): string =>
  events.map(({ seq, name, data }) => block(eventId({ generation, seq }), name, data)).join('');

/** The first event of a stream: from here on nothing is missing. `retry`: how long browsers wait before they come back. */
export const readyText = (position: Position, data: { projectId: number; resumed: boolean }): string =>
  `retry: 2000\n${block(eventId(position), 'ready', JSON.stringify(data))}`;

/** Tells a client that events are missing: it must read the project anew. */
export const resetText = (position: Position, data: { projectId: number }): string =>
  block(eventId(position), 'reset', JSON.stringify(data));

/** A sign of life. The id moves a quiet client on, so that it does not come back from too long ago; it is no event. */
export const aliveText = (position: Position | null): string =>
  position ? `: alive\nid: ${eventId(position)}\n\n` : ': alive\n\n';
