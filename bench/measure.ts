import { performance } from 'node:perf_hooks';

/** How long one call takes, in milliseconds, at how many calls a second. */
export interface Sample {
  median: number;
  p95: number;
  p99: number;
  rate: number;
}

/** The same work by the server and by its floor, taken in turn. */
export interface Comparison {
  name: string;
  callers: number;
  server: Sample;
  floor: Sample;
  /** Server by floor of the medians: one caller; rate of the server by rate of the floor: several. */
  ratio: number;
  /** The smallest and the largest of the rounds' ratios. */
  spread: [number, number];
}

export type Work = (caller: number, turn: number) => Promise<void>;

const at = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Lets `callers` do `turns` calls each, all at once. */
export async function sample(work: Work, callers: number, turns: number): Promise<Sample> {
  const took: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let turn = 0; turn < turns; turn++) {
        const before = performance.now();
        await work(caller, turn);
        took.push(performance.now() - before);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  took.sort((a, b) => a - b);
  return { median: at(took, 0.5), p95: at(took, 0.95), p99: at(took, 0.99), rate: took.length / seconds };
}

const medianOf = (values: number[]): number =>
  at(
    [...values].sort((a, b) => a - b),
    0.5,
  );

function medianSample(samples: Sample[]): Sample {
  const of = (key: keyof Sample): number => medianOf(samples.map((sample) => sample[key]));
  return { median: of('median'), p95: of('p95'), p99: of('p99'), rate: of('rate') };
}

export interface Plan {
  name: string;
  callers: number;
  /** Calls of each caller in a round. */
  turns: number;
  rounds: number;
  server: Work;
  floor: Work;
  /** Run before each side of each round; not measured. */
  reset?: () => Promise<void>;
}

/** Measures server and floor in turn, round by round, after one round of each to warm up. */
export async function compare(plan: Plan): Promise<Comparison> {
  const { name, callers, turns, rounds } = plan;
  const sides = { server: [] as Sample[], floor: [] as Sample[] };
  for (let round = -1; round < rounds; round++)
    for (const side of ['floor', 'server'] as const) {
      await plan.reset?.();
      const taken = await sample(plan[side], callers, turns);
      if (round >= 0) sides[side].push(taken);
    }
  const ratioOf = (server: Sample, floor: Sample): number =>
    callers === 1 ? server.median / floor.median : server.rate / floor.rate;
  const ratios = sides.server.map((server, round) => ratioOf(server, sides.floor[round] ?? server));
  const server = medianSample(sides.server);
  const floor = medianSample(sides.floor);
  return { name, callers, server, floor, ratio: medianOf(ratios), spread: [Math.min(...ratios), Math.max(...ratios)] };
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** The comparisons as a Markdown table. */
export function table(comparisons: Comparison[]): string {
  const rows = comparisons.map(({ name, callers, server, floor, ratio, spread: [low, high] }) =>
    callers === 1
      ? `| ${name} | 1 | ${number(server.median)} ms | ${number(floor.median)} ms | ${number(ratio)} × the time | ${number(low)} – ${number(high)} |`
      : `| ${name} | ${callers} | ${number(server.rate)}/s, p99 ${number(server.p99)} ms | ${number(floor.rate)}/s | ${number(ratio)} × the rate | ${number(low)} – ${number(high)} |`,
  );
  return ['| path | callers | server | floor | ratio | of the rounds |', '|---|--:|--:|--:|--:|--:|', ...rows].join(
    '\n',
  );
}
