/**
 * A signal sent to npm alone ends the shell between npm and this process, and never arrives here. So this process gets the
 * signal when that shell has ended.
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
