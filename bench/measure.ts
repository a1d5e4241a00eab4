import { performance } from 'node:perf_hooks';
import { WrongAnswer, type Client } from './client.js';
import type { BenchServer, LoopDelay } from './server.js';

/** Duration of one call in milliseconds, and calls per second. */
export interface Sample {
  median: number;
  p95: number;
  p99: number;
  rate: number;
  /** The times of single requests, when a call consists of several. */
  request?: { median: number; p99: number };
}

/** The targets. A missed target is shown and does not fail the run. */
export interface Target {
  /** Maximum of the server's time divided by the floor's. */
  time?: number;
  /** Minimum of the server's rate divided by the floor's. */
  rate?: number;
  /** Maximum of the server's median in milliseconds. */
  median?: number;
  /** Maximum of the 99th percentile divided by the median. */
  tail?: number;
}

/** One path: the request to the server and the same work by its floor. */
export interface Plan {
  name: string;
  callers: number;
  /** Calls of each caller in a round. By default as many as fit into the time of a round. */
  turns?: number;
  /** Requests to the server before the first round. A server that has just started runs interpreted code. */
  warmUp?: number;
  /** Factor for the number of rounds, for plans with one call per round. */
  rounds?: number;
  target?: Target;
  server: (client: Client, caller: number, turn: number) => Promise<unknown>;
  floor: (caller: number, turn: number) => Promise<unknown>;
  /** Run before each side of each round; not measured. */
  reset?: () => Promise<void>;
  /** Run after each round of a server; throws on wrong answers or rows. */
  check?: (client: Client) => Promise<void>;
}

/** The same work by a floor and by servers, taken in turn. */
export interface Comparison {
  name: string;
  callers: number;
  server: Sample;
  floor: Sample;
  /** Server divided by floor: medians for one caller, rates for several. The median of the rounds' ratios. */
  ratio: number;
  /** The smallest and the largest of the rounds' ratios. */
  spread: [number, number];
  /** The other server: divided by the floor, and this server divided by it (rates: the other one divided by this). */
  against?: { sample: Sample; ratio: number; times: number };
  held?: LoopDelay;
  target?: Target;
}

/** How much is measured. */
export interface Effort {
  rounds: number;
  /** Duration of one side of a round in milliseconds, for plans without a number of calls. */
  round: number;
  /** After this time in milliseconds, a plan with two rounds begins no other. */
  plan: number;
}

/** The measured servers: the one of this checkout and optionally another one. */
export interface Subjects {
  client: Client;
  server?: BenchServer;
  against?: Client;
  /** Reports an error of the other server. */
  note: (text: string) => void;
}

/** The quantile of sorted values. */
export const at = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);

/** The median of a few values. For an even number, the mean of the middle two. */
export function medianOf(values: number[]): number {
  const ordered = sorted(values);
  const half = Math.floor(ordered.length / 2);
  const [below = 0, above = 0] = [ordered[half - 1], ordered[half]];
  return ordered.length % 2 === 1 ? above : (below + above) / 2;
}

/** Lets `callers` call all at once, each `turns` times, or until the time is over. */
async function sample(
  work: (caller: number, turn: number) => Promise<unknown>,
  { callers, turns }: Pick<Plan, 'callers' | 'turns'>,
  milliseconds: number,
): Promise<Sample> {
  const took: number[] = [];
  const start = performance.now();
  const goesOn = (turn: number): boolean =>
    turns === undefined ? turn === 0 || performance.now() - start < milliseconds : turn < turns;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let turn = 0; goesOn(turn); turn++) {
        const before = performance.now();
        await work(caller, turn);
        took.push(performance.now() - before);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const times = sorted(took);
  return { median: at(times, 0.5), p95: at(times, 0.95), p99: at(times, 0.99), rate: took.length / seconds };
}

async function sampleServer(plan: Plan, client: Client, milliseconds: number): Promise<Sample> {
  client.latencies = [];
  const taken = await sample((caller, turn) => plan.server(client, caller, turn), plan, milliseconds);
  const times = sorted(client.latencies);
  await plan.check?.(client);
  return { ...taken, request: { median: at(times, 0.5), p99: at(times, 0.99) } };
}

function medianSample(samples: Sample[]): Sample {
  const of = (key: 'median' | 'p95' | 'p99' | 'rate'): number => medianOf(samples.map((taken) => taken[key]));
  const request = {
    median: medianOf(samples.map((taken) => taken.request?.median ?? taken.median)),
    p99: medianOf(samples.map((taken) => taken.request?.p99 ?? taken.p99)),
  };
  return { median: of('median'), p95: of('p95'), p99: of('p99'), rate: of('rate'), request };
}

const ratioOf = (callers: number, server: Sample, floor: Sample): number =>
  callers === 1 ? server.median / floor.median : server.rate / floor.rate;

const ratiosOf = (callers: number, servers: Sample[], floors: Sample[]): number[] =>
  servers.map((server, round) => ratioOf(callers, server, floors[round] ?? server));

/** How many times as long as the other server takes, round by round. Above 1, this server is slower. */
const timesOf = (callers: number, servers: Sample[], others: Sample[]): number[] =>
  ratiosOf(callers, servers, others).map((ratio) => (callers === 1 ? ratio : 1 / ratio));

/** One round of the other server. A wrong answer does not fail the run; the other server is left out. */
async function sampleOther(plan: Plan, { against, note }: Subjects, milliseconds: number): Promise<Sample | null> {
  if (!against) return null;
  await plan.reset?.();
  try {
    return await sampleServer(plan, against, milliseconds);
  } catch (error) {
    if (!(error instanceof WrongAnswer)) throw error;
    note(`${plan.name}: the other server is left out, ${error.message}`);
    return null;
  }
}

/** How long a plan may warm up, in milliseconds. */
const WARM_UP_LIMIT = 8000;

/** Sends requests that are not measured, in rounds like the measured ones. */
async function warmUp(plan: Plan, client: Client | undefined, milliseconds: number): Promise<void> {
  if (!client) return;
  const start = performance.now();
  for (let sent = 0; sent < (plan.warmUp ?? 0) && performance.now() - start < WARM_UP_LIMIT;) {
    await plan.reset?.();
    await sampleServer(plan, client, milliseconds);
    sent += client.latencies.length;
  }
}

/** Measures floor and servers in turn, round by round, after one round of each to warm up, and one more that is watched. */
export async function compare(plan: Plan, subjects: Subjects, effort: Effort): Promise<Comparison> {
  const { name, callers, target } = plan;
  const sides = { floor: [] as Sample[], server: [] as Sample[], against: [] as Sample[] };
  await warmUp(plan, subjects.client, effort.round);
  await warmUp(plan, subjects.against, effort.round);
  let others = subjects.against !== undefined;
  const start = performance.now();
  const rounds = effort.rounds * (plan.rounds ?? 1);
  for (let round = -1; round < rounds; round++) {
    if (round >= 2 && performance.now() - start > effort.plan) break;
    await plan.reset?.();
    const floor = await sample(plan.floor, plan, effort.round);
    await plan.reset?.();
    const server = await sampleServer(plan, subjects.client, effort.round);
    const against = others ? await sampleOther(plan, subjects, effort.round) : null;
    others = against !== null;
    if (round < 0) continue;
    sides.floor.push(floor);
    sides.server.push(server);
    if (against) sides.against.push(against);
  }
  await plan.reset?.();
  const held = await subjects.server?.watch(() => sampleServer(plan, subjects.client, effort.round));
  const ratios = ratiosOf(callers, sides.server, sides.floor);
  return {
    name,
    callers,
    server: medianSample(sides.server),
    floor: medianSample(sides.floor),
    ratio: medianOf(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    ...(others && {
      against: {
        sample: medianSample(sides.against),
        ratio: medianOf(ratiosOf(callers, sides.against, sides.floor)),
        times: medianOf(timesOf(callers, sides.server, sides.against)),
      },
    }),
    ...(held && { held }),
    ...(target && { target }),
  };
}
