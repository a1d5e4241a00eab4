import type { StoredEvent } from '../change-log/change-log.repository.js';

/** The text format of streams: https://html.spec.whatwg.org/multipage/server-sent-events.html */

/** A position in the log: the content of `Last-Event-ID`. */
export interface Position {
  generation: string;
  seq: number;
}

/** Whether `reached` is at `now` or after it. */
export const isReached = (reached: Position, now: Position): boolean =>
  reached.generation === now.generation && reached.seq >= now.seq;

export const eventId = ({ generation, seq }: Position): string => `${generation}-${seq}`;

/** Parses an id. @returns null if it does not have the form of an id of the log */
export function parseEventId(text: string): Position | null {
  const [, generation, seq] = /^([0-9a-f]{8})-(\d{1,15})$/.exec(text) ?? [];
  return generation !== undefined && seq !== undefined ? { generation, seq: Number(seq) } : null;
}

const block = (id: string, event: string, data: string): string => `id: ${id}\nevent: ${event}\ndata: ${data}\n\n`;

/** Events of the log in the text format. */
export const eventsText = (events: StoredEvent[], generation: string): string =>
  events.map(({ seq, name, data }) => block(eventId({ generation, seq }), name, data)).join('');

/** The first event of a stream. No later event is missing. `retry` is the pause of browsers before they reconnect, in milliseconds. */
export const readyText = (position: Position, data: { projectId: number; resumed: boolean }): string =>
  `retry: 2000\n${block(eventId(position), 'ready', JSON.stringify(data))}`;

/** The event that says that events are missing. The client must read the project again. */
export const resetText = (position: Position, data: { projectId: number }): string =>
  block(eventId(position), 'reset', JSON.stringify(data));

/** A heartbeat. It is a comment, not an event. Its id keeps `Last-Event-ID` recent in a project without events. */
export const heartbeatText = (position: Position): string => `: alive\nid: ${eventId(position)}\n\n`;
