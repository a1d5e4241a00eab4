import { isStartedByNpm } from '../config.js';

/**
 * Sends this process a signal when the shell between npm and this process has ended. A signal to npm (or npx) alone ends that shell,
 * and does not reach this process. Does nothing without npm.
 */
export function endWithShell(signal: 'SIGINT' | 'SIGTERM'): void {
  if (!isStartedByNpm()) return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    process.kill(process.pid, signal);
  }, 500);
  timer.unref();
}
