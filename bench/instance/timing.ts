import { performance } from 'node:perf_hooks';

export const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A call that is measured, and what must happen before and after it without being measured. */
export interface Measured {
  before?: () => Promise<unknown>;
  run: () => Promise<unknown>;
  after?: () => Promise<unknown>;
}

/** How long to measure: the number of rounds, and after how many milliseconds no other round begins. */
export interface Effort {
  rounds: number;
  longest: number;
}

async function timeOf({ before, run, after }: Measured): Promise<number> {
  await before?.();
  const started = performance.now();
  await run();
  const time = performance.now() - started;
  await after?.();
  return time;
}

/**
 * Measures several calls in turn, so that a busy machine slows all of them. Every other round is in the opposite order. The
 * first round is not counted.
 * @returns for each call the times of all rounds, in milliseconds
 */
export async function timesOf(calls: Measured[], { rounds, longest }: Effort): Promise<number[][]> {
  const times: number[][] = calls.map(() => []);
  const begun = performance.now();
  for (let round = 0; round <= rounds && (round < 2 || performance.now() - begun < longest); round++) {
    const order = [...calls.keys()];
    if (round % 2 === 1) order.reverse();
    for (const index of order) {
      const call = calls[index];
      const time = call ? await timeOf(call) : 0;
      if (round > 0) times[index]?.push(time);
    }
  }
  return times;
}

/** A time or a ratio with two digits. */
export const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : value < 10 ? value.toFixed(1) : value.toFixed(0);

export const ratio = (a: number | null | undefined, b: number | null | undefined): string =>
  a && b ? (a / b).toFixed(1) : '–';
