import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.js';
import { Client, WrongAnswer } from './client.js';
import type { Answer, Heard, Order } from './listeners.js';
import { at, sorted } from './measure.js';
import type { Figure } from './report.js';
import { PROJECT, resetCycle } from './seed.js';
import { cpuOf, type BenchServer } from './server.js';

const WATCHING = 200;
const IDLE = 2000;
const USER = 2;
const ACTIONS = `projects/${PROJECT.cycle}/tasks/actions`;
/** Pairs of turns without and with streams. The locks of a turn. */
const ROUNDS = 6;
const LOCKS = 60;

/** Streams that another process reads. */
class Listeners {
  private constructor(private readonly child: ChildProcess) {}

  static start(): Listeners {
    return new Listeners(fork(fileURLToPath(new URL('listeners.ts', import.meta.url)), { serialization: 'advanced' }));
  }

  open(server: BenchServer, count: number, projectId: number): Promise<Answer> {
    return this.order({ open: { url: `${server.url}/api/v2/projects/${projectId}/events/`, count } });
  }

  /** The events of each stream. */
  heard(): Promise<Answer> {
    return this.order({ tell: true });
  }

  /** Closes all streams. */
  close(): Promise<Answer> {
    return this.order({ close: true });
  }

  /** CPU time of the process that reads, in milliseconds. */
  cpu(): number {
    return cpuOf(this.child.pid ?? 0);
  }

  stop(): void {
    this.child.disconnect();
  }

  private async order(order: Order): Promise<Answer> {
    this.child.send(order);
    const [answer] = (await once(this.child, 'message')) as [Answer];
    return answer;
  }
}

interface Turns {
  locks: number[];
  /** Time of the answer of each lock, by task, in milliseconds since 1970. */
  answered: Map<number, number>;
  /** CPU time of the server for a lock and its end, in milliseconds. */
  cpu: number;
}

/** Locks and stops tasks one after the other, with pauses. */
async function lockCycle(client: Client, server: BenchServer, tasks: number[]): Promise<Turns> {
  const turns: Turns = { locks: [], answered: new Map(), cpu: 0 };
  const cpu = server.cpu();
  for (const task of tasks) {
    const begun = performance.now();
    await client.post(`${ACTIONS}/lock-for-mapping/${task}/`, USER);
    const now = performance.now();
    turns.locks.push(now - begun);
    turns.answered.set(task, performance.timeOrigin + now);
    await client.post(`${ACTIONS}/stop-mapping/${task}/`, USER, {});
    await setTimeout(10);
  }
  turns.cpu = (server.cpu() - cpu) / tasks.length;
  return turns;
}

const numbers = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);
const median = (values: number[]): number => at(sorted(values), 0.5);

/** Asserts that a stream has the lock and the end of the lock of each task once, and each event id once. */
function assertComplete(events: Heard[], tasks: number[]): void {
  const told = events.map(({ task, action }) => `${task} ${action}`).sort();
  const expected = tasks.flatMap((task) => [`${task} lock`, `${task} unlock`]).sort();
  if (told.join() !== expected.join() || new Set(events.map(({ id }) => id)).size !== events.length)
    throw new WrongAnswer(`a stream has ${told.length} events instead of ${expected.length}`);
}

/** The times from the answer of a lock to its event, of complete streams. */
function delaysOf(streams: Heard[][], tasks: number[], answered: Map<number, number>): number[] {
  for (const events of streams) assertComplete(events, tasks);
  return streams.flatMap((events) =>
    events.filter(({ action }) => action === 'lock').map(({ task, at: came }) => came - (answered.get(task) ?? came)),
  );
}

interface Compared {
  /** Medians of a lock, in milliseconds. */
  without: number;
  ratio: number;
  /** CPU time of the server that the streams add to a lock and its end, in milliseconds. */
  cpu: number;
  /** CPU time of the process that reads the streams for a lock and its end, in milliseconds. */
  reading: number;
  delays: number[];
}

/** Locks in turns without and with streams. */
async function compareLocks(
  { client, server, listeners }: { client: Client; server: BenchServer; listeners: Listeners },
  streams: { count: number; projectId: number },
): Promise<Compared> {
  const [without, beside]: [Turns[], Turns[]] = [[], []];
  const [delays, reading]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const first = 1 + round * 2 * LOCKS;
    without.push(await lockCycle(client, server, numbers(first, LOCKS)));
    await listeners.open(server, streams.count, streams.projectId);
    await setTimeout(1000);
    const tasks = numbers(first + LOCKS, LOCKS);
    const cpu = listeners.cpu();
    const turns = await lockCycle(client, server, tasks);
    reading.push((listeners.cpu() - cpu) / tasks.length);
    beside.push(turns);
    await setTimeout(1500);
    if (streams.projectId === PROJECT.cycle) delays.push(...delaysOf(await listeners.heard(), tasks, turns.answered));
    await listeners.close();
    await setTimeout(500);
  }
  const medianOf = (turns: Turns[]): number => median(turns.flatMap(({ locks }) => locks));
  const cpuOfTurns = (turns: Turns[]): number => median(turns.map(({ cpu }) => cpu));
  return {
    without: medianOf(without),
    ratio: medianOf(beside) / medianOf(without),
    cpu: cpuOfTurns(beside) - cpuOfTurns(without),
    reading: median(reading),
    delays: sorted(delays),
  };
}

/** The memory that idle streams add to the server, in megabytes. */
async function memoryOfIdle(server: BenchServer, listeners: Listeners): Promise<number> {
  const before = server.memory().now;
  await listeners.open(server, IDLE, PROJECT.squares);
  await setTimeout(5000);
  const added = server.memory().now - before;
  await listeners.close();
  return added;
}

const figuresOf = (memory: number, quiet: Compared, busy: Compared): Figure[] => [
  { name: `memory that ${IDLE} idle streams add`, value: memory, unit: 'MB', target: 100 },
  {
    name: `one lock beside ${IDLE} idle streams, to one without`,
    value: quiet.ratio,
    unit: '× the total time',
    target: 1.1,
  },
  { name: `server CPU that ${IDLE} idle streams add to a lock and its end`, value: quiet.cpu, unit: 'ms' },
  {
    name: `one lock beside ${WATCHING} streams that hear it, to one without`,
    value: busy.ratio,
    unit: '× the total time',
  },
  { name: `server CPU that ${WATCHING} streams add to a lock and its end`, value: busy.cpu, unit: 'ms' },
  { name: `CPU of the process that reads ${WATCHING} streams for a lock and its end`, value: busy.reading, unit: 'ms' },
  { name: 'event after the answer of its lock, median', value: at(busy.delays, 0.5), unit: 'ms' },
  { name: 'event after the answer of its lock, 99 of 100', value: at(busy.delays, 0.99), unit: 'ms', target: 1000 },
];

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
  const listeners = Listeners.start();
  try {
    await lockCycle(client, server, numbers(1, 100));
    await resetCycle(bench.db);
    const memory = await memoryOfIdle(server, listeners);
    const quiet = await compareLocks({ client, server, listeners }, { count: IDLE, projectId: PROJECT.squares });
    await resetCycle(bench.db);
    const busy = await compareLocks({ client, server, listeners }, { count: WATCHING, projectId: PROJECT.cycle });
    note(`Streams: a lock without any takes ${quiet.without.toFixed(2)} ms. Another process reads the streams.`);
    return figuresOf(memory, quiet, busy);
  } finally {
    listeners.stop();
    await client.close();
    await server.stop();
    await resetCycle(bench.db);
  }
}
