import type { OnCheck } from '../modules/doctor/doctor.service.js';
import type { OnCreating } from '../modules/projects/create/project-creation.service.js';

/** Progress of a command. */
export type Progress = Parameters<OnCreating>[0] | Parameters<OnCheck>[0];
/** Receives the progress of a command. */
export type OnProgress = (progress: Progress) => void;

/** A line on the terminal that shows the progress until the work is done. */
export interface ProgressLine {
  onProgress: OnProgress;
  done: () => void;
}

/** Time between two lines if standard error is not a terminal (a log), in milliseconds. */
const LOG_MS = 20_000;
/** Time between two updates of the line on a terminal, in milliseconds. */
const TERMINAL_MS = 500;

const amount = (done: number, total: number): string =>
  `${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`;

function textOf(progress: Progress): string {
  if (progress.step === 'dividing') return 'Dividing the area';
  if (progress.step === 'storing') return `Storing tasks: ${amount(progress.done, progress.total)}`;
  const { check, done, total } = progress;
  return `Checking ${check}${done === undefined || total === undefined ? '' : `: ${amount(done, total)} tasks`}`;
}

/** Shows the progress of a command and its duration: `Storing tasks: 3,000 of 10,000 (4 s)`. */
export function progressLine(start: string): ProgressLine {
  const { stderr } = process;
  const since = Date.now();
  let text = start;
  const show = (): void => {
    const line = `${text} (${Math.round((Date.now() - since) / 1000)} s)`;
    stderr.write(stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
  };
  const timer = setInterval(show, stderr.isTTY ? TERMINAL_MS : LOG_MS).unref();
  if (stderr.isTTY) show();
  return {
    onProgress(progress) {
      text = textOf(progress);
    },
    done() {
      clearInterval(timer);
      if (stderr.isTTY) stderr.write('\r\x1b[K');
    },
  };
}
