import { request, type IncomingMessage } from 'node:http';

/** An event as a client gets it. */
export interface ReceivedEvent {
  id: string;
  event: string;
  data: Record<string, unknown>;
}

/** A client of one stream, which keeps everything that came. */
export class EventClient {
  readonly events: ReceivedEvent[] = [];
  /** Comment lines. */
  readonly comments: string[] = [];
  /** As browsers keep it for `Last-Event-ID`. */
  lastEventId = '';
  status = 0;
  headers: IncomingMessage['headers'] = {};
  /** The body of an answer that is no stream. */
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

  /** Waits until enough has come. @throws Error after `patience` milliseconds */
  async until(isEnough: () => boolean, patience = 20_000): Promise<void> {
    if (isEnough()) return;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      new Promise<void>((resolve) => this.waiting.push({ isEnough, resolve })),
      new Promise((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`not enough: ${JSON.stringify(this.events)} ${this.body}`)),
          patience,
        );
      }),
    ]).finally(() => clearTimeout(timer));
  }

  /** Waits for `ready`. */
  async ready(): Promise<this> {
    await this.until(() => this.events.length > 0 || (this.status !== 0 && this.status !== 200));
    return this;
  }

  /** The events of a name. */
  named(name: string): ReceivedEvent[] {
    return this.events.filter(({ event }) => event === name);
  }

  /** Reads no more, as a client that is too slow. */
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
