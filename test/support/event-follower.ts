import { setTimeout } from 'node:timers/promises';
import type { Database } from '../../src/db/database.js';
import { EventClient, type ReceivedEvent } from './event-client.js';
import type { Project } from './factory.js';
import { chanceOf, seedOf } from './random.js';
import type { ServerProcess } from './server-process.js';

/** Clients that follow the events of one project over many connections. The servers may stop at any time. */
export class Followers {
  private readonly clients: EventClient[] = [];
  private readonly following: Promise<ReceivedEvent[]>[];
  private ended = false;

  constructor(
    private readonly servers: ServerProcess[],
    private readonly project: Project,
    private readonly count: number,
  ) {
    this.following = Array.from({ length: count }, (_, turn) => this.follow(turn));
  }

  /** Waits until each follower has its first connection. */
  async connected(): Promise<void> {
    while (this.clients.filter(({ isOpen }) => isOpen).length < this.count) await setTimeout(50);
  }

  /**
   * Waits until each follower has received the last event, and closes all connections.
   * @returns for each follower the events of all its connections
   */
  async end(isLast: (event: ReceivedEvent) => boolean): Promise<ReceivedEvent[][]> {
    const complete = (): boolean => this.clients.filter(({ events }) => events.some(isLast)).length >= this.count;
    for (const deadline = performance.now() + 20_000; !complete() && performance.now() < deadline;)
      await setTimeout(50);
    this.close();
    return Promise.all(this.following);
  }

  /** Closes all connections. The followers do not connect again. */
  close(): void {
    this.ended = true;
    for (const client of this.clients) client.close();
  }

  /** Disconnects at random times. Connects to another server each time. */
  private async follow(turn: number): Promise<ReceivedEvent[]> {
    const random = chanceOf(seedOf() - turn).next;
    const seen: ReceivedEvent[] = [];
    let lastEventId = '';
    for (let attempt = turn; !this.ended; attempt++) {
      const server = this.servers[attempt % this.servers.length];
      const headers: Record<string, string> = lastEventId === '' ? {} : { 'last-event-id': lastEventId };
      const client = new EventClient(`${server?.url}/api/v2/projects/${this.project.id}/events/`, headers);
      this.clients.push(client);
      // A third of the clients stay until their server stops.
      const timer = turn % 3 === 0 ? undefined : globalThis.setTimeout(() => client.close(), 200 + random() * 4000);
      await client.closed;
      clearTimeout(timer);
      seen.push(...client.events);
      lastEventId = client.lastEventId || lastEventId;
      await setTimeout(50);
    }
    return seen;
  }
}

/** The changes in the history of a project as short texts: the start and the end of each lock, and each new state. */
export async function historyOf(database: Database, project: Project): Promise<string[]> {
  const rows = await database.db.$queryRaw<{ task: number; action: string; text: string | null }[]>`
    SELECT task_id AS task, action, action_text AS text FROM task_history
    WHERE project_id = ${project.id} AND action <> 'COMMENT' ORDER BY id`;
  return rows.flatMap(({ task, action, text }) => {
    if (action === 'STATE_CHANGE') return [`${task} to ${text}`];
    return [`${task} to ${action}`, ...(text === null ? [] : [`${task} ended`])];
  });
}

/** The changes in events, as the same short texts. */
export const changesOf = (events: ReceivedEvent[]): string[] =>
  events
    .filter(({ event }) => event === 'task')
    .flatMap(({ data }) => {
      const [from, to] = [String(data.from), String(data.to)];
      return (data.taskIds as number[]).flatMap((task) => {
        const parts = data.action === 'unlock' ? [] : [`${task} to ${to}`];
        return from.startsWith('LOCKED') ? [...parts, `${task} ended`] : parts;
      });
    });

/** The ids of events that were received more than once, and of `reset` events. */
export function faultsOf(events: ReceivedEvent[]): string[] {
  const seen = new Set<string>();
  const repeated: string[] = [];
  for (const { id, event } of events) {
    if (event === 'ready') continue;
    if (seen.has(id)) repeated.push(id);
    seen.add(id);
  }
  return [...repeated, ...events.filter(({ event }) => event === 'reset').map(({ id }) => `reset ${id}`)];
}
