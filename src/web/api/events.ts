import { session } from '../app/session.js';

/** What happened to tasks of a project. */
export interface TaskEvent {
  id: string;
  taskIds: number[];
  action: string;
  from: string | null;
  to: string | null;
  actor: { id: number; username: string | null } | null;
  at: string;
  /** Only of a split: the task that is no more; null where it is unknown. */
  parent?: number | null;
  /** Only where the tasks do not all have the same states. */
  tasks?: { taskId: number; from: string | null; to: string | null }[];
}

/** What is called for the events of a stream. */
export interface EventHandlers {
  onTask: (event: TaskEvent) => void;
  /** The project itself has changed. */
  onProject: () => void;
  /** Events may have been missed: the states must be read again. */
  onReset: () => void;
  /** Whether the stream is connected. */
  onState: (isLive: boolean) => void;
}

/** The pause before the next connection, in milliseconds. It doubles after each failure. */
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 30_000;

/** The server sends something every 15 seconds. A connection that is silent for longer is lost. Milliseconds. */
const SILENCE_MS = 40_000;

interface Message {
  id: string;
  event: string;
  data: string;
}

/** Reads one message of a stream of server-sent events; null where it is a comment. */
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

/** The events of one project. They are read with `fetch`, because `EventSource` cannot send the session. */
export class EventStream {
  private lastId = '';
  private retryMs = FIRST_RETRY_MS;
  private isClosed = false;
  private connection = new AbortController();
  private wasLive = false;
  /** Ends the pause before the next connection. */
  private wake: () => void = () => undefined;

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

  /** Ends the connection, or the pause before it. Another is opened soon. */
  private readonly reconnect = (): void => {
    this.retryMs = FIRST_RETRY_MS;
    this.connection.abort();
    this.wake();
  };

  private async run(): Promise<void> {
    while (!this.isClosed) {
      await this.readOnce().catch(() => undefined);
      if (this.isClosed) return;
      this.handlers.onState(false);
      const pause = this.retryMs * (0.5 + Math.random() / 2);
      this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, pause);
      });
    }
  }

  private async readOnce(): Promise<void> {
    this.connection = new AbortController();
    const { signal } = this.connection;
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (session.value) headers.Authorization = session.value.authorization;
    if (this.lastId !== '') headers['Last-Event-ID'] = this.lastId;
    const response = await fetch(`/api/v2/projects/${this.projectId}/events/`, { headers, signal });
    if (!response.ok || !response.body) {
      // Another try would be refused too: the user may not see this project, or this server has no events.
      if (response.status !== 429 && response.status < 500) this.retryMs = LAST_RETRY_MS;
      return;
    }
    await this.readBody(response.body.getReader());
  }

  private async readBody(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    let silence = setTimeout(this.reconnect, SILENCE_MS);
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(silence);
        silence = setTimeout(this.reconnect, SILENCE_MS);
        const pieces = (rest + decoder.decode(part.value, { stream: true }).replaceAll('\r', '')).split('\n\n');
        rest = pieces.pop() ?? '';
        for (const piece of pieces) this.take(parseMessage(piece));
      }
    } finally {
      clearTimeout(silence);
    }
  }

  private take(message: Message | null): void {
    if (!message) return;
    if (message.id !== '') this.lastId = message.id;
    const { onTask, onProject, onReset, onState } = this.handlers;
    if (message.event === 'task' || message.event === 'comment')
      onTask({ ...(JSON.parse(message.data) as Omit<TaskEvent, 'id'>), id: message.id });
    else if (message.event === 'project') onProject();
    else if (message.event === 'reset') onReset();
    else if (message.event === 'ready') {
      this.retryMs = FIRST_RETRY_MS;
      onState(true);
      // Lists that were read before the first `ready` may lack what happened until then.
      if (!this.wasLive) onReset();
      this.wasLive = true;
    }
  }
}
