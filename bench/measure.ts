import { performance } from 'node:perf_hooks';
import { WrongAnswer, type Client } from './client.js';
import type { BenchServer, LoopDelay } from './server.js';

/** How long one call takes, in milliseconds, and how many there are in a second. */
export interface Sample {
  median: number;
  p95: number;
  p99: number;
  rate: number;
  /** Of the requests, where a call is several of them. */
  request?: { median: number; p99: number };
}

/** What is to be reached. A figure of time is no test: it is shown, and fails nothing. */
export interface Target {
  /** The server's time by the floor's, at most. */
  time?: number;
  /** The server's rate by the floor's, at least. */
  rate?: number;
  /** The server's median in milliseconds, at most. */
  median?: number;
  /** The slowest hundredth of the requests by their median, at most. */
  tail?: number;
}

/** One path: what the server does and what its floor does for the same. */
export interface Plan {
  name: string;
  callers: number;
  /** Calls of each caller in a round; where it is left out, as many as fit into the time of one. */
  turns?: number;
  /** By how much more rounds than others it has: where a round is one call. */
  rounds?: number;
  target?: Target;
  server: (client: Client, caller: number, turn: number) => Promise<unknown>;
  floor: (caller: number, turn: number) => Promise<unknown>;
  /** Run before each side of each round; not measured. */
  reset?: () => Promise<void>;
  /** Run after each round of a server; throws where it gave or left anything wrong. */
  check?: (client: Client) => Promise<void>;
}

/** The same work by a floor and by servers, taken in turn. */
export interface Comparison {
  name: string;
  callers: number;
  server: Sample;
  floor: Sample;
  /** Server by floor: of the medians for one caller, of the rates for several. The median of the rounds' ratios. */
  ratio: number;
  /** The smallest and the largest of the rounds' ratios. */
  spread: [number, number];
  against?: { sample: Sample; ratio: number };
  held?: LoopDelay;
  target?: Target;
}

/** How much is measured. */
export interface Effort {
  rounds: number;
  /** How long one side of a round takes, where a plan does not say how many calls it has. In milliseconds, as the next. */
  round: number;
  /** After this no plan begins another round, if it had two. */
  plan: number;
}

/** Who is measured: this checkout's server, which can be watched, and maybe another. */
export interface Subjects {
  client: Client;
  server?: BenchServer;
  against?: Client;
  /** Says what went wrong at the other server. */
  note: (text: string) => void;
}

/** The value below which a share of the sorted values is. */
export const at = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);

/** Of few values, as rounds are: between the two in the middle. */
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

/** One round of the other server. Where it answers wrong it is left out: that it cannot do what this one does is no failure. */
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

/** Measures floor and servers in turn, round by round, after one round of each to warm up, and one more that is watched. */
export async function compare(plan: Plan, subjects: Subjects, effort: Effort): Promise<Comparison> {
  const { name, callers, target } = plan;
  const sides = { floor: [] as Sample[], server: [] as Sample[], against: [] as Sample[] };
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
      against: { sample: medianSample(sides.against), ratio: medianOf(ratiosOf(callers, sides.against, sides.floor)) },
    }),
    ...(held && { held }),
    ...(target && { target }),
  };
}
