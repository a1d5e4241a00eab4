import { session } from '../app/session.js';

/** An event about tasks of a project. */
export interface TaskEvent {
  id: string;
  taskIds: number[];
  action: string;
  from: string | null;
  to: string | null;
  actor: { id: number; username: string | null } | null;
  at: string;
  /** Only for a split: the task that was split; null if it is unknown. */
  parent?: number | null;
  /** The states of each task. Only present if they differ between the tasks. */
  tasks?: { taskId: number; from: string | null; to: string | null }[];
}

/** Functions that a stream calls. */
export interface EventHandlers {
  onTask: (event: TaskEvent) => void;
  /** Called when the project itself has changed. */
  onProject: () => void;
  /** Called when events may be missing. The states of the tasks must be read again. */
  onReset: () => void;
  /** Called when the stream is connected (true) and when it has ended (false). */
  onConnection: (isLive: boolean) => void;
}

/** The shortest and the longest pause before the next connection, in milliseconds. The pause doubles after each failure. */
const MIN_RETRY_MS = 1000;
const MAX_RETRY_MS = 30_000;

/** After this time without data the connection counts as lost, in milliseconds. It is longer than two heartbeats of the server. */
export const MAX_SILENCE_MS = 40_000;

interface Message {
  id: string;
  event: string;
  data: string;
}

/** Parses one message of a stream of server-sent events. @returns null if it is a comment */
export function parseMessage(text: string): Message | null {
  const message: Message = { id: '', event: 'message', data: '' };
  const data: string[] = [];
  let isMessage = false;
  for (const line of text.split('\n')) {
    const [, field = '', value = ''] = /^(id|event|data): ?(.*)$/.exec(line) ?? [];
    if (field === '') continue;
    isMessage = true;
    if (field === 'data') data.push(value);
    else if (field === 'id') message.id = value;
    else message.event = value;
  }
  return isMessage ? { ...message, data: data.join('\n') } : null;
}

/** The stream of events of one project. It uses `fetch`, because `EventSource` cannot send the header `Authorization`. */
export class EventStream {
  private lastId = '';
  private retryMs = MIN_RETRY_MS;
  private isClosed = false;
  private connection = new AbortController();
  private wasLive = false;
  /** Ends the pause before the next connection. */
  private endPause: () => void = () => undefined;

  constructor(
    private readonly projectId: number,
    private readonly handlers: EventHandlers,
  ) {
    window.addEventListener('online', this.reconnect);
    void this.run();
  }

  close(): void {
    window.removeEventListener('online', this.reconnect);
    this.isClosed = true;
    this.reconnect();
  }

  /** Ends the connection or the current pause. If the stream is not closed, a new connection follows. */
  private readonly reconnect = (): void => {
    this.retryMs = MIN_RETRY_MS;
    this.connection.abort();
    this.endPause();
  };

  private async run(): Promise<void> {
    while (!this.isClosed) {
      await this.connect().catch(() => undefined);
      if (this.isClosed) return;
      this.handlers.onConnection(false);
      const pause = this.retryMs * (0.5 + Math.random() / 2);
      this.retryMs = Math.min(this.retryMs * 2, MAX_RETRY_MS);
      await new Promise<void>((resolve) => {
        this.endPause = resolve;
        setTimeout(resolve, pause);
      });
    }
  }

  /** Opens a connection and reads events until it ends. */
  private async connect(): Promise<void> {
    this.connection = new AbortController();
    const { signal } = this.connection;
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (session.value) headers.Authorization = session.value.authorization;
    if (this.lastId !== '') headers['Last-Event-ID'] = this.lastId;
    const response = await fetch(`/api/v2/projects/${this.projectId}/events/`, { headers, signal });
    if (!response.ok || !response.body) {
      // The next attempt will probably be refused too: the user may not read the project, or the server has no events.
      if (response.status !== 429 && response.status < 500) this.retryMs = MAX_RETRY_MS;
      return;
    }
    await this.readBody(response.body.getReader());
  }

  private async readBody(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let incomplete = '';
    let silence = setTimeout(this.reconnect, MAX_SILENCE_MS);
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(silence);
        silence = setTimeout(this.reconnect, MAX_SILENCE_MS);
        const text = decoder.decode(part.value, { stream: true }).replaceAll('\r', '');
        const messages = (incomplete + text).split('\n\n');
        incomplete = messages.pop() ?? '';
        for (const message of messages) this.handle(parseMessage(message));
      }
    } finally {
      clearTimeout(silence);
    }
  }

  private handle(message: Message | null): void {
    if (!message) return;
    if (message.id !== '') this.lastId = message.id;
    const { onTask, onProject, onReset, onConnection } = this.handlers;
    if (message.event === 'task' || message.event === 'comment')
      onTask({ ...(JSON.parse(message.data) as Omit<TaskEvent, 'id'>), id: message.id });
    else if (message.event === 'project') onProject();
    else if (message.event === 'reset') onReset();
    else if (message.event === 'ready') {
      this.retryMs = MIN_RETRY_MS;
      onConnection(true);
      // Changes before the first `ready` may be missing in lists that were read before it.
      if (!this.wasLive) onReset();
      this.wasLive = true;
    }
  }
}
