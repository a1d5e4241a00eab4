import type { OnProgress } from '../modules/projects/create/project-creation.service.js';

/** Wrong options or arguments; the message is followed by the help. Exit code 2. */
export class UsageError extends Error {}

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
