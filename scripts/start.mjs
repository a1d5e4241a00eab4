// `npm start`: makes the checkout ready, then runs the server in this same process, which gets the signals.
import { prepare } from './prepare.mjs';

prepare();
await import('../dist/main.js');

// A signal sent to npm alone ends the shell between npm and this process, and never arrives here.
if (process.env.npm_lifecycle_event === 'start') {
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}
