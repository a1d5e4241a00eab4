import { performance } from 'node:perf_hooks';

export const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A call that is measured, and what must happen before and after it without being measured. */
export interface Measured {
  before?: () => Promise<unknown>;
  run: () => Promise<unknown>;
  /** Tells how long the measured processes have had a core, in milliseconds since some moment. */
  cpu?: () => number;
  after?: () => Promise<unknown>;
}

/** How long to measure: the number of rounds, and after how many milliseconds no other round begins. */
export interface Effort {
  rounds: number;
  longest: number;
}

/** What a call took, in milliseconds. */
export interface Taken {
  time: number;
  /** How long the measured processes had a core. Other work on the machine changes it less than the time. */
  cpu: number;
}

async function take({ before, run, cpu = () => 0, after }: Measured): Promise<Taken> {
  await before?.();
  const [started, begun] = [performance.now(), cpu()];
  await run();
  const taken = { time: performance.now() - started, cpu: cpu() - begun };
  await after?.();
  return taken;
}

/**
 * Measures several calls in turn, so that a busy machine slows all of them. Every other round is in the opposite order. The
 * first round is not counted.
 * @returns for each call what it took in all rounds
 */
export async function takenBy(calls: Measured[], { rounds, longest }: Effort): Promise<Taken[][]> {
  const all: Taken[][] = calls.map(() => []);
  const begun = performance.now();
  for (let round = 0; round <= rounds && (round < 2 || performance.now() - begun < longest); round++) {
    const order = [...calls.keys()];
    if (round % 2 === 1) order.reverse();
    for (const index of order) {
      const call = calls[index];
      if (!call) continue;
      const taken = await take(call);
      if (round > 0) all[index]?.push(taken);
    }
  }
  return all;
}

/** A time or a ratio with two digits. */
export const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : value < 10 ? value.toFixed(1) : value.toFixed(0);

export const ratio = (a: number | null | undefined, b: number | null | undefined): string =>
  a && b ? (a / b).toFixed(1) : '–';
