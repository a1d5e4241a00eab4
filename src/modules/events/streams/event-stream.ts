import type { ServerResponse } from 'node:http';
import type { Position } from './event-text.js';

/** A client with more unread bytes is disconnected. It can reconnect and resume. */
const MAX_UNSENT_BYTES = 1024 * 1024;

/** The project and the client of a stream. */
interface StreamRequest {
  projectId: number;
  /** Null without a session. */
  userId: number | null;
  /** Address of the client; null if its streams are not counted. */
  address: string | null;
}

let nextNumber = 0;

/** One open stream. */
export class EventStream implements StreamRequest {
  readonly projectId: number;
  readonly userId: number | null;
  readonly address: string | null;
  /** A number that is unique in the process. */
  readonly number = nextNumber++;
  /** All events up to this position were sent or wait to be sent. Null before the stream begins. */
  reached: Position | null = null;
  /** Texts that wait for the first text; null after the first text was sent. */
  private waiting: string[] | null = [];
  private response: ServerResponse | null = null;

  constructor({ projectId, userId, address }: StreamRequest) {
    this.projectId = projectId;
    this.userId = userId;
    this.address = address;
  }

  /** Sets the response to write to. */
  connect(response: ServerResponse): void {
    this.response = response;
  }

  /** Sends the first text, and then the texts that waited for it. */
  begin(first: string): void {
    const text = [first, ...(this.waiting ?? [])].join('');
    this.waiting = null;
    this.send(text);
  }

  /** Sends a text. Before `begin` the text waits. */
  send(text: string): void {
    const { response } = this;
    if (this.waiting) {
      this.waiting.push(text);
      return;
    }
    if (!response || response.destroyed || response.writableEnded) return;
    if (!response.write(text) && response.writableLength > MAX_UNSENT_BYTES) response.destroy();
  }

  /** Ends the stream, and closes its connection after all data are sent. */
  end(): void {
    this.response?.end();
    this.response?.socket?.destroySoon();
  }
}
