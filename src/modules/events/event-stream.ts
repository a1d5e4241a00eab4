import type { ServerResponse } from 'node:http';

/** A client that has not taken so many bytes is too slow and is cut off. It comes back and resumes. */
const MAX_UNSENT_BYTES = 1024 * 1024;

/** What a stream is about and whom it is for. */
export interface StreamRequest {
  projectId: number;
  /** Null: nobody in particular. */
  userId: number | null;
  /** Address of the client; null where its streams are not counted. */
  address: string | null;
}

let numbers = 0;

/** One open stream. */
export class EventStream implements StreamRequest {
  readonly projectId: number;
  readonly userId: number | null;
  readonly address: string | null;
  /** Numbers the streams of the process. */
  readonly number = numbers++;
  /** Number of the event up to which everything was sent. */
  seq = 0;
  /** Texts that wait until what was missed is sent; null once it is. */
  private waiting: string[] | null = [];
  private response: ServerResponse | null = null;

  constructor({ projectId, userId, address }: StreamRequest) {
    this.projectId = projectId;
    this.userId = userId;
    this.address = address;
  }

  /** Gives the stream the response to write to. */
  connect(response: ServerResponse): void {
    this.response = response;
  }

  /** Sends what comes first, and then everything that came meanwhile. */
  begin(first: string): void {
    const text = [first, ...(this.waiting ?? [])].join('');
    this.waiting = null;
    this.send(text);
  }

  send(text: string): void {
    const { response } = this;
    if (this.waiting) {
      this.waiting.push(text);
      return;
    }
    if (!response || response.destroyed || response.writableEnded) return;
    if (!response.write(text) && response.writableLength > MAX_UNSENT_BYTES) response.destroy();
  }

  /** Ends the stream, and its connection when everything is sent. */
  end(): void {
    this.response?.end();
    this.response?.socket?.destroySoon();
  }
}
