import { request, type IncomingMessage } from 'node:http';

/** An event that a client has received. */
export interface ReceivedEvent {
  id: string;
  event: string;
  data: Record<string, unknown>;
}

/** A client of one stream. It keeps all events and comment lines that it has received. */
export class EventClient {
  readonly events: ReceivedEvent[] = [];
  /** Comment lines. */
  readonly comments: string[] = [];
  /** The id that a browser would send as `Last-Event-ID`. */
  lastEventId = '';
  status = 0;
  headers: IncomingMessage['headers'] = {};
  /** The body of an answer that is not a stream. */
  body = '';
  isOpen = false;
  readonly closed: Promise<void>;
  private waiting: { isEnough: () => boolean; resolve: () => void }[] = [];
  private readonly outgoing: ReturnType<typeof request>;
  private incoming: IncomingMessage | undefined;
  private text = '';

  constructor(url: string, headers: Record<string, string> = {}) {
    this.outgoing = request(url, { headers, agent: false });
    this.closed = new Promise((resolve) => {
      this.outgoing.on('error', () => this.finish(resolve));
      this.outgoing.on('response', (incoming) => {
        this.incoming = incoming;
        this.status = incoming.statusCode ?? 0;
        this.headers = incoming.headers;
        this.isOpen = this.status === 200;
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => this.read(chunk));
        incoming.on('error', () => undefined).on('close', () => this.finish(resolve));
      });
    });
    this.outgoing.end();
  }

  /** Waits until the client has received enough. @throws Error after `timeoutMs` */
  async until(isEnough: () => boolean, timeoutMs = 20_000): Promise<void> {
    if (isEnough()) return;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      new Promise<void>((resolve) => this.waiting.push({ isEnough, resolve })),
      new Promise((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`not enough: ${JSON.stringify(this.events)} ${this.body}`)),
          timeoutMs,
        );
      }),
    ]).finally(() => clearTimeout(timer));
  }

  /** Waits for the event `ready`, or for an answer that is not a stream. */
  async ready(): Promise<this> {
    await this.until(() => this.events.length > 0 || (this.status !== 0 && this.status !== 200));
    return this;
  }

  /** The received events with a name. */
  named(name: string): ReceivedEvent[] {
    return this.events.filter(({ event }) => event === name);
  }

  /** Stops to read, as a client that is too slow. */
  stall(): void {
    this.incoming?.pause();
  }

  close(): void {
    this.outgoing.destroy();
  }

  private finish(resolve: () => void): void {
    this.isOpen = false;
    resolve();
    this.wake();
  }

  private wake(): void {
    this.waiting = this.waiting.filter(({ isEnough, resolve }) => {
      if (isEnough()) resolve();
      return !isEnough();
    });
  }

  private read(chunk: string): void {
    if (this.status === 200) {
      this.text += chunk;
      const blocks = this.text.split('\n\n');
      this.text = blocks.pop() ?? '';
      for (const block of blocks) this.dispatch(block);
    } else this.body += chunk;
    this.wake();
  }

  private dispatch(block: string): void {
    const fields = new Map<string, string>();
    for (const line of block.split('\n')) {
      const colon = line.indexOf(': ');
      if (line.startsWith(':')) this.comments.push(line);
      else fields.set(line.slice(0, colon), line.slice(colon + 2));
    }
    this.lastEventId = fields.get('id') ?? this.lastEventId;
    const data = fields.get('data');
    if (data === undefined) return;
    this.events.push({
      id: this.lastEventId,
      event: fields.get('event') ?? 'message',
      data: JSON.parse(data) as Record<string, unknown>,
    });
  }
}
