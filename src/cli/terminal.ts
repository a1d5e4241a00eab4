import { InvalidArgumentError } from 'commander';
import type { Config } from '../config.js';

/** Arguments that cannot be used, such as options that exclude each other. A hint about the help follows the message. Exit code 2. */
export class UsageError extends Error {}

/** Ends a command with an exit code, without another message. */
export class ExitCode extends Error {
  constructor(readonly code: number) {
    super(`exit code ${code}`);
  }
}

/** The settings and the output of the commands of a program. */
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
