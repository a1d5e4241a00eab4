/**
 * Sends this process a signal when the shell between npm and this process has ended. A signal to npm alone ends that shell, and does not
 * reach this process.
 */
export function endWithShell(signal) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    process.kill(process.pid, signal);
  }, 500);
  timer.unref();
}
