import { InvalidArgumentError } from 'commander';
import type { Config } from '../config.js';
import type { OnProgress } from '../modules/projects/create/project-creation.service.js';

/** Options that do not go together. The message is followed by a hint at the help. Exit code 2. */
export class UsageError extends Error {}

/** Ends a command that has said all there is to say with an exit code. */
export class ExitCode extends Error {
  constructor(readonly code: number) {
    super(`exit code ${code}`);
  }
}

/** What the commands of a program work with. */
export interface Tools {
  config: () => Config;
  print: (text: string) => void;
}

/**
 * Reads a whole number of an option or an argument.
 * @throws InvalidArgumentError with the range
 */
export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    if (!/^\d{1,10}$/.test(text) || Number(text) < min || Number(text) > max)
      throw new InvalidArgumentError(`Give a number from ${min} to ${max}.`);
    return Number(text);
  };

/** The largest id that the database holds. */
export const MAX_ID = 2_147_483_647;

/** A line on the terminal that is written over until the work is done; silent where standard error is no terminal. */
export interface ProgressLine {
  onProgress: OnProgress;
  done: () => void;
}

/** Shows how far a command is, and for how long it has run: `Storing tasks: 3,000 of 10,000 (4 s)`. */
export function progressLine(start: string): ProgressLine {
  if (!process.stderr.isTTY) return { onProgress: () => undefined, done: () => undefined };
  const since = Date.now();
  let text = start;
  const show = (): void => void process.stderr.write(`\r\x1b[K${text} (${Math.round((Date.now() - since) / 1000)} s)`);
  const timer = setInterval(show, 500);
  show();
  return {
    onProgress(progress) {
      text =
        progress.step === 'dividing'
          ? 'Dividing the area'
          : `Storing tasks: ${progress.done.toLocaleString('en-US')} of ${progress.total.toLocaleString('en-US')}`;
      show();
    },
    done() {
      clearInterval(timer);
      process.stderr.write('\r\x1b[K');
    },
  };
}

/** Rows in columns, each as wide as its widest value. */
export function table(head: string[], rows: string[][]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
