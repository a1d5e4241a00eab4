import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Bench } from './bench.js';
import { Client, WrongAnswer } from './client.js';
import { at, sorted } from './measure.js';
import type { Figure } from './report.js';
import { PROJECT, resetCycle } from './seed.js';
import type { BenchServer } from './server.js';

const WATCHING = 200;
const IDLE = 2000;
const USER = 2;
const ACTIONS = `projects/${PROJECT.cycle}/tasks/actions`;

/** An open stream, with the events and their times. */
class Listener {
  readonly events: { id: string; task: number; action: string; at: number }[] = [];
  private text = '';

  private constructor(private readonly incoming: IncomingMessage) {
    incoming.setEncoding('utf8').on('data', (chunk: string) => this.read(chunk));
  }

  static async open(server: BenchServer, projectId: number): Promise<Listener> {
    const outgoing = request(`${server.url}/api/v2/projects/${projectId}/events/`, { agent: false }).end();
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    if (incoming.statusCode !== 200) throw new WrongAnswer(`a stream came with ${incoming.statusCode}`);
    return new Listener(incoming);
  }

  private read(chunk: string): void {
    this.text += chunk;
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id, data] = /^id: (\S+)\nevent: task\ndata: (.*)$/.exec(block) ?? [];
      if (id === undefined || data === undefined) continue;
      const { taskIds, action } = JSON.parse(data) as { taskIds: number[]; action: string };
      this.events.push({ id, task: taskIds[0] ?? 0, action, at: performance.now() });
    }
  }

  close(): void {
    this.incoming.destroy();
  }
}

async function listeners(server: BenchServer, count: number, projectId: number): Promise<Listener[]> {
  const open: Listener[] = [];
  for (let left = count; left > 0; left -= 50)
    open.push(
      ...(await Promise.all(Array.from({ length: Math.min(50, left) }, () => Listener.open(server, projectId)))),
    );
  return open;
}

interface Turns {
  locks: number[];
  /** Time of the answer of each lock, by task. */
  answered: Map<number, number>;
}

/** Locks and stops tasks one after the other, with pauses. */
async function lockCycle(client: Client, tasks: number[]): Promise<Turns> {
  const turns: Turns = { locks: [], answered: new Map() };
  for (const task of tasks) {
    const begun = performance.now();
    await client.post(`${ACTIONS}/lock-for-mapping/${task}/`, USER);
    const now = performance.now();
    turns.locks.push(now - begun);
    turns.answered.set(task, now);
    await client.post(`${ACTIONS}/stop-mapping/${task}/`, USER, {});
    await setTimeout(10);
  }
  return turns;
}

const numbers = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);
const median = (values: number[]): number => at(sorted(values), 0.5);

/** Asserts that a stream has the lock and the end of the lock of each task once, and each event id once. */
function assertComplete({ events }: Listener, tasks: number[]): void {
  const told = events.map(({ task, action }) => `${task} ${action}`).sort();
  const expected = tasks.flatMap((task) => [`${task} lock`, `${task} unlock`]).sort();
  if (told.join() !== expected.join() || new Set(events.map(({ id }) => id)).size !== events.length)
    throw new WrongAnswer(`a stream has ${told.length} events instead of ${expected.length}`);
}

/** Medians of a lock with and without streams in turn, as one ratio. */
async function compareLocks(client: Client, rounds: number, open: () => Promise<Listener[]>) {
  const [without, beside]: [number[], number[]] = [[], []];
  const delays: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = 1 + round * 160;
    without.push(...(await lockCycle(client, numbers(first, 80))).locks);
    const streams = await open();
    const tasks = numbers(first + 80, 80);
    const { locks, answered } = await lockCycle(client, tasks);
    beside.push(...locks);
    await setTimeout(1500);
    for (const stream of streams.filter(({ events }) => events.length > 0)) {
      assertComplete(stream, tasks);
      for (const { task, action, at: came } of stream.events)
        if (action === 'lock') delays.push(came - (answered.get(task) ?? came));
    }
    const heard = streams.filter(({ events }) => events.length > 0).length;
    if (heard !== 0 && heard !== streams.length) throw new WrongAnswer(`${heard} of ${streams.length} streams heard`);
    for (const stream of streams) stream.close();
    await setTimeout(500);
  }
  return { ratio: median(beside) / median(without), without: median(without), delays: sorted(delays) };
}

/** Event streams: asserts that each stream gets every event once, and measures the cost for a lock and the memory of idle streams. */
export async function eventFigures(
  bench: Bench,
  start: () => Promise<BenchServer>,
  secret: string,
  note: (text: string) => void,
): Promise<Figure[]> {
  await resetCycle(bench.db);
  const server = await start();
  const client = new Client([server.url], secret);
  try {
    await lockCycle(client, numbers(1, 50));
    await resetCycle(bench.db);
    const before = server.memory().now;
    const idle = await listeners(server, IDLE, PROJECT.squares);
    await setTimeout(5000);
    const memory = server.memory().now - before;
    for (const stream of idle) stream.close();
    const quiet = await compareLocks(client, 3, () => listeners(server, IDLE, PROJECT.squares));
    await resetCycle(bench.db);
    const busy = await compareLocks(client, 3, () => listeners(server, WATCHING, PROJECT.cycle));
    note(`Streams: a lock without any takes ${quiet.without.toFixed(2)} ms; server and clients share the machine.`);
    return [
      { name: `memory that ${IDLE} idle streams add`, value: memory, unit: 'MB', target: 100 },
      {
        name: `one lock beside ${IDLE} idle streams, to one without`,
        value: quiet.ratio,
        unit: '× the total time',
        target: 1.1,
      },
      {
        name: `one lock beside ${WATCHING} streams that hear it, to one without`,
        value: busy.ratio,
        unit: '× the total time',
      },
      { name: 'event after the answer of its lock, median', value: at(busy.delays, 0.5), unit: 'ms' },
      { name: 'event after the answer of its lock, 99 of 100', value: at(busy.delays, 0.99), unit: 'ms', target: 1000 },
    ];
  } finally {
    await client.close();
    await server.stop();
    await resetCycle(bench.db);
  }
}
