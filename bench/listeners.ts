import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';

/**
 * Open streams in a process of their own. The process that measures locks does not spend its time on them. It is started with
 * an IPC channel by `events.ts`: it gets orders and answers each.
 */

/** An event that a stream got. `at`: milliseconds since 1970. */
export interface Heard {
  id: string;
  task: number;
  action: string;
  at: number;
}

/** What the process is told to do. */
export type Order = { open: { url: string; count: number } } | { tell: true } | { close: true };

/** The answer to `tell`: the events of each stream. To the others: an empty list. */
export type Answer = Heard[][];

class Listener {
  readonly heard: Heard[] = [];
  private text = '';

  private constructor(private readonly incoming: IncomingMessage) {
    incoming.setEncoding('utf8').on('data', (chunk: string) => this.read(chunk));
  }

  static async open(url: string): Promise<Listener> {
    const outgoing = request(url, { agent: false }).end();
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    if (incoming.statusCode !== 200) throw new Error(`a stream came with ${incoming.statusCode}`);
    return new Listener(incoming);
  }

  private read(chunk: string): void {
    const at = performance.timeOrigin + performance.now();
    this.text += chunk;
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id, data] = /^id: (\S+)\nevent: task\ndata: (.*)$/.exec(block) ?? [];
      if (id === undefined || data === undefined) continue;
      const { taskIds, action } = JSON.parse(data) as { taskIds: number[]; action: string };
      this.heard.push({ id, task: taskIds[0] ?? 0, action, at });
    }
  }

  close(): void {
    this.incoming.destroy();
  }
}

let open: Listener[] = [];

async function obey(order: Order): Promise<Answer> {
  if ('tell' in order) return open.map(({ heard }) => heard);
  if ('close' in order) {
    for (const listener of open) listener.close();
    open = [];
    return [];
  }
  const { url, count } = order.open;
  for (let left = count; left > 0; left -= 50)
    open.push(...(await Promise.all(Array.from({ length: Math.min(50, left) }, () => Listener.open(url)))));
  return [];
}

process.on('message', (order: Order) => void obey(order).then((answer) => process.send?.(answer)));
